// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.util.Collection;
import java.util.Optional;

/** SQLite 3.38 or later, with R*Tree and JSON functions. */
final class SqliteDialect implements Dialect {

  @Override
  public String folder() {
    return "sqlite";
  }

  /** Write transactions begin IMMEDIATE: the lock is there already. */
  @Override
  public String lockSchema() {
    return "SELECT 1";
  }

  @Override
  public String findSchema() {
    return "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'";
  }

  @Override
  public String lockState() {
    return "SELECT generation, next_scene FROM index_state";
  }

  @Override
  public Sql textIn(String column, Collection<String> values) {
    return new Sql().add(column + " IN (SELECT value FROM json_each(?))", Dialect.json(values));
  }

  @Override
  public Sql integers(Collection<Long> values) {
    return new Sql().add("SELECT value FROM json_each(?)", Dialect.json(values));
  }

  @Override
  public Sql integerIn(String column, Collection<Long> values) {
    return new Sql().add(column + " IN (").add(integers(values)).add(")");
  }

  @Override
  public Sql property(String name, Kind kind) {
    String path = path(name);
    return switch (kind) {
      case NUMBER ->
          new Sql()
              .add("CASE WHEN json_type(s.properties, ?) IN ('integer', 'real')", path)
              .add(" THEN CAST(json_extract(s.properties, ?) AS REAL) END", path);
      case TEXT ->
          new Sql()
              .add("CASE WHEN json_type(s.properties, ?) = 'text'", path)
              .add(" THEN json_extract(s.properties, ?) END", path);
      case BOOLEAN ->
          new Sql()
              .add("CASE json_type(s.properties, ?)", path)
              .add(" WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' END");
    };
  }

  @Override
  public Sql lacks(String property) {
    return new Sql().add("json_type(s.properties, ?) IS NULL", path(property));
  }

  private static String path(String property) {
    return "$.\"" + property + "\"";
  }

  /** GLOB, because LIKE ignores the case of ASCII letters. */
  @Override
  public Sql like(Sql text, LikePattern pattern) {
    return new Sql().add("COALESCE((").add(text).add(") GLOB ?, FALSE)", pattern.glob());
  }

  @Override
  public Optional<String> preferHashing() {
    return Optional.empty();
  }

  @Override
  public boolean copies() {
    return false;
  }

  /** With OFFSET, SQLite sorts everything before the first row unless an index has the order. */
  @Override
  public long page(Sql sql, long offset, long limit) {
    sql.add(" LIMIT ?", offset + limit);
    return offset;
  }
}
