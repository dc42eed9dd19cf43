// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL, started once for the tests of a JVM; each test gets a schema of its own. It
 * ends with the JVM.
 */
final class EmbeddedPostgresServer {

  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  private EmbeddedPostgresServer() {}

  private static final class Holder {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().start();
      } catch (IOException e) {
        throw new IllegalStateException("embedded PostgreSQL does not start", e);
      }
    }
  }

  /** URL of a new, empty schema: quicker to make than a database, and as far apart. */
  static String newSchema() {
    String name = "test" + SCHEMAS.incrementAndGet();
    try (Connection connection = Holder.SERVER.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("schema " + name + " cannot be created", e);
    }
    return Holder.SERVER.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + name;
  }
}
