// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.chronocube.index.IndexException;

/** Brings an index to the schema of this version of the program, by numbered SQL files. */
final class Migrations {

  /** What the n-th step does leads to schema version n. */
  private static final List<Step> STEPS =
      List.of(
          step("001-scenes.sql"),
          step("002-sources.sql"),
          (connection, dialect) -> {
            step("003-cells.sql").run(connection, dialect);
            CellMigration.run(connection);
            step("003-cells-filled.sql").run(connection, dialect);
          });

  /** Changes the schema. */
  private interface Step {
    void run(Connection connection, Dialect dialect) throws SQLException;
  }

  private static Step step(String file) {
    return (connection, dialect) -> {
      try (Statement statement = connection.createStatement()) {
        for (String sql : statements(dialect.folder() + "/" + file)) {
          statement.execute(sql);
        }
      }
    };
  }

  private Migrations() {}

  /** Version of the schema this program needs. */
  static int latest() {
    return STEPS.size();
  }

  /** Applies what is missing, in the transaction of the connection. */
  static void migrate(Connection connection, Dialect dialect, String index) throws SQLException {
    migrate(connection, dialect, index, latest());
  }

  /** Applies what is missing of the first versions only. */
  static void migrate(Connection connection, Dialect dialect, String index, int last)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(dialect.lockSchema());
      int version = version(statement, dialect);
      refuseNewer(version, index);
      for (int next = version + 1; next <= last; next++) {
        STEPS.get(next - 1).run(connection, dialect);
        statement.execute("INSERT INTO schema_version (version) VALUES (" + next + ")");
      }
    }
  }

  /**
   * @throws IndexException when the schema is not of this version
   */
  static void check(Connection connection, Dialect dialect, String index) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int version = version(statement, dialect);
      refuseNewer(version, index);
      if (version == 0) {
        throw new IndexException("index " + index + " holds no scene index");
      }
      if (version < latest()) {
        throw new IndexException(
            "index "
                + index
                + " must have schema version "
                + latest()
                + ", was "
                + version
                + ": open it for writing once to migrate it");
      }
    }
  }

  private static void refuseNewer(int version, String index) {
    if (version > latest()) {
      throw new IndexException(
          "index "
              + index
              + " must have schema version "
              + latest()
              + " or older, was "
              + version
              + ": it was written by a newer Chronocube");
    }
  }

  private static int version(Statement statement, Dialect dialect) throws SQLException {
    try (ResultSet found = statement.executeQuery(dialect.findSchema())) {
      if (!found.next()) {
        return 0;
      }
    }
    try (ResultSet version = statement.executeQuery("SELECT max(version) FROM schema_version")) {
      version.next();
      return version.getInt(1);
    }
  }

  private static List<String> statements(String file) {
    try (InputStream in = Migrations.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("resource " + file + " is missing");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
      return List.of(text.split(";\\n(\\n|$)"));
    } catch (IOException e) {
      throw new IndexException("schema file " + file + " cannot be read", e);
    }
  }
}
