// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.SortKey;
import org.chronocube.index.TimeBuckets;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;
import org.chronocube.time.TimeInterval;

/** Answers queries. */
final class SceneReader {

  /** Pages of times up to so many are read off the time index, not listed and sorted. */
  private static final long MOST_WALKED = 10_000;

  /** The same for solar days in an area. */
  private static final long MOST_DAYS_WALKED = 20;

  private final Database database;
  private final Dialect dialect;
  private final Products products;
  private final ConditionSql writer;
  private final QueryConditions conditions;

  SceneReader(Database database, Products products) {
    this.database = database;
    this.dialect = database.dialect();
    this.products = products;
    this.writer = new ConditionSql(dialect, false);
    this.conditions = new QueryConditions(dialect);
  }

  Stream<Scene> find(SceneQuery query) {
    return stream(
        query,
        (connection, keys) -> {
          QueryPlan plan = plan(connection, keys, query);
          Sql order = Sorting.orderBy(writer, query.sort(), plan);
          if (!plan.isExact() && Sorting.isByTime(query.sort())) {
            boolean descending = query.sort().isEmpty() || query.sort().get(0).descending();
            Search search = new Search(connection, keys, plan, query.withSuperseded());
            return new SceneCursor(
                windows(search, SceneRow.ALL_COLUMNS, order, descending),
                query.offset(),
                query.limit());
          }
          Sql sql = plan.select(SceneRow.ALL_COLUMNS).add(order);
          boolean paged = query.offset() > 0 || query.limit() < SceneQuery.UNLIMITED;
          long skip =
              plan.isExact() && paged
                  ? dialect.page(sql, query.offset(), query.limit())
                  : query.offset();
          RowCursor rows = new RowCursor(connection, products, sql, plan.residual());
          return new SceneCursor(rows, skip, query.limit());
        });
  }

  Stream<Instant> times(SceneQuery query) {
    return stream(
        query,
        (connection, keys) -> {
          QueryPlan plan = plan(connection, keys, query);
          Search search = new Search(connection, keys, plan, query.withSuperseded());
          return new InstantCursor(times(search, query), query.offset(), query.limit());
        });
  }

  long count(SceneQuery query) {
    return database.read(
        connection -> {
          List<Long> keys = products.keys(connection, query.products());
          if (keys.isEmpty()) {
            return 0L;
          }
          QueryPlan plan = plan(connection, keys, query);
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
          QueryPlan plan = plan(connection, keys, query);
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
          try (SceneCursor scenes = new SceneCursor(rows, 0, 1)) {
            return Optional.ofNullable(scenes.next());
          }
        });
  }

  private QueryPlan plan(Connection connection, List<Long> keys, SceneQuery query)
      throws SQLException {
    Condition condition = conditions.of(connection, keys, query);
    return QueryPlan.of(dialect, keys, query.withSuperseded(), condition);
  }

  /**
   * A plan and what it runs on.
   *
   * @param keys of the products
   */
  private record Search(
      Connection connection, List<Long> keys, QueryPlan plan, boolean withSuperseded) {}

  /** The rows that match, in the order of time, as they are asked for. */
  private Cursor<SceneRow> windows(Search search, String columns, Sql order, boolean descending)
      throws SQLException {
    QueryPlan plan = search.plan();
    return new WindowCursor(
        search.connection(),
        span(search).orElse(null),
        plan.firstWindow(),
        descending,
        (connection, window) ->
            new RowCursor(
                connection, products, plan.select(columns, window).add(order), plan.residual()));
  }

  /** The time that holds all rows; empty when there are none. */
  private Optional<TimeInterval> span(Search search) throws SQLException {
    Sql sql = new Sql();
    String union = "";
    for (long key : search.keys()) {
      for (int flag : search.withSuperseded() ? List.of(1, 0) : List.of(1)) {
        String of = "s.time_ms) FROM scene s WHERE s.product = ? AND s.is_current = " + flag;
        sql.add(union + "SELECT (SELECT min(" + of + ") AS t", key);
        sql.add(" UNION ALL SELECT (SELECT max(" + of + ")", key);
        union = " UNION ALL ";
      }
    }
    List<Long> ends = new ArrayList<>();
    Sql known = new Sql().add("SELECT t FROM (").add(sql).add(") b WHERE t IS NOT NULL");
    try (LongCursor times = new LongCursor(search.connection(), known)) {
      for (Long time = times.next(); time != null; time = times.next()) {
        ends.add(time);
      }
    }
    if (ends.isEmpty()) {
      return Optional.empty();
    }
    TimeInterval all = closed(Collections.min(ends), Collections.max(ends));
    return search.plan().span() == null ? Optional.of(all) : all.intersection(search.plan().span());
  }

  /** The earliest or the latest time; a look-up when nothing else is asked. */
  private Optional<Long> extreme(Connection connection, SceneQuery query, boolean latest)
      throws SQLException {
    List<Long> keys = products.keys(connection, query.products());
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    Search search =
        new Search(connection, keys, plan(connection, keys, query), query.withSuperseded());
    try (Cursor<SceneRow> rows = byTime(search, latest, true)) {
      SceneRow row = rows.next();
      return row == null ? Optional.empty() : Optional.of(row.time);
    }
  }

  private static TimeInterval closed(long first, long last) {
    return TimeInterval.ofClosed(Instant.ofEpochMilli(first), Instant.ofEpochMilli(last));
  }

  private static boolean isDescending(SceneQuery query) {
    return !query.sort().isEmpty() && query.sort().get(0).equals(SortKey.NEWEST_FIRST);
  }

  /** Rows in the order of time, with the columns that the residual needs. */
  private Cursor<SceneRow> byTime(Search search, boolean descending, boolean firstOnly)
      throws SQLException {
    QueryPlan plan = search.plan();
    Sql order = new Sql().add(" ORDER BY " + plan.time() + (descending ? " DESC" : ""));
    if (!plan.isExact()) {
      return windows(search, plan.columns(), order, descending);
    }
    Sql sql = plan.rows().add(order);
    if (firstOnly) {
      dialect.page(sql, 0, 1);
    }
    return new RowCursor(search.connection(), products, sql, Condition.TRUE);
  }

  /**
   * Distinct times: a few are read off the rows in their order, no further than the caller goes;
   * all are listed by the database alone where it can decide, or at least by day.
   */
  private Cursor<Long> times(Search search, SceneQuery query) throws SQLException {
    QueryPlan plan = search.plan();
    boolean descending = isDescending(query);
    long most = query.offset() + query.limit();
    boolean byDay = query.grouping() == TimeGrouping.SOLAR_DAY;
    if (byDay && plan.viaCells() && most > MOST_DAYS_WALKED) {
      return new DayListing(search.connection(), dialect, products, plan).times(descending);
    }
    if (!plan.isExact() || most <= MOST_WALKED) {
      return new DistinctTimes(byTime(search, descending, false), query.grouping(), descending);
    }
    Sql sql =
        byDay
            ? new Sql()
                .add("SELECT DISTINCT d.t FROM (")
                .add(plan.select("min(s.time_ms) AS t"))
                .add(" GROUP BY s.solar_day) d")
            : plan.select("DISTINCT s.time_ms AS t");
    return new LongCursor(
        search.connection(), sql.add(" ORDER BY t" + (descending ? " DESC" : "")));
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
