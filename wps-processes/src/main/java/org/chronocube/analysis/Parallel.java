// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Work on all processors; what it throws is thrown as it is, the first in order. */
final class Parallel {

  private Parallel() {}

  /** As many pieces of work as it takes to keep all processors busy. */
  static int width() {
    return Math.max(1, Runtime.getRuntime().availableProcessors());
  }

  /**
   * @param n pieces of work
   * @return what each gave, in order
   */
  static <T> List<T> map(int n, IntFunction<T> work) {
    if (n == 1) {
      List<T> one = new ArrayList<>();
      one.add(work.apply(0));
      return one;
    }
    AtomicReference<Failure> failure = new AtomicReference<>();
    List<T> results =
        IntStream.range(0, n)
            .parallel()
            .mapToObj(
                i -> {
                  try {
                    return failure.get() == null ? work.apply(i) : null;
                  } catch (RuntimeException | Error e) {
                    failure.accumulateAndGet(new Failure(i, e), Failure::first);
                    return null;
                  }
                })
            .collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
    if (failure.get() != null) {
      failure.get().rethrow();
    }
    return results;
  }

  private record Failure(int index, Throwable cause) {
    static Failure first(Failure a, Failure b) {
      return a == null || b.index < a.index ? b : a;
    }

    void rethrow() {
      if (cause instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) cause;
    }
  }
}
