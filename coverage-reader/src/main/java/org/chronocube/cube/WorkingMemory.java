// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.util.concurrent.Semaphore;

/**
 * What requests may take for their tiles under way. Nobody waits: one composite at a time, whose
 * tiles keep every date, has a larger part; who comes meanwhile makes do with what any request has.
 * Engines may share it. Safe for concurrent use.
 */
public final class WorkingMemory {

  private final long bytes;
  private final long compositeBytes;
  private final Semaphore larger = new Semaphore(1);

  /**
   * @param bytes of any request
   * @param compositeBytes of one at a time that keeps all its dates; not less counts
   */
  public WorkingMemory(long bytes, long compositeBytes) {
    this.bytes = bytes;
    this.compositeBytes = Math.max(bytes, compositeBytes);
  }

  /** What any request has. */
  long bytes() {
    return bytes;
  }

  /** Memory of one request until it is closed. */
  final class Part implements AutoCloseable {
    private final boolean isLarger;

    private Part(boolean isLarger) {
      this.isLarger = isLarger;
    }

    long bytes() {
      return isLarger ? compositeBytes : bytes;
    }

    @Override
    public void close() {
      if (isLarger) {
        larger.release();
      }
    }
  }

  /**
   * Takes a part, the larger one if it is free and of use.
   *
   * @param wanted bytes beyond which more is of no use
   */
  Part take(long wanted) {
    return new Part(wanted > bytes && compositeBytes > bytes && larger.tryAcquire());
  }
}
