// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.chronocube.time.TimeGrouping;

/**
 * Distinct instants out of rows in the order of time, for what SQL alone cannot group. A solar day
 * is named by its earliest instant: going up, the first row of a day is that; going down, a day is
 * known when no row of it can come any more.
 */
final class DistinctTimes implements Cursor<Long> {

  private static final long HOUR_MS = 3_600_000L;

  private final Cursor<SceneRow> rows;
  private final TimeGrouping grouping;
  private final boolean descending;
  private final Set<Integer> seenDays = new HashSet<>();
  private final Map<Integer, Long> openDays = new HashMap<>();
  private final TreeSet<Long> known = new TreeSet<>();
  private Long last;
  private boolean ended;

  DistinctTimes(Cursor<SceneRow> rows, TimeGrouping grouping, boolean descending) {
    this.rows = rows;
    this.grouping = grouping;
    this.descending = descending;
  }

  @Override
  public Long next() throws SQLException {
    while (true) {
      Long time = grouping == TimeGrouping.SOLAR_DAY && descending ? nextDayDown() : nextRowTime();
      if (time == null || !Objects.equals(time, last)) {
        last = time;
        return time;
      }
    }
  }

  private Long nextRowTime() throws SQLException {
    SceneRow row = rows.next();
    while (row != null && grouping == TimeGrouping.SOLAR_DAY && !seenDays.add(row.solarDay)) {
      row = rows.next();
    }
    return row == null ? null : row.time;
  }

  /** The latest of the days' earliest instants that is certain to be the next. */
  private Long nextDayDown() throws SQLException {
    while (true) {
      long reach = openDays.values().stream().mapToLong(Long::longValue).max().orElse(0);
      if (!known.isEmpty() && (openDays.isEmpty() || known.last() >= reach)) {
        return known.pollLast();
      }
      SceneRow row = ended ? null : rows.next();
      if (row == null) {
        ended = true;
        known.addAll(openDays.values());
        openDays.clear();
        if (known.isEmpty()) {
          return null;
        }
      } else {
        settle(row.time);
        openDays.put(row.solarDay, row.time);
      }
    }
  }

  /** Settles the days that begin, anywhere on Earth, after a time. */
  private void settle(long time) {
    Iterator<Map.Entry<Integer, Long>> days = openDays.entrySet().iterator();
    while (days.hasNext()) {
      Map.Entry<Integer, Long> day = days.next();
      if (day.getKey() * 24 * HOUR_MS - 13 * HOUR_MS > time) {
        known.add(day.getValue());
        days.remove();
      }
    }
  }

  @Override
  public void close() {
    rows.close();
  }
}
