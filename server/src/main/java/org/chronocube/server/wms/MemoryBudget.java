// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.chronocube.cube.CancelledException;
import org.chronocube.server.ows.OwsException;

/**
 * Memory that all maps under way share: each takes what it will need before it is drawn, and waits
 * when others have it. So a crowd of large maps is slow, not fatal.
 */
final class MemoryBudget {

  private static final int UNIT = 1024;

  private final int total;
  private final Semaphore free;
  private final Duration patience;

  /**
   * @param bytes to share
   * @param patience how long a map waits for its share
   */
  MemoryBudget(long bytes, Duration patience) {
    this.total = (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes / UNIT));
    this.free = new Semaphore(total, true);
    this.patience = patience;
  }

  /** A share, to be given back. */
  interface Share extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Takes a share; one larger than the whole budget takes all of it.
   *
   * @throws OwsException when none comes free in time
   */
  Share take(long bytes) {
    int units = (int) Math.min(total, bytes / UNIT + 1);
    try {
      if (!free.tryAcquire(units, patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new OwsException(
            null, null, "the server is busy with other maps; try again in a moment");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException();
    }
    return () -> free.release(units);
  }
}
