// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RememberedTest {

  private final Remembered remembered = new Remembered(2);
  private final AtomicInteger made = new AtomicInteger();

  private String get(String key) {
    return remembered.get(key, String.class, Progress.NONE, () -> key + made.incrementAndGet());
  }

  @Test
  void makes_a_result_once_until_it_is_forgotten() {
    assertThat(get("a")).isEqualTo("a1");
    assertThat(get("a")).isEqualTo("a1");
    assertThat(get("b")).isEqualTo("b2");
    remembered.forget("a");
    assertThat(get("a")).isEqualTo("a3");
  }

  @Test
  void keeps_no_more_than_it_may() {
    for (int i = 0; i < 100; i++) {
      get("k" + i);
    }
    int before = made.get();
    for (int i = 0; i < 100; i++) {
      get("k" + i);
    }
    assertThat(made.get() - before).isGreaterThanOrEqualTo(98);
  }

  @Test
  void a_failure_is_the_callers_and_is_not_kept() {
    assertThatThrownBy(
            () ->
                remembered.get(
                    "a",
                    String.class,
                    Progress.NONE,
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");
    assertThat(get("a")).isEqualTo("a1");
  }

  @Test
  void others_wait_for_who_makes_it_and_can_be_cancelled_meanwhile() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      CountDownLatch started = new CountDownLatch(1);
      CountDownLatch go = new CountDownLatch(1);
      Future<String> first =
          pool.submit(
              () ->
                  remembered.get(
                      "a",
                      String.class,
                      Progress.NONE,
                      () -> {
                        started.countDown();
                        await(go);
                        return "made";
                      }));
      started.await();
      AtomicBoolean asked = new AtomicBoolean();
      Progress gone =
          new Progress() {
            @Override
            public void report(double fraction) {}

            @Override
            public boolean isCancelled() {
              asked.set(true);
              return true;
            }
          };
      assertThatThrownBy(() -> remembered.get("a", String.class, gone, () -> "never"))
          .isInstanceOf(CancelledException.class);
      assertThat(asked).isTrue();
      go.countDown();
      assertThat(first.get()).isEqualTo("made");
      assertThat(get("a")).isEqualTo("made");
    } finally {
      pool.shutdownNow();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
