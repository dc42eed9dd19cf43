// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives resources back after the answer is known: a failure here must not hide it. */
final class Closing {

  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private Closing() {}

  /** Closes a statement or a result. */
  static void quietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      LOG.warn("A database resource did not close: {}", e.toString());
    }
  }

  /** Ends the read transaction of a connection and returns it to its pool. */
  static void reader(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      LOG.warn("A read transaction did not end: {}", e.toString());
    } finally {
      quietly(connection);
    }
  }
}
