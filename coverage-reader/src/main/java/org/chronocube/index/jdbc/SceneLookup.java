// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What is stored of some scenes already; read under the write lock. */
final class SceneLookup {

  private static final int CHUNK = 1000;

  private final Connection connection;
  private final Dialect dialect;

  SceneLookup(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /** The identifying part of a stored scene. */
  record Stored(
      long pk,
      long product,
      String id,
      String acquisition,
      String revision,
      boolean current,
      byte[] digest) {}

  List<Stored> byId(long product, List<String> ids) throws SQLException {
    return find(product, "s.id", ids);
  }

  List<Stored> byAcquisition(long product, List<String> acquisitions) throws SQLException {
    return find(product, "s.acquisition", acquisitions);
  }

  private List<Stored> find(long product, String column, List<String> values) throws SQLException {
    List<Stored> found = new ArrayList<>();
    for (int from = 0; from < values.size(); from += CHUNK) {
      List<String> chunk = values.subList(from, Math.min(values.size(), from + CHUNK));
      Sql sql =
          new Sql()
              .add("SELECT s.pk, s.id, s.acquisition, s.revision, s.is_current, s.digest")
              .add(" FROM scene s WHERE s.product = ? AND ", product)
              .add(dialect.textIn(column, chunk));
      read(sql, product, found::add);
    }
    return found;
  }

  private void read(Sql sql, long product, Consumer<Stored> into) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
      sql.bind(statement);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          into.accept(
              new Stored(
                  row.getLong(1),
                  product,
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getInt(5) == 1,
                  row.getBytes(6)));
        }
      }
    }
  }
}
