// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.util.Collection;
import java.util.Optional;

/** PostgreSQL 12 or later, without extensions. */
final class PostgresDialect implements Dialect {

  private static final String PROPERTIES = "CAST(s.properties AS jsonb)";

  @Override
  public String folder() {
    return "postgresql";
  }

  /** The key is arbitrary: the bytes of "chronocu". */
  @Override
  public String lockSchema() {
    return "SELECT pg_advisory_xact_lock(7163384699739235189)";
  }

  @Override
  public String findSchema() {
    return "SELECT 1 FROM information_schema.tables"
        + " WHERE table_schema = current_schema() AND table_name = 'schema_version'";
  }

  @Override
  public String lockState() {
    return "SELECT generation, next_scene FROM index_state FOR UPDATE";
  }

  @Override
  public Sql textIn(String column, Collection<String> values) {
    return new Sql()
        .add(
            column + " = ANY(ARRAY(SELECT json_array_elements_text(CAST(? AS json))))",
            Dialect.json(values));
  }

  @Override
  public Sql integers(Collection<Long> values) {
    return new Sql()
        .add(
            "SELECT CAST(v AS bigint) FROM json_array_elements_text(CAST(? AS json)) v",
            Dialect.json(values));
  }

  @Override
  public Sql integerIn(String column, Collection<Long> values) {
    return new Sql().add(column + " = ANY(ARRAY(").add(integers(values)).add("))");
  }

  @Override
  public Sql property(String name, Kind kind) {
    String type =
        switch (kind) {
          case NUMBER -> "number";
          case TEXT -> "string";
          case BOOLEAN -> "boolean";
        };
    Sql sql =
        new Sql()
            .add("CASE WHEN jsonb_typeof(" + PROPERTIES + " -> CAST(? AS text))", name)
            .add(" = '" + type + "' THEN ");
    String value = PROPERTIES + " ->> CAST(? AS text)";
    return kind == Kind.NUMBER
        ? sql.add("CAST(" + value + " AS double precision) END", name)
        : sql.add("(" + value + ") COLLATE \"C\" END", name);
  }

  @Override
  public Sql lacks(String property) {
    return new Sql().add(PROPERTIES + " -> CAST(? AS text) IS NULL", property);
  }

  @Override
  public Sql like(Sql text, LikePattern pattern) {
    return new Sql()
        .add("COALESCE((")
        .add(text)
        .add(") LIKE ? ESCAPE '\\', FALSE)", pattern.sqlLike());
  }

  @Override
  public Optional<String> preferHashing() {
    return Optional.of("SET LOCAL enable_sort = off");
  }

  @Override
  public boolean copies() {
    return true;
  }

  @Override
  public long page(Sql sql, long offset, long limit) {
    sql.add(" LIMIT ? OFFSET ?", limit, offset);
    return 0;
  }
}
