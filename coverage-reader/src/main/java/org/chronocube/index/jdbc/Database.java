// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.chronocube.index.IndexException;

/**
 * Connections to one index: many that read, few that write.
 *
 * @param name what messages call the index; without secrets
 * @param writers null when read-only
 */
record Database(String name, Dialect dialect, HikariDataSource readers, HikariDataSource writers)
    implements AutoCloseable {

  /** What to do in a transaction. */
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  boolean isReadOnly() {
    return writers == null;
  }

  /** A connection that sees one state of the index until it is closed. */
  Connection openReader() {
    try {
      Connection connection = readers.getConnection();
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      throw failure("has no connection", e);
    }
  }

  <T> T read(Work<T> work) {
    try (Connection connection = openReader()) {
      T result = work.run(connection);
      connection.rollback();
      return result;
    } catch (SQLException e) {
      throw failure("cannot be read", e);
    }
  }

  /** All or nothing. */
  <T> T write(Work<T> work) {
    if (isReadOnly()) {
      throw new IndexException("index " + name + " is open for reading only");
    }
    try (Connection connection = writers.getConnection()) {
      connection.setAutoCommit(false);
      boolean done = false;
      try {
        T result = work.run(connection);
        connection.commit();
        done = true;
        return result;
      } finally {
        if (!done) {
          connection.rollback();
        }
      }
    } catch (SQLException e) {
      throw failure("cannot be written", e);
    }
  }

  IndexException failure(String what, SQLException cause) {
    return new IndexException("index " + name + " " + what + ": " + cause.getMessage(), cause);
  }

  @Override
  public void close() {
    readers.close();
    if (writers != null) {
      writers.close();
    }
  }
}
