// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.chronocube.time.TimeInterval;

/**
 * Rows in the order of time, read one window of time after the other, each longer than the one
 * before: who takes the first few does not wait until all are found and sorted.
 */
final class WindowCursor implements Cursor<SceneRow> {

  private static final int GROWTH = 3;

  /** Rows of one window. */
  interface Opening {
    RowCursor open(Connection connection, TimeInterval window) throws SQLException;
  }

  private final Connection connection;
  private final Opening opening;
  private final boolean descending;
  private TimeInterval rest;
  private Duration length;
  private RowCursor rows;

  /**
   * @param span all rows are in it
   * @param first length of the first window
   */
  WindowCursor(
      Connection connection,
      TimeInterval span,
      Duration first,
      boolean descending,
      Opening opening) {
    this.connection = connection;
    this.rest = span;
    this.length = first;
    this.descending = descending;
    this.opening = opening;
  }

  @Override
  public SceneRow next() throws SQLException {
    SceneRow row = rows == null ? null : rows.next();
    while (row == null && rest != null) {
      close();
      rows = opening.open(connection, window());
      row = rows.next();
    }
    return row;
  }

  /** Takes the next window off the rest. */
  private TimeInterval window() {
    TimeInterval whole = rest;
    Duration left = Duration.between(whole.start(), whole.end());
    if (left.compareTo(length) <= 0) {
      rest = null;
      return whole;
    }
    Instant cut = descending ? whole.end().minus(length) : whole.start().plus(length);
    length = length.multipliedBy(GROWTH);
    TimeInterval before = new TimeInterval(whole.start(), cut);
    TimeInterval after = new TimeInterval(cut, whole.end());
    rest = descending ? before : after;
    return descending ? after : before;
  }

  @Override
  public void close() {
    if (rows != null) {
      rows.close();
      rows = null;
    }
  }
}
