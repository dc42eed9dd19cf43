// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * All solar days of a query in an area, each by its earliest instant, without reading every scene:
 * the index tells the first scene of each day whose box meets the area, and that scene's footprint
 * mostly meets it too. Only of days where it does not the index lists the others, and footprints
 * are read from the earliest on, of all such days at once, until one matches.
 */
final class DayListing {

  private static final int CHUNK = 2000;

  private static final String FIRST_OF_DAY = "min(" + DayCandidates.PLACE + ")";

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
    preferHashing();
    List<Long> first = firstOfDays();
    Map<Long, Long> open = new HashMap<>();
    Map<Long, Long> found = test(first, open);
    times.addAll(found.values());
    open.keySet().removeAll(found.keySet());
    int most = DayCandidates.MOST_AT_FIRST;
    while (!open.isEmpty()) {
      search(new DayCandidates(open, most), open);
      most *= DayCandidates.GROWTH;
    }
    return new ListCursor(List.copyOf(descending ? times.descendingSet() : times));
  }

  /** The planner takes the rows to be few, and would sort them all to group them. */
  private void preferHashing() throws SQLException {
    if (dialect.preferHashing().isPresent()) {
      try (PreparedStatement set = connection.prepareStatement(dialect.preferHashing().get())) {
        set.execute();
      }
    }
  }

  private List<Long> firstOfDays() throws SQLException {
    List<Long> places = new ArrayList<>();
    Sql sql = plan.select(FIRST_OF_DAY).add(" GROUP BY s.solar_day");
    try (LongCursor found = new LongCursor(connection, sql)) {
      for (Long first = found.next(); first != null; first = found.next()) {
        places.add(first);
      }
    }
    return places;
  }

  /**
   * Reads scenes and decides on them.
   *
   * @param places of the scenes
   * @param tested solar day to the last place of it that was read; entries are added
   * @return solar day to the earliest time of those that match
   */
  private Map<Long, Long> test(List<Long> places, Map<Long, Long> tested) throws SQLException {
    Map<Long, Long> found = new HashMap<>();
    for (int from = 0; from < places.size(); from += CHUNK) {
      List<Long> keys =
          places.subList(from, Math.min(places.size(), from + CHUNK)).stream()
              .map(DayCandidates::key)
              .toList();
      Sql sql =
          new Sql()
              .add("SELECT " + plan.columns() + " FROM scene s WHERE ")
              .add(dialect.integerIn("s.pk", keys));
      try (RowCursor rows = new RowCursor(connection, products, sql, Condition.TRUE)) {
        for (SceneRow row = rows.next(); row != null; row = rows.next()) {
          long day = row.solarDay;
          tested.merge(day, DayCandidates.place(row), Math::max);
          if (plan.residual().test(row)) {
            found.merge(day, row.time, Math::min);
          }
        }
      }
    }
    return found;
  }

  /**
   * Reads on in the days that are open, twice as many scenes of each every time.
   *
   * @param open solar day to the last place that was read; days are removed that have been found,
   *     and those that have no more scenes
   */
  private void search(DayCandidates candidates, Map<Long, Long> open) throws SQLException {
    candidates.scan(connection, dialect, plan);
    int from = 0;
    for (int count = 1; !open.isEmpty() && from < candidates.most(); count *= 2) {
      List<Long> places = new ArrayList<>();
      for (long day : open.keySet()) {
        long[] some = candidates.of(day);
        int to = Math.min(some.length, from + count);
        Arrays.stream(some, Math.min(from, to), to).forEach(places::add);
      }
      Map<Long, Long> found = test(places, open);
      times.addAll(found.values());
      open.keySet().removeAll(found.keySet());
      from += count;
      int reached = from;
      open.keySet().removeIf(day -> candidates.isAll(day) && candidates.of(day).length <= reached);
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
