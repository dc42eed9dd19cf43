// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The scenes of some solar days whose boxes meet an area, as the index lists them without reading
 * rows: of each day the earliest, no more than some, so that memory is bounded by the days.
 */
final class DayCandidates {

  static final int MOST_AT_FIRST = 63;
  static final int GROWTH = 8;

  private static final long DAY_MS = 86_400_000L;

  /** Rows of a day have at most this key. */
  private static final long KEYS = 1L << 34;

  /**
   * Time and key of a row as one number that sorts by time within a solar day; times of a day from
   * 0 on.
   */
  static final String PLACE =
      "(s.time_ms - s.solar_day * CAST(86400000 AS bigint) + 86400000) * " + KEYS + " + s.pk";

  private static final int FETCH_SIZE = 5000;
  private static final long[] NONE = {};

  private final Map<Long, Long> after;
  private final int most;
  private final Map<Long, Earliest> byDay = new HashMap<>();

  /**
   * @param after solar day to the place that those of the day must be after
   * @param most places of a day
   */
  DayCandidates(Map<Long, Long> after, int most) {
    this.after = Map.copyOf(after);
    this.most = most;
  }

  static long place(SceneRow row) {
    return (row.time - row.solarDay * DAY_MS + DAY_MS) * KEYS + row.pk;
  }

  /** Key of the row at a place. */
  static long key(long place) {
    return Math.floorMod(place, KEYS);
  }

  int most() {
    return most;
  }

  /** Lists them. */
  void scan(Connection connection, Dialect dialect, QueryPlan plan) throws SQLException {
    // With a sum in place of the day, or the index would be gone through once for each day.
    Sql sql =
        plan.select("s.solar_day, " + PLACE)
            .add(" AND s.solar_day + 0 IN (")
            .add(dialect.integers(after.keySet()))
            .add(")");
    try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
      statement.setFetchSize(FETCH_SIZE);
      sql.bind(statement);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          long day = rows.getLong(1);
          long place = rows.getLong(2);
          if (place > after.get(day)) {
            byDay.computeIfAbsent(day, d -> new Earliest(most)).add(place);
          }
        }
      }
    }
    byDay.values().forEach(Earliest::settle);
  }

  /** The earliest places of a day, in their order. */
  long[] of(long day) {
    Earliest some = byDay.get(day);
    return some == null ? NONE : some.places;
  }

  /** True when a day has no others. */
  boolean isAll(long day) {
    Earliest some = byDay.get(day);
    return some == null || !some.dropped;
  }

  /** Keeps the least of some numbers. */
  private static final class Earliest {

    private final int most;
    private long[] places = new long[4];
    private int size;
    private boolean dropped;

    Earliest(int most) {
      this.most = most;
    }

    void add(long place) {
      if (size == 2 * most) {
        settle();
      }
      if (size == places.length) {
        places = Arrays.copyOf(places, 2 * size);
      }
      places[size++] = place;
    }

    /** Sorts, and drops what is too many. */
    void settle() {
      Arrays.sort(places, 0, size);
      dropped |= size > most;
      size = Math.min(size, most);
      places = Arrays.copyOf(places, size);
    }
  }
}
