// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TilingTest {

  private static List<Window> tiles(Tiling tiling, Shape target, long bytes, BlockLattice lattice) {
    List<Window> tiles = tiling.windows(target, bytes, () -> Optional.ofNullable(lattice));
    BitSet made = new BitSet();
    for (Window tile : tiles) {
      for (int row = tile.rowStart(); row < tile.rowStop(); row++) {
        int from = row * target.width() + tile.colStart();
        int next = made.nextSetBit(from);
        assertThat(next == -1 || next >= from + tile.width()).as("made once").isTrue();
        made.set(from, from + tile.width());
      }
    }
    assertThat(made.cardinality()).isEqualTo((int) target.pixels());
    return tiles;
  }

  // Blocks that more than one tile touches.
  private static long shared(List<Window> tiles, Shape target, BlockLattice lattice) {
    long shared = 0;
    for (int row = lattice.row(); row < target.height(); row += lattice.block().height()) {
      for (int col = lattice.col(); col < target.width(); col += lattice.block().width()) {
        Window block = Window.at(row, col, lattice.block().height(), lattice.block().width());
        shared += tiles.stream().filter(t -> !t.intersect(block).isEmpty()).count() > 1 ? 1 : 0;
      }
    }
    return shared;
  }

  @ParameterizedTest(name = "{0} x {1}, blocks of {2} x {3} from {4}, {5}")
  @CsvSource({
    // target, block, source pixel of the first target pixel
    "1024, 1024, 512, 512, 0, 0",
    "1024, 1024, 512, 512, 300, 400",
    "1000, 700, 512, 512, 511, 1",
    "2000, 600, 256, 256, 100, 900",
    "600, 600, 128, 64, 5, 5",
    "300, 1098, 1, 1098, 7, 0",
    "1098, 1098, 16, 1098, 7, 0",
    "800, 800, 1024, 1024, 700, 700",
    "900, 900, 100, 100, 50, 50",
  })
  void noBlockIsInTwoTiles(
      int height, int width, int blockHeight, int blockWidth, int row, int col) {
    Shape target = new Shape(height, width);
    BlockLattice lattice = BlockLattice.at(row, col, new Shape(blockHeight, blockWidth));
    List<Window> tiles = tiles(new Tiling(2, 1L << 30), target, 100, lattice);

    assertThat(tiles).hasSizeGreaterThan(1);
    assertThat(shared(tiles, target, lattice)).isZero();
  }

  @ParameterizedTest(name = "{0} bytes, {1} a pixel")
  @CsvSource({"64000000, 145", "16000000, 145", "64000000, 2000", "8000000, 9000", "2000000, 900"})
  void tilesFitTheMemory(long memory, long bytes) {
    Shape target = new Shape(1500, 1300);
    Tiling tiling = new Tiling(2, memory);
    for (BlockLattice lattice :
        List.of(
            BlockLattice.at(0, 0, new Shape(512, 512)),
            BlockLattice.at(77, 300, new Shape(512, 512)),
            BlockLattice.at(0, 0, new Shape(1, 1300)),
            BlockLattice.at(0, 0, new Shape(1024, 1024)))) {
      assertThat(tiles(tiling, target, bytes, lattice))
          .allMatch(t -> t.pixels() * bytes * 2 <= memory);
    }
  }

  @Test
  void partsOfABlockFollowEachOtherWhileOtherThreadsAreAtOtherBlocks() {
    BlockLattice lattice = BlockLattice.at(0, 0, new Shape(512, 512));
    List<Window> tiles =
        tiles(new Tiling(2, 2 * 512 * 256 * 100), new Shape(512, 1024), 100, lattice);

    assertThat(tiles)
        .containsExactly(
            Window.at(0, 0, 256, 512),
            Window.at(0, 512, 256, 512),
            Window.at(256, 0, 256, 512),
            Window.at(256, 512, 256, 512));
  }

  @Test
  void keepsEveryThreadBusy() {
    // One block, four threads.
    BlockLattice one = BlockLattice.at(0, 0, new Shape(1024, 1024));
    assertThat(tiles(new Tiling(4, 1L << 30), new Shape(600, 600), 10, one)).hasSize(4);
    // Small blocks, of which the largest tile would take all.
    BlockLattice small = BlockLattice.at(0, 0, new Shape(128, 128));
    assertThat(tiles(new Tiling(4, 1L << 30), new Shape(512, 512), 10, small)).hasSize(16);
    assertThat(tiles(new Tiling(4, 1L << 30), new Shape(512, 512), 10, null)).hasSize(4);
  }

  @Test
  void asksForBlocksOnlyWhenThereIsSomethingToCut() {
    assertThat(
            new Tiling(4, 1L << 30)
                .windows(
                    new Shape(256, 256),
                    100,
                    () -> {
                      throw new AssertionError("a map tile opens no file to be cut");
                    }))
        .containsExactly(Window.at(0, 0, 256, 256));
  }

  @Test
  void isCutFromItsOriginWhereBlocksDoNotLineUp() {
    assertThat(tiles(new Tiling(2, 1L << 30), new Shape(600, 500), 100, null))
        .containsExactly(Window.at(0, 0, 512, 500), Window.at(512, 0, 88, 500));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1, 262144",
    "1, 2621440, 524288",
    "2, 5242880, 524288",
    "2, 10000000000, 8388608",
  })
  void readsNoMoreOfAFileAtOnceThanFitsTheMemoryOfAThread(int threads, long memory, long pixels) {
    assertThat(new Tiling(threads, memory).sourcePixels()).isEqualTo(pixels);
  }
}
