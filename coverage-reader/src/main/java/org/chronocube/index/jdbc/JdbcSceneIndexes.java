// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.chronocube.index.IndexException;
import org.chronocube.index.SceneIndex;

/**
 * Opens scene indexes.
 *
 * <pre>{@code
 * try (SceneIndex index =
 *     JdbcSceneIndexes.open("jdbc:sqlite:/data/index.sqlite", Options.forWriting())) {
 *   index.putProduct(product);
 *   index.insert(scenes);
 * }
 * }</pre>
 */
public final class JdbcSceneIndexes {

  private JdbcSceneIndexes() {}

  /**
   * Opens an index; for writing, creates it if need be and migrates it to this version's schema.
   *
   * @param url {@code jdbc:sqlite:/absolute/path} or {@code jdbc:postgresql://host:port/database},
   *     the latter with the driver's own parameters
   * @throws IndexException when the database cannot be opened, is no index or, for reading only,
   *     has another schema version. Messages never hold a password
   */
  public static SceneIndex open(String url, Options options) {
    Database database = connect(url, options);
    boolean ready = false;
    try {
      prepare(database);
      ready = true;
      return new JdbcSceneIndex(database);
    } finally {
      if (!ready) {
        database.close();
      }
    }
  }

  private static Database connect(String url, Options options) {
    if (url.startsWith(SqliteDatabases.PREFIX)) {
      return SqliteDatabases.connect(url, options);
    }
    if (url.startsWith(PostgresDatabases.PREFIX)) {
      return PostgresDatabases.connect(url, options);
    }
    int scheme = url.indexOf(':', url.indexOf(':') + 1);
    throw new IndexException(
        "index URL must start with jdbc:sqlite: or jdbc:postgresql:, was "
            + url.substring(0, Math.max(0, scheme)));
  }

  private static void prepare(Database database) {
    if (database.isReadOnly()) {
      database.read(
          connection -> {
            Migrations.check(connection, database.dialect(), database.name());
            return null;
          });
    } else {
      database.write(connection -> migrate(connection, database));
    }
  }

  private static Void migrate(Connection connection, Database database) throws SQLException {
    Migrations.migrate(connection, database.dialect(), database.name());
    return null;
  }
}
