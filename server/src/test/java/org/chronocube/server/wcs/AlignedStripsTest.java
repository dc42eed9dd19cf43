// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.cube.BlockLattice;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.chronocube.server.encode.RasterSource;
import org.chronocube.time.TimeInterval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlignedStripsTest {

  /** Samples that tell slice, row and column; every seventh is invalid. Notes what is read. */
  private record Counted(GeoBox grid, List<Band> bands, List<Window> read) implements RasterSource {

    Counted(int height, int width, int bands) {
      this(
          new GeoBox(
              new Shape(height, width), Affine.northUp(0, 0, Resolution.of(10)), "EPSG:32631"),
          Collections.nCopies(bands, Band.of("A", DataType.FLOAT32, NoData.of(-1))),
          new ArrayList<>());
    }

    @Override
    public List<TimeInterval> times() {
      return List.of();
    }

    @Override
    public List<RasterBlock> read(int slice, Window window) {
      read.add(window);
      return bands.stream().map(b -> block(slice, window)).toList();
    }

    private static RasterBlock block(int slice, Window window) {
      RasterBlock block = RasterBlock.allocate(window.shape());
      for (int i = 0; i < block.samples().length; i++) {
        int row = window.rowStart() + i / window.width();
        int col = window.colStart() + i % window.width();
        block.samples()[i] = slice * 1_000_000 + row * 1000 + col;
        if ((row + col) % 7 != 0) {
          block.mask().setValid(i);
        }
      }
      return block;
    }
  }

  @ParameterizedTest(name = "{0} rows, blocks of {1} from {2}, strips of {3}")
  @CsvSource({
    "1500, 512, 0, 256",
    "1500, 512, -100, 256",
    "1500, 512, -511, 300",
    "1500, 300, -7, 256",
    "700, 1, 0, 256",
    "700, 16, -3, 100",
    "300, 1024, -1000, 256"
  })
  void readsEveryRowOfBlocksOnceAndGivesEveryStrip(int height, int block, int first, int strip) {
    Counted source = new Counted(height, 9, 2);
    RasterSource aligned =
        AlignedStrips.of(source, new BlockLattice(first, 0, new Shape(block, 512)));
    Window all = source.grid().window();
    for (int row = 0; row < height; row += strip) {
      Window window = Window.at(row, 0, strip, 9).intersect(all);
      List<RasterBlock> blocks = aligned.read(0, window);
      assertThat(blocks).hasSize(2);
      for (RasterBlock made : blocks) {
        RasterBlock wanted = Counted.block(0, window);
        assertThat(made.samples()).isEqualTo(wanted.samples());
        assertThat(made.mask()).isEqualTo(wanted.mask());
      }
    }
    int next = 0;
    for (Window read : source.read()) {
      assertThat(read.rowStart()).isEqualTo(next);
      next = read.rowStop();
      assertThat(next == height || Math.floorMod(next - first, block) == 0).isTrue();
    }
    assertThat(next).isEqualTo(height);
  }

  @Test
  void doesNotTakeOneSliceForAnother() {
    RasterSource aligned =
        AlignedStrips.of(new Counted(600, 9, 1), new BlockLattice(0, 0, new Shape(512, 512)));
    Window window = Window.at(0, 0, 256, 9);
    aligned.read(0, window);
    assertThat(aligned.read(1, window).get(0).sample(0, 0)).isEqualTo(1_000_000);
  }

  @Test
  void passesOnWhatIsNoStripOrTooWide() {
    Counted source = new Counted(600, 9, 1);
    BlockLattice lattice = new BlockLattice(0, 0, new Shape(512, 512));
    Window part = Window.at(3, 2, 4, 5);
    AlignedStrips.of(source, lattice).read(0, part);
    assertThat(source.read()).containsExactly(part);

    RasterSource wide = new Counted(1000, 10_980, 4);
    assertThat(AlignedStrips.of(wide, lattice)).isSameAs(wide);
  }
}
