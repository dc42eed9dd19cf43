// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.chronocube.server.ows.OwsException;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

  @Test
  void a_map_waits_until_another_gives_its_share_back() throws Exception {
    MemoryBudget budget = new MemoryBudget(10 * 1024, Duration.ofSeconds(30));
    MemoryBudget.Share first = budget.take(8 * 1024);
    CompletableFuture<Void> second =
        CompletableFuture.runAsync(() -> budget.take(5 * 1024).close());
    assertThat(second).isNotDone();
    first.close();
    second.get(30, TimeUnit.SECONDS);
  }

  @Test
  void who_waits_too_long_is_told() {
    MemoryBudget budget = new MemoryBudget(10 * 1024, Duration.ZERO);
    try (MemoryBudget.Share first = budget.take(8 * 1024)) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> budget.take(5 * 1024))
          .isInstanceOf(OwsException.class)
          .hasMessageContaining("busy");
    }
    budget.take(5 * 1024).close();
  }

  @Test
  void one_larger_than_the_budget_goes_alone() {
    MemoryBudget budget = new MemoryBudget(10 * 1024, Duration.ZERO);
    try (MemoryBudget.Share large = budget.take(Long.MAX_VALUE / 2)) {
      assertThat(large).isNotNull();
      assertThatThrownBy(() -> budget.take(0)).isInstanceOf(OwsException.class);
    }
  }
}
