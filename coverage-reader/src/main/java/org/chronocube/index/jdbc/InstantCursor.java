// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.sql.SQLException;
import java.time.Instant;

/** A page of instants out of ascending or descending, possibly repeated, times. */
final class InstantCursor implements Cursor<Instant> {

  private final Cursor<Long> times;
  private long toSkip;
  private long left;

  /**
   * @param times distinct milliseconds since 1970, in order
   */
  InstantCursor(Cursor<Long> times, long offset, long limit) {
    this.times = times;
    this.toSkip = offset;
    this.left = limit;
  }

  @Override
  public Instant next() throws SQLException {
    while (toSkip > 0 && times.next() != null) {
      toSkip--;
    }
    if (left == 0) {
      return null;
    }
    left--;
    Long time = times.next();
    return time == null ? null : Instant.ofEpochMilli(time);
  }

  @Override
  public void close() {
    times.close();
  }
}
