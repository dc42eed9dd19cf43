// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.util.Iterator;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Runs numbered tasks on the calling thread and, as far as a shared pool has threads to spare, on
 * others.
 *
 * <p>The caller never waits for a task that nobody has begun, so a pool of any size, even one whose
 * threads all call this, cannot deadlock.
 */
final class Workers {

  private final Executor pool;
  private final int parallelism;

  /**
   * @param pool lends threads
   * @param parallelism most threads on one job, the caller's included, ≥ 1
   */
  Workers(Executor pool, int parallelism) {
    if (parallelism < 1) {
      throw new IllegalArgumentException("parallelism must be >= 1, was " + parallelism);
    }
    this.pool = pool;
    this.parallelism = parallelism;
  }

  int parallelism() {
    return parallelism;
  }

  /**
   * Runs tasks 0 to {@code count} − 1, each once, begun in that order; returns when all are done.
   * After the first failure no further task is begun, and that failure is thrown.
   */
  void run(int count, IntConsumer task) {
    Job job = new Job(count, task);
    for (int i = 1; i < Math.min(parallelism, count); i++) {
      try {
        pool.execute(job::help);
      } catch (RejectedExecutionException full) {
        // The pool is busy or closing: the caller does the work itself.
        break;
      }
    }
    job.work();
    job.await();
  }

  /**
   * Runs tasks on several threads and takes what they make on this one, in the order of the tasks.
   * While one result is being taken others are made, but at most twice as many as there are threads
   * are under way or wait.
   *
   * @param tasks asked for one at a time
   * @param taker is not given null results
   */
  <T> void inOrder(Iterator<Supplier<T>> tasks, Consumer<T> taker) {
    new OrderedWork<>(tasks, 2 * parallelism, taker).run(pool, parallelism - 1);
  }

  private static final class Job {
    private final int count;
    private final IntConsumer task;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private int helping;
    private boolean closed;

    Job(int count, IntConsumer task) {
      this.count = count;
      this.task = task;
    }

    void help() {
      synchronized (this) {
        if (closed) {
          return;
        }
        helping++;
      }
      try {
        work();
      } finally {
        synchronized (this) {
          helping--;
          notifyAll();
        }
      }
    }

    void work() {
      int i = next.getAndIncrement();
      while (i < count && failure.get() == null) {
        try {
          task.accept(i);
        } catch (RuntimeException | Error e) {
          failure.compareAndSet(null, e);
        }
        i = next.getAndIncrement();
      }
    }

    void await() {
      boolean interrupted = false;
      synchronized (this) {
        closed = true;
        while (helping > 0) {
          try {
            wait();
          } catch (InterruptedException e) {
            interrupted = true;
            failure.compareAndSet(null, new CancelledException());
          }
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      rethrow(failure.get());
    }

    private static void rethrow(Throwable failure) {
      if (failure instanceof Error e) {
        throw e;
      }
      if (failure instanceof RuntimeException e) {
        throw e;
      }
    }
  }
}
