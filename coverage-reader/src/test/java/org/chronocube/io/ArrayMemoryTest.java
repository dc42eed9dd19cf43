// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.chronocube.io.range.ContentId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrayMemoryTest {

  private static final long MIB = 1 << 20;
  private static final ContentId FILE = new ContentId(URI.create("file:/a.tif"), 10, "1");

  // OpenJDK 17, g1CollectedHeap: humongous is what is larger than half a region.
  @ParameterizedTest
  @CsvSource({
    "0, 524288, 524304",
    "1048576, 1000, 1016",
    "1048576, 524272, 524288",
    "1048576, 524273, 1048576",
    "1048576, 524288, 1048576",
    "1048576, 1048560, 1048576",
    "1048576, 1048576, 2097152",
    "4194304, 1048576, 1048592",
  })
  void arraysOfMoreThanHalfARegionTakeWholeOnes(long region, long payload, long bytes) {
    assertThat(new ArrayMemory(region).bytes(payload)).isEqualTo(bytes);
  }

  @Test
  void regionsOfThisMachineArePowersOfTwoIfThereAreAny() {
    long region = ArrayMemory.ofThisMachine().regionBytes();
    assertThat(region).isBetween(0L, 512 * MIB);
    assertThat(Long.bitCount(region)).isLessThanOrEqualTo(1);
  }

  @Test
  void aCacheCountsWhatItsBlocksTakeOfTheHeap() {
    BlockCache plain = new BlockCache(4 * MIB, new ArrayMemory(0));
    BlockCache regions = new BlockCache(4 * MIB, new ArrayMemory(MIB));
    for (int i = 0; i < 10; i++) {
      List<BlockKey> key = List.of(new BlockKey(FILE, 0, i));
      plain.get(key, missing -> k -> new short[512 * 512]);
      regions.get(key, missing -> k -> new short[512 * 512]);
    }
    assertThat(plain.statistics().evictions()).as("seven of ten stay").isEqualTo(3);
    assertThat(regions.statistics().evictions()).as("three of ten stay").isEqualTo(7);
    assertThat(regions.statistics().bytes()).isLessThanOrEqualTo(4 * MIB);
  }
}
