// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * All solar days of a query in an area, each by its earliest instant, without reading every scene:
 * the index tells the first scene of each day whose box meets the area, and that scene's footprint
 * mostly meets it too. Only of days where it does not are the others read, in the order of time.
 */
final class DayListing {

  private static final int CHUNK = 2000;

  /** Makes time and key of a row one number that sorts by time first; times of a day from 0 on. */
  private static final long KEYS = 1L << 34;

  private static final String FIRST_OF_DAY =
      "min((s.time_ms - s.solar_day * CAST(86400000 AS bigint) + 86400000) * " + KEYS + " + s.pk)";

  private final Connection connection;
  private final Dialect dialect;
  private final Products products;
  private final QueryPlan plan;
  // Days far apart may begin with the same instant.
  private final NavigableSet<Long> times = new TreeSet<>();

  DayListing(Connection connection, Dialect dialect, Products products, QueryPlan plan) {
    this.connection = connection;
    this.dialect = dialect;
    this.products = products;
    this.plan = plan;
  }

  /** Milliseconds since 1970. */
  Cursor<Long> times(boolean descending) throws SQLException {
    Set<Long> open = new HashSet<>();
    List<Long> first = firstOfDays();
    for (int from = 0; from < first.size(); from += CHUNK) {
      test(first.subList(from, Math.min(first.size(), from + CHUNK)), open);
    }
    if (!open.isEmpty()) {
      searchDays(open);
    }
    return new ListCursor(List.copyOf(descending ? times.descendingSet() : times));
  }

  private List<Long> firstOfDays() throws SQLException {
    List<Long> keys = new ArrayList<>();
    Sql sql = plan.select(FIRST_OF_DAY).add(" GROUP BY s.solar_day");
    try (LongCursor found = new LongCursor(connection, sql)) {
      for (Long first = found.next(); first != null; first = found.next()) {
        keys.add(Math.floorMod(first, KEYS));
      }
    }
    return keys;
  }

  /** Takes the times of scenes that match; the days of the others stay open. */
  private void test(List<Long> keys, Set<Long> open) throws SQLException {
    Sql sql =
        new Sql()
            .add("SELECT " + plan.columns() + " FROM scene s WHERE ")
            .add(dialect.integerIn("s.pk", keys));
    try (RowCursor rows = new RowCursor(connection, products, sql, Condition.TRUE)) {
      for (SceneRow row = rows.next(); row != null; row = rows.next()) {
        if (plan.residual().test(row)) {
          times.add(row.time);
        } else {
          open.add((long) row.solarDay);
        }
      }
    }
  }

  private void searchDays(Set<Long> open) throws SQLException {
    // In the index alone first; and not as a look-up of each day in each cell.
    Sql sql =
        new Sql()
            .add("SELECT " + plan.columns() + " FROM scene s WHERE s.pk IN (")
            .add(plan.select("s.pk"))
            .add(" AND s.solar_day + 0 IN (")
            .add(dialect.integers(open))
            .add(")) ORDER BY s.time_ms");
    try (RowCursor rows = new RowCursor(connection, products, sql, Condition.TRUE)) {
      SceneRow row = rows.next();
      while (row != null && !open.isEmpty()) {
        if (open.contains((long) row.solarDay) && plan.residual().test(row)) {
          open.remove((long) row.solarDay);
          times.add(row.time);
        }
        row = rows.next();
      }
    }
  }

  /** Elements of a list. */
  private static final class ListCursor implements Cursor<Long> {

    private final List<Long> elements;
    private int next;

    ListCursor(List<Long> elements) {
      this.elements = elements;
    }

    @Override
    public Long next() {
      return next < elements.size() ? elements.get(next++) : null;
    }

    @Override
    public void close() {}
  }
}
