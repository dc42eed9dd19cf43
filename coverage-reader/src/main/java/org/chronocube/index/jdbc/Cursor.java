// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.sql.SQLException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A lazy sequence that holds database resources until it is closed. */
interface Cursor<T> extends AutoCloseable {

  /** The next element, or null at the end. */
  T next() throws SQLException;

  @Override
  void close();

  /** The stream of a cursor: closes it at its end, when reading fails, and when it is closed. */
  static <T> Stream<T> stream(Cursor<T> cursor, Database database) {
    Spliterator<T> elements =
        new Spliterators.AbstractSpliterator<>(
            Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {
          private boolean ended;

          @Override
          public boolean tryAdvance(Consumer<? super T> action) {
            T element = ended ? null : nextOrClose(cursor, database);
            if (element == null) {
              ended = true;
              return false;
            }
            action.accept(element);
            return true;
          }
        };
    return StreamSupport.stream(elements, false).onClose(cursor::close);
  }

  private static <T> T nextOrClose(Cursor<T> cursor, Database database) {
    boolean more = false;
    try {
      T element = cursor.next();
      more = element != null;
      return element;
    } catch (SQLException e) {
      throw database.failure("cannot be read", e);
    } finally {
      if (!more) {
        cursor.close();
      }
    }
  }
}
