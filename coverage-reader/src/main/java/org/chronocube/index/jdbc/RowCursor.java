// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The rows of a statement that meet a condition, read as they are asked for. */
final class RowCursor implements Cursor<SceneRow> {

  private static final int FETCH_SIZE = 500;

  private final Connection connection;
  private final Products products;
  private final Condition residual;
  private final PreparedStatement statement;
  private final ResultSet rows;
  private final int columns;

  /**
   * @param connection not in auto-commit mode (PostgreSQL would read all rows at once); stays open
   */
  RowCursor(Connection connection, Products products, Sql sql, Condition residual)
      throws SQLException {
    this.connection = connection;
    this.products = products;
    this.residual = residual;
    this.statement = connection.prepareStatement(sql.text());
    statement.setFetchSize(FETCH_SIZE);
    sql.bind(statement);
    this.rows = statement.executeQuery();
    this.columns = rows.getMetaData().getColumnCount();
  }

  @Override
  public SceneRow next() throws SQLException {
    while (rows.next()) {
      SceneRow row = new SceneRow(rows, products.id(connection, rows.getLong(2)), columns);
      if (residual.test(row)) {
        return row;
      }
    }
    return null;
  }

  @Override
  public void close() {
    Closing.quietly(statement);
  }
}
