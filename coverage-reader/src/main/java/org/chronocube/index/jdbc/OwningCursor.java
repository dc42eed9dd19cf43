// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** A cursor that returns its connection when it is closed, the first time. */
final class OwningCursor<T> implements Cursor<T> {

  private final Cursor<T> cursor;
  private final Connection connection;
  private boolean closed;

  OwningCursor(Cursor<T> cursor, Connection connection) {
    this.cursor = cursor;
    this.connection = connection;
  }

  @Override
  public T next() throws SQLException {
    return cursor.next();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      cursor.close();
      Closing.reader(connection);
    }
  }
}
