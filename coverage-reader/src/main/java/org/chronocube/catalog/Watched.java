// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.chronocube.ChronocubeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something made of files, made anew when they have changed. Whoever asks looks at the files, once
 * a second at most; there is no thread that does. While one makes it anew, the others get what
 * there was, and who has got that keeps it. Files that are broken are told in the log and change
 * nothing.
 *
 * @param <T> what is made, immutable
 */
public final class Watched<T> implements Supplier<T> {

  private static final Logger LOG = LoggerFactory.getLogger(Watched.class);
  private static final long INTERVAL_MILLIS = 1000;
  // Looking takes at most a twentieth of the time, however many files there are.
  private static final int REST = 20;

  private final Supplier<FileStamp> stamps;
  private final UnaryOperator<T> remake;
  private final Clock clock;
  private final ReentrantLock making = new ReentrantLock();
  private volatile T current;
  private volatile long nextLook;
  private FileStamp seen;

  /**
   * @param stamps tells how the files are
   * @param first makes the first one; what it throws is thrown
   * @param remake makes it anew from what there is
   */
  public Watched(
      Supplier<FileStamp> stamps, Supplier<T> first, UnaryOperator<T> remake, Clock clock) {
    this.stamps = stamps;
    this.remake = remake;
    this.clock = clock;
    this.seen = stamps.get();
    this.current = first.get();
    this.nextLook = clock.millis() + INTERVAL_MILLIS;
  }

  /** As the files are, or were a second ago. */
  @Override
  public T get() {
    if (clock.millis() >= nextLook && making.tryLock()) {
      try {
        look();
      } finally {
        making.unlock();
      }
    }
    return current;
  }

  /** As the files are now. */
  public T refresh() {
    making.lock();
    try {
      look();
      return current;
    } finally {
      making.unlock();
    }
  }

  private void look() {
    long begun = clock.millis();
    // Before they are read: a change while they are being read is found the next time.
    FileStamp stamp = stamps.get();
    long taken = clock.millis() - begun;
    if (!stamp.equals(seen)) {
      seen = stamp;
      make();
    }
    nextLook = clock.millis() + Math.max(INTERVAL_MILLIS, REST * taken);
  }

  private void make() {
    try {
      current = remake.apply(current);
    } catch (ChronocubeException e) {
      LOG.error("{}; what there was stays in force", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("changed files cannot be used; what there was stays in force", e);
    }
  }
}
