// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SliceTilesTest {

  private static List<Window> windows(int row, int col, Shape block, Shape target, int side) {
    return SliceTiles.windows(target, side, Optional.of(BlockLattice.at(-row, -col, block)));
  }

  @Test
  void tilesEndWhereBlocksDo() {
    // The target begins 100 rows and 30 columns inside a block of 512 x 512.
    List<Window> windows = windows(-100, -30, new Shape(512, 512), new Shape(900, 1000), 512);
    assertThat(windows)
        .containsExactly(
            new Window(0, 412, 0, 482),
            new Window(0, 412, 482, 994),
            new Window(0, 412, 994, 1000),
            new Window(412, 900, 0, 482),
            new Window(412, 900, 482, 994),
            new Window(412, 900, 994, 1000));
  }

  @Test
  void tilesHoldSeveralSmallBlocks() {
    // Four blocks a tile, from the block on that the target begins in.
    assertThat(windows(60, 0, new Shape(128, 256), new Shape(600, 512), 512))
        .containsExactly(new Window(0, 444, 0, 512), new Window(444, 600, 0, 512));
  }

  @Test
  void aTargetThatFitsIntoATileIsNotCut() {
    assertThat(windows(-500, -500, new Shape(512, 512), new Shape(40, 40), 512))
        .containsExactly(new Window(0, 40, 0, 40));
  }

  @Test
  void blocksThatAreTooLargeAreCutSoThatTilesEndWhereTheyDo() {
    assertThat(windows(0, 0, new Shape(1024, 1024), new Shape(300, 500), 400))
        .containsExactly(
            new Window(0, 256, 0, 256),
            new Window(0, 256, 256, 500),
            new Window(256, 300, 0, 256),
            new Window(256, 300, 256, 500));
  }

  @Test
  void stripsAreTakenWhole() {
    // 512 x 512 pixels make 128 rows of 2048
    assertThat(windows(0, 0, new Shape(8, 2048), new Shape(256, 2048), 512))
        .containsExactly(new Window(0, 128, 0, 2048), new Window(128, 256, 0, 2048));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 1, 1, 300, 700, 512",
    "-7, 1000, 256, 256, 1000, 1300, 300",
    "513, -1, 512, 512, 999, 1777, 512",
    "3, 3, 1, 10980, 333, 10980, 512",
    "0, 17, 10980, 10980, 600, 600, 100",
    "5, 5, 64, 64, 33, 90, 16"
  })
  void everyPixelIsInOneTile(int row, int col, int h, int w, int height, int width, int side) {
    Shape target = new Shape(height, width);
    byte[] seen = new byte[height * width];
    for (Window window : windows(row, col, new Shape(h, w), target, side)) {
      assertThat(target.window().contains(window)).isTrue();
      assertThat(window.isEmpty()).isFalse();
      assertThat(window.pixels()).isLessThanOrEqualTo((long) side * side);
      for (int r = window.rowStart(); r < window.rowStop(); r++) {
        for (int c = window.colStart(); c < window.colStop(); c++) {
          seen[r * width + c]++;
        }
      }
    }
    assertThat(seen).containsOnly((byte) 1);
  }
}
