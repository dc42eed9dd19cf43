// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Numbered tasks on threads of their own. */
final class Parallel {

  private Parallel() {}

  /**
   * Runs tasks 0 to {@code count} − 1, begun in that order; returns when all are done, or, after a
   * failure, when those that were begun are, and throws it.
   */
  static void run(int count, int threads, IntConsumer task) {
    int workers = Math.min(threads, count);
    if (workers <= 1) {
      for (int i = 0; i < count; i++) {
        task.accept(i);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    AtomicBoolean stop = new AtomicBoolean();
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int w = 0; w < workers; w++) {
        running.add(pool.submit(() -> work(count, next, stop, task)));
      }
      await(running);
    } finally {
      pool.shutdown();
    }
  }

  private static void work(int count, AtomicInteger next, AtomicBoolean stop, IntConsumer task) {
    for (int i = next.getAndIncrement(); i < count && !stop.get(); i = next.getAndIncrement()) {
      boolean done = false;
      try {
        task.accept(i);
        done = true;
      } finally {
        if (!done) {
          stop.set(true);
        }
      }
    }
  }

  private static void await(List<Future<?>> running) {
    Throwable failure = null;
    for (Future<?> future : running) {
      try {
        future.get();
      } catch (ExecutionException e) {
        failure = failure == null ? e.getCause() : failure;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        failure = failure == null ? new StorageException("interrupted", e) : failure;
      }
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
  }
}
