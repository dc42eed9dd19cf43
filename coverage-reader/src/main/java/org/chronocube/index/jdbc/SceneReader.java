// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.SortKey;
import org.chronocube.index.TimeBuckets;
import org.chronocube.index.jdbc.QueryPlan.Head;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;
import org.chronocube.time.TimeInterval;

/** Answers queries. */
final class SceneReader {

  /** Pages of times up to so many are read off the time index, not listed and sorted. */
  private static final long MOST_WALKED = 10_000;

  private final Database database;
  private final Dialect dialect;
  private final Products products;
  private final ConditionSql writer;
  private final QueryConditions conditions;

  SceneReader(Database database, Products products) {
    this.database = database;
    this.dialect = database.dialect();
    this.products = products;
    this.writer = new ConditionSql(dialect);
    this.conditions = new QueryConditions(dialect);
  }

  Stream<Scene> find(SceneQuery query) {
    return stream(
        query,
        (connection, keys) -> {
          QueryPlan plan = plan(connection, keys, query, head(query));
          Sql sql = plan.select(SceneRow.ALL_COLUMNS);
          sql.add(Sorting.orderBy(writer, query.sort(), plan));
          boolean paged = query.offset() > 0 || query.limit() < SceneQuery.UNLIMITED;
          long skip =
              plan.isExact() && paged
                  ? dialect.page(sql, query.offset(), query.limit())
                  : query.offset();
          RowCursor rows = new RowCursor(connection, products, sql, plan.residual());
          return new SceneCursor(connection, dialect, rows, skip, query.limit());
        });
  }

  Stream<Instant> times(SceneQuery query) {
    return stream(
        query,
        (connection, keys) -> {
          boolean some = query.offset() + query.limit() <= MOST_WALKED;
          Head head = new Head(query.offset() + query.limit(), isDescending(query));
          QueryPlan plan = plan(connection, keys, query, Optional.of(head).filter(h -> some));
          return new InstantCursor(
              some ? walked(connection, plan, query) : listed(connection, plan, query),
              query.offset(),
              query.limit());
        });
  }

  long count(SceneQuery query) {
    return database.read(
        connection -> {
          List<Long> keys = products.keys(connection, query.products());
          if (keys.isEmpty()) {
            return 0L;
          }
          QueryPlan plan = plan(connection, keys, query, Optional.empty());
          if (plan.isExact()) {
            return number(connection, plan.select("count(*)"));
          }
          try (RowCursor rows = unordered(connection, plan)) {
            long count = 0;
            while (rows.next() != null) {
              count++;
            }
            return count;
          }
        });
  }

  long[] histogram(SceneQuery query, TimeBuckets buckets) {
    return database.read(
        connection -> {
          List<Long> keys = products.keys(connection, query.products());
          if (keys.isEmpty()) {
            return buckets.counts();
          }
          QueryPlan plan = plan(connection, keys, query, Optional.empty());
          if (plan.isExact()) {
            try (LongCursor times = new LongCursor(connection, plan.select("s.time_ms"))) {
              for (Long time = times.next(); time != null; time = times.next()) {
                buckets.add(time);
              }
            }
            return buckets.counts();
          }
          try (RowCursor rows = unordered(connection, plan)) {
            for (SceneRow row = rows.next(); row != null; row = rows.next()) {
              buckets.add(row.time);
            }
          }
          return buckets.counts();
        });
  }

  Optional<TimeInterval> timeBounds(SceneQuery query) {
    return database.read(
        connection -> {
          Optional<Long> first = extreme(connection, query, false);
          return first.isEmpty()
              ? Optional.empty()
              : extreme(connection, query, true).map(last -> closed(first.get(), last));
        });
  }

  Optional<Scene> scene(String product, String id) {
    return database.read(
        connection -> {
          Optional<Long> key = products.key(connection, product);
          if (key.isEmpty()) {
            return Optional.empty();
          }
          Sql sql = new Sql().add("SELECT " + SceneRow.ALL_COLUMNS + " FROM scene s WHERE ");
          sql.add("s.product = ? AND s.id = ?", key.get(), id);
          RowCursor rows = new RowCursor(connection, products, sql, Condition.TRUE);
          try (SceneCursor scenes = new SceneCursor(connection, dialect, rows, 0, 1)) {
            return Optional.ofNullable(scenes.next());
          }
        });
  }

  private QueryPlan plan(
      Connection connection, List<Long> keys, SceneQuery query, Optional<Head> head)
      throws SQLException {
    Condition condition = conditions.of(connection, keys, query);
    return QueryPlan.of(
        dialect, keys, query.withSuperseded(), condition, head, sql -> number(connection, sql));
  }

  /** The earliest or the latest time; a look-up when nothing else is asked. */
  private Optional<Long> extreme(Connection connection, SceneQuery query, boolean latest)
      throws SQLException {
    List<Long> keys = products.keys(connection, query.products());
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    QueryPlan plan = plan(connection, keys, query, Optional.of(new Head(1, latest)));
    Sql sql = plan.rows().add(" ORDER BY " + plan.time() + (latest ? " DESC" : ""));
    if (plan.isExact()) {
      dialect.page(sql, 0, 1);
    }
    try (RowCursor rows = new RowCursor(connection, products, sql, plan.residual())) {
      SceneRow row = rows.next();
      return row == null ? Optional.empty() : Optional.of(row.time);
    }
  }

  private static TimeInterval closed(long first, long last) {
    return TimeInterval.ofClosed(Instant.ofEpochMilli(first), Instant.ofEpochMilli(last));
  }

  private static Optional<Head> head(SceneQuery query) {
    if (!Sorting.isByTime(query.sort())) {
      return Optional.empty();
    }
    boolean all = query.limit() == SceneQuery.UNLIMITED;
    boolean descending = query.sort().isEmpty() || query.sort().get(0).descending();
    return Optional.of(
        new Head(all ? SceneQuery.UNLIMITED : query.offset() + query.limit(), descending));
  }

  private static boolean isDescending(SceneQuery query) {
    return !query.sort().isEmpty() && query.sort().get(0).equals(SortKey.NEWEST_FIRST);
  }

  /** Row by row in the order of time, no further than the caller reads. */
  private Cursor<Long> walked(Connection connection, QueryPlan plan, SceneQuery query)
      throws SQLException {
    boolean descending = isDescending(query);
    Sql sql = plan.rows().add(" ORDER BY " + plan.time() + (descending ? " DESC" : ""));
    RowCursor rows = new RowCursor(connection, products, sql, plan.residual());
    return new DistinctTimes(rows, query.grouping(), descending);
  }

  /** All of them, by the database alone where it can decide. */
  private Cursor<Long> listed(Connection connection, QueryPlan plan, SceneQuery query)
      throws SQLException {
    if (!plan.isExact()) {
      return walked(connection, plan, query);
    }
    Sql sql =
        query.grouping() == TimeGrouping.INSTANT
            ? plan.select("DISTINCT s.time_ms AS t")
            : new Sql()
                .add("SELECT DISTINCT d.t FROM (")
                .add(plan.select("min(s.time_ms) AS t"))
                .add(" GROUP BY s.solar_day) d");
    return new LongCursor(
        connection, sql.add(" ORDER BY t" + (isDescending(query) ? " DESC" : "")));
  }

  private RowCursor unordered(Connection connection, QueryPlan plan) throws SQLException {
    return new RowCursor(connection, products, plan.rows(), plan.residual());
  }

  private static long number(Connection connection, Sql sql) throws SQLException {
    try (LongCursor row = new LongCursor(connection, sql)) {
      return row.next();
    }
  }

  /** Opens a cursor with the query's product keys. */
  private interface Opening<T> {
    Cursor<T> open(Connection connection, List<Long> keys) throws SQLException;
  }

  private <T> Stream<T> stream(SceneQuery query, Opening<T> opening) {
    Connection connection = database.openReader();
    Cursor<T> cursor = null;
    try {
      List<Long> keys = products.keys(connection, query.products());
      if (keys.isEmpty() || query.limit() == 0) {
        return Stream.empty();
      }
      cursor = new OwningCursor<>(opening.open(connection, keys), connection);
      return Cursor.stream(cursor, database);
    } catch (SQLException e) {
      throw database.failure("cannot be read", e);
    } finally {
      if (cursor == null) {
        Closing.reader(connection);
      }
    }
  }
}
