// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.chronocube.cube.Progress;
import org.chronocube.server.ows.OwsException;

/** Stops work for a client that has gone away, or that took too long. */
final class Deadline implements Progress {

  private final Duration limit;
  private volatile long end;
  private final BooleanSupplier abandoned;

  Deadline(Duration limit, BooleanSupplier abandoned) {
    this.limit = limit;
    this.end = System.nanoTime() + limit.toNanos();
    this.abandoned = abandoned;
  }

  @Override
  public void report(double fraction) {}

  @Override
  public boolean isCancelled() {
    return isOver() || abandoned.getAsBoolean();
  }

  /** Gives back time that went into waiting for the client. One thread only. */
  void extend(long nanos) {
    end = end + nanos;
  }

  boolean isOver() {
    return System.nanoTime() - end > 0;
  }

  OwsException exceeded() {
    return new OwsException(
        OwsException.NO_APPLICABLE_CODE,
        null,
        "a request must take at most " + limit.toSeconds() + " s; take a smaller subset");
  }
}
