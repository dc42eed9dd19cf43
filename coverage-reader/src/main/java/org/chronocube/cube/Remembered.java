// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Small results that are expensive to make and hold for many requests, the least used of them
 * dropped. What several threads ask for at once is made by one of them while the others wait; when
 * it fails or is cancelled, nothing is kept and the next one makes it. Safe for concurrent use.
 */
public final class Remembered {

  private static final long LOOK_MILLIS = 20;

  private final Cache<Object, Entry> entries;

  /**
   * @param most results that are kept, ≥ 1
   */
  public Remembered(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("most must be >= 1, was " + most);
    }
    this.entries = Caffeine.newBuilder().maximumSize(most).executor(Runnable::run).build();
  }

  /**
   * The result of a key, made when there is none.
   *
   * @param key all that the result depends on, equal by value
   * @param progress of who asks; who waits for another one's result can be cancelled too
   * @param maker on the calling thread; its failure is the caller's
   */
  public <T> T get(Object key, Class<T> type, Progress progress, Supplier<T> maker) {
    Entry entry = entries.get(key, k -> new Entry());
    return type.cast(entry.get(progress, maker));
  }

  /** Forgets the result of a key, if there is one. */
  public void forget(Object key) {
    entries.invalidate(key);
  }

  private static final class Entry {
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Object value;

    Object get(Progress progress, Supplier<?> maker) {
      if (value == null) {
        lock(progress);
        try {
          if (value == null) {
            value = maker.get();
          }
        } finally {
          lock.unlock();
        }
      }
      return value;
    }

    private void lock(Progress progress) {
      try {
        while (!lock.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
          progress.checkCancelled();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancelledException();
      }
    }
  }
}
