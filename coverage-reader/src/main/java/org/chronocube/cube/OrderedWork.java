// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.util.Iterator;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tasks made on many threads whose results one thread, the caller's, takes in the order of the
 * tasks. No more than a number of results exist at a time beside the one being taken: who makes
 * them does not run ahead of who takes them. Nobody waits for a task that no thread has begun, so
 * it cannot deadlock in a pool of any size.
 *
 * <p>What comes out is what one thread would give that makes and takes in turn: when a task fails,
 * the results before it are still taken, none after it, and then its failure is thrown.
 *
 * @param <T> of results; null results are not handed over
 */
final class OrderedWork<T> {

  private final Iterator<Supplier<T>> tasks;
  private final Consumer<T> taker;

  /** Results of the tasks from {@link #taken} on, by number modulo its length. */
  private final Object[] results;

  private final boolean[] made;
  private long begun;
  private long taken;
  private boolean ended;
  private Throwable failure;
  private long failedAt = Long.MAX_VALUE;
  private int summoned;
  private int helping;

  /**
   * @param tasks asked for one at a time, by the thread that begins the task
   * @param ahead most tasks under way and results not yet taken, together, ≥ 1
   * @param taker called on the caller's thread only
   */
  OrderedWork(Iterator<Supplier<T>> tasks, int ahead, Consumer<T> taker) {
    this.tasks = tasks;
    this.taker = taker;
    this.results = new Object[ahead];
    this.made = new boolean[ahead];
  }

  /**
   * Does it all; returns when every task is done and taken.
   *
   * @param helpers most threads of the pool at a time
   */
  void run(Executor pool, int helpers) {
    try {
      while (true) {
        summon(pool, helpers);
        if (isNextMade()) {
          T result = take();
          if (result != null) {
            taker.accept(result);
          }
        } else if (!makeOne() && !awaitNext()) {
          break;
        }
      }
    } finally {
      close();
    }
    rethrow();
  }

  // Helpers leave when there is nothing to begin, so that they do not keep a thread from others.
  private void summon(Executor pool, int helpers) {
    while (wantsHelp(helpers)) {
      try {
        pool.execute(this::help);
      } catch (RejectedExecutionException full) {
        // The pool is busy or closing: the caller does the work itself.
        synchronized (this) {
          summoned--;
        }
        return;
      }
    }
  }

  private synchronized boolean wantsHelp(int helpers) {
    // One task is left to the caller, who has nothing else to do.
    boolean wanted = summoned < helpers && mayBegin() && begun - taken + summoned + 1 < made.length;
    if (wanted) {
      summoned++;
    }
    return wanted;
  }

  private void help() {
    synchronized (this) {
      helping++;
    }
    try {
      boolean more = true;
      while (more) {
        more = makeOne();
      }
    } finally {
      synchronized (this) {
        helping--;
        summoned--;
        notifyAll();
      }
    }
  }

  private boolean mayBegin() {
    return !ended && failure == null && begun - taken < made.length;
  }

  /** Makes the next task's result; false when none may be begun now. */
  private boolean makeOne() {
    Supplier<T> task;
    long number;
    synchronized (this) {
      if (!mayBegin()) {
        return false;
      }
      number = begun;
      try {
        if (!tasks.hasNext()) {
          ended = true;
          notifyAll();
          return false;
        }
        task = tasks.next();
        begun++;
      } catch (RuntimeException | Error e) {
        fail(number, e);
        return false;
      }
    }
    try {
      T result = task.get();
      synchronized (this) {
        results[slot(number)] = result;
        made[slot(number)] = true;
        notifyAll();
      }
    } catch (RuntimeException | Error e) {
      fail(number, e);
    }
    return true;
  }

  private int slot(long number) {
    return (int) (number % made.length);
  }

  private synchronized void fail(long number, Throwable why) {
    if (number < failedAt) {
      failedAt = number;
      failure = why;
    }
    notifyAll();
  }

  private synchronized boolean isNextMade() {
    return made[slot(taken)];
  }

  @SuppressWarnings("unchecked")
  private synchronized T take() {
    int slot = slot(taken);
    T result = (T) results[slot];
    results[slot] = null;
    made[slot] = false;
    taken++;
    return result;
  }

  /** Waits for a task that another thread makes; false when there is nothing more to take. */
  private synchronized boolean awaitNext() {
    while (!made[slot(taken)] && taken < begun && taken != failedAt) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancelledException();
      }
    }
    return made[slot(taken)];
  }

  // Whatever ends the work, no thread is still at it afterwards.
  private synchronized void close() {
    ended = true;
    boolean interrupted = false;
    while (helping > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void rethrow() {
    if (failure instanceof Error e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
  }
}
