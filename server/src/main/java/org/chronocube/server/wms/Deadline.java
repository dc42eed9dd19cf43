// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.chronocube.cube.Progress;
import org.chronocube.server.ows.OwsException;

/** Until when, and for whom, a map is drawn. */
final class Deadline implements Progress {

  private final long end;
  private final Optional<Duration> limit;
  private final BooleanSupplier abandoned;

  Deadline(Optional<Duration> limit, BooleanSupplier abandoned) {
    this.limit = limit;
    this.end = limit.map(d -> System.nanoTime() + d.toNanos()).orElse(0L);
    this.abandoned = abandoned;
  }

  @Override
  public void report(double fraction) {}

  @Override
  public boolean isCancelled() {
    return isOver() || abandoned.getAsBoolean();
  }

  boolean isOver() {
    return limit.isPresent() && System.nanoTime() - end > 0;
  }

  /** What to say once the time is over. */
  OwsException exceeded() {
    return new OwsException(
        null,
        null,
        "a map must be drawn within "
            + limit.orElse(Duration.ZERO).toSeconds()
            + " s, this one was not; ask for a smaller one");
  }

  /** Throws when the time is over or nobody waits any more. */
  void check() {
    if (isOver()) {
      throw exceeded();
    }
    checkCancelled();
  }
}
