// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The integers of the first column of a statement. */
final class LongCursor implements Cursor<Long> {

  private static final int FETCH_SIZE = 1000;

  private final PreparedStatement statement;
  private final ResultSet rows;

  LongCursor(Connection connection, Sql sql) throws SQLException {
    statement = connection.prepareStatement(sql.text());
    statement.setFetchSize(FETCH_SIZE);
    sql.bind(statement);
    rows = statement.executeQuery();
  }

  @Override
  public Long next() throws SQLException {
    return rows.next() ? rows.getLong(1) : null;
  }

  @Override
  public void close() {
    Closing.quietly(statement);
  }
}
