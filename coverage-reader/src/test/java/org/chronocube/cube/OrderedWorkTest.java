// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class OrderedWorkTest {

  private final ExecutorService pool = Executors.newFixedThreadPool(3);

  @AfterEach
  void shutDown() {
    pool.shutdownNow();
  }

  private static <T> Iterator<Supplier<T>> tasks(int count, IntFunction<T> make) {
    return IntStream.range(0, count).<Supplier<T>>mapToObj(i -> () -> make.apply(i)).iterator();
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Test
  void resultsAreTakenInOrderOnTheCallersThread() {
    List<Integer> taken = new ArrayList<>();
    List<Thread> takers = new ArrayList<>();
    new OrderedWork<>(
            tasks(1000, i -> i),
            6,
            i -> {
              taken.add(i);
              takers.add(Thread.currentThread());
            })
        .run(pool, 3);
    assertThat(taken).isEqualTo(numbers(1000));
    assertThat(takers).containsOnly(Thread.currentThread());
  }

  /** Four tasks that each wait for the three others: they end only when four threads are at it. */
  @Test
  void threadsOfThePoolWorkBesideTheCaller() {
    CyclicBarrier all = new CyclicBarrier(4);
    List<Integer> taken = new ArrayList<>();
    new OrderedWork<>(
            tasks(
                8,
                i -> {
                  await(all);
                  return i;
                }),
            8,
            taken::add)
        .run(pool, 3);
    assertThat(taken).isEqualTo(numbers(8));
  }

  /** While the first result is being taken, the second is made: the taking waits for it. */
  @Test
  void otherThreadsMakeWhileTheCallerTakes() {
    CountDownLatch second = new CountDownLatch(1);
    List<Integer> taken = new ArrayList<>();
    new OrderedWork<>(
            tasks(
                4,
                i -> {
                  if (i == 1) {
                    second.countDown();
                  }
                  return i;
                }),
            4,
            (Integer i) -> {
              if (i == 0) {
                await(second);
              }
              taken.add(i);
            })
        .run(pool, 1);
    assertThat(taken).isEqualTo(numbers(4));
  }

  @Test
  void noMoreResultsExistThanAllowed() {
    AtomicInteger alive = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    new OrderedWork<>(
            tasks(
                500,
                i -> {
                  most.accumulateAndGet(alive.incrementAndGet(), Math::max);
                  return i;
                }),
            5,
            i -> alive.decrementAndGet())
        .run(pool, 3);
    // The one that is being taken has left its place.
    assertThat(most.get()).isLessThanOrEqualTo(6);
    assertThat(alive).hasValue(0);
  }

  @Test
  void withoutAPoolTheCallerDoesItAll() {
    List<Integer> taken = new ArrayList<>();
    new OrderedWork<>(tasks(20, i -> i), 4, taken::add)
        .run(
            task -> {
              throw new RejectedExecutionException("closed");
            },
            3);
    assertThat(taken).isEqualTo(numbers(20));
  }

  @Test
  void aPoolThatRunsTasksOnTheCallersThreadWillDo() {
    List<Integer> taken = new ArrayList<>();
    new OrderedWork<>(tasks(20, i -> i), 4, taken::add).run(Runnable::run, 1);
    assertThat(taken).isEqualTo(numbers(20));
  }

  /** Every thread of the pool is a caller, so that none is left to help. */
  @Test
  void callersThatFillThePoolDoNotWaitForEachOther() throws Exception {
    List<Future<List<Integer>>> callers = new ArrayList<>();
    for (int c = 0; c < 9; c++) {
      callers.add(
          pool.submit(
              () -> {
                List<Integer> taken = new ArrayList<>();
                new OrderedWork<>(tasks(50, i -> i), 6, taken::add).run(pool, 3);
                return taken;
              }));
    }
    for (Future<List<Integer>> caller : callers) {
      assertThat(caller.get()).isEqualTo(numbers(50));
    }
  }

  @Test
  void nullsAreNotHandedOver() {
    List<Integer> taken = new ArrayList<>();
    new OrderedWork<>(tasks(10, i -> i % 3 == 0 ? i : null), 4, taken::add).run(pool, 3);
    assertThat(taken).containsExactly(0, 3, 6, 9);
  }

  @Test
  void whatWasMadeBeforeAFailureIsTakenAndNothingAfterIt() {
    List<Integer> taken = new ArrayList<>();
    AtomicInteger begun = new AtomicInteger();
    assertThatThrownBy(
            () ->
                new OrderedWork<>(
                        tasks(
                            10_000,
                            i -> {
                              begun.incrementAndGet();
                              if (i >= 17) {
                                throw new IllegalStateException("task " + i);
                              }
                              return i;
                            }),
                        6,
                        taken::add)
                    .run(pool, 3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("task 17");
    assertThat(taken).isEqualTo(numbers(17));
    assertThat(begun.get()).isLessThanOrEqualTo(17 + 6);
  }

  @Test
  void aFailureOfTheTakerEndsTheWorkWithNoThreadStillAtIt() {
    AtomicBoolean ended = new AtomicBoolean();
    AtomicInteger late = new AtomicInteger();
    assertThatThrownBy(
            () ->
                new OrderedWork<>(
                        tasks(
                            10_000,
                            i -> {
                              if (ended.get()) {
                                late.incrementAndGet();
                              }
                              return i;
                            }),
                        6,
                        (Integer i) -> {
                          if (i == 5) {
                            throw new IllegalArgumentException("no more");
                          }
                        })
                    .run(pool, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no more");
    ended.set(true);
    pool.shutdown();
    assertThat(late).hasValue(0);
  }

  @Test
  void aFailureToNameTheNextTaskComesAfterTheTasksBefore() {
    Iterator<Supplier<Integer>> three = tasks(3, i -> i);
    Iterator<Supplier<Integer>> broken =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            if (!three.hasNext()) {
              throw new IllegalStateException("no fourth");
            }
            return true;
          }

          @Override
          public Supplier<Integer> next() {
            return three.next();
          }
        };
    List<Integer> taken = new ArrayList<>();
    assertThatThrownBy(() -> new OrderedWork<>(broken, 6, taken::add).run(pool, 3))
        .hasMessage("no fourth");
    assertThat(taken).containsExactly(0, 1, 2);
  }

  /** Of two tasks the caller makes one, is interrupted, and then has to wait for the other. */
  @Test
  void anInterruptedCallerIsCancelled() {
    CountDownLatch helped = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Thread caller = Thread.currentThread();
    assertThatThrownBy(
            () ->
                new OrderedWork<>(
                        tasks(
                            2,
                            i -> {
                              if (Thread.currentThread() == caller) {
                                await(helped);
                                caller.interrupt();
                                interrupted.countDown();
                              } else {
                                helped.countDown();
                                await(interrupted);
                                // An interrupted thread waits only once it has given up.
                                while (caller.getState() != Thread.State.WAITING) {
                                  Thread.onSpinWait();
                                }
                              }
                              return i;
                            }),
                        4,
                        i -> {})
                    .run(pool, 1))
        .isInstanceOf(CancelledException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
