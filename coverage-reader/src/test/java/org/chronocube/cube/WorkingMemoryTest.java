// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkingMemoryTest {

  @Test
  void oneAtATimeHasTheLargerPartAndNobodyWaits() {
    WorkingMemory memory = new WorkingMemory(10, 50);
    try (WorkingMemory.Part first = memory.take(20)) {
      assertThat(first.bytes()).isEqualTo(50);
      try (WorkingMemory.Part second = memory.take(20)) {
        assertThat(second.bytes()).isEqualTo(10);
      }
      try (WorkingMemory.Part third = memory.take(20)) {
        assertThat(third.bytes()).as("the second gave back what it had only").isEqualTo(10);
      }
    }
    try (WorkingMemory.Part last = memory.take(20)) {
      assertThat(last.bytes()).isEqualTo(50);
    }
  }

  @Test
  void whoNeedsNoMoreLeavesItToOthers() {
    WorkingMemory memory = new WorkingMemory(10, 50);
    try (WorkingMemory.Part small = memory.take(10);
        WorkingMemory.Part large = memory.take(11)) {
      assertThat(small.bytes()).isEqualTo(10);
      assertThat(large.bytes()).isEqualTo(50);
    }
  }

  @Test
  void theLargerPartIsNeverTheSmallerOne() {
    try (WorkingMemory.Part part = new WorkingMemory(10, 5).take(100)) {
      assertThat(part.bytes()).isEqualTo(10);
    }
  }
}
