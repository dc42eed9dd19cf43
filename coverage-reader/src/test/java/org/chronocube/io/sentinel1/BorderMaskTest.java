// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.sentinel1;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockReader;
import org.chronocube.io.RasterInfo;
import org.chronocube.raster.RasterBlock;
import org.junit.jupiter.api.Test;

/** Made-up images of 300 rows and 500 columns; noise power 900, so amplitude 30. */
class BorderMaskTest {

  private static final Shape SHAPE = new Shape(300, 500);
  private static final int REACH = 100;

  private record Image(IntBinaryOperator dn) implements BlockReader {

    @Override
    public RasterInfo info() {
      return new RasterInfo(
          URI.create("memory:image"),
          null,
          DataType.UINT16,
          1,
          NoData.NONE,
          List.of(Scaling.IDENTITY),
          List.of(new RasterInfo.Level(SHAPE, new Shape(1, 500))));
    }

    @Override
    public RasterBlock read(int level, int band, Window window) {
      info().checkRead(level, band, window);
      RasterBlock block = RasterBlock.allocate(window.shape());
      for (int r = 0; r < window.height(); r++) {
        for (int c = 0; c < window.width(); c++) {
          block.samples()[block.index(r, c)] =
              dn.applyAsInt(window.rowStart() + r, window.colStart() + c);
        }
      }
      block.mask().setRange(0, block.mask().size());
      return block;
    }
  }

  private static NoisePower noise(double power) {
    LineVectors.Builder vectors = new LineVectors.Builder("noiseLut");
    vectors.add(0, new double[] {0}, new double[] {power});
    return new NoisePower(vectors.build(), List.of(), 1);
  }

  private static RasterBlock masked(IntBinaryOperator dn, double noise, Window window) {
    RasterBlock block = RasterBlock.allocate(window.shape());
    block.mask().setRange(0, block.mask().size());
    new BorderMask(new Image(dn), noise(noise), REACH, REACH).apply(block, window);
    return block;
  }

  // Slanted borders at both sides: 20 + row / 10 columns at near range, 40 at far range, in which
  // every eleventh sample is a spike.
  private static int slanted(int row, int col) {
    boolean border = col < 20 + row / 10 || col >= 460;
    return border ? (row + 3 * col) % 11 == 0 ? 200 : 4 : 90;
  }

  @Test
  void slanted_borders_are_masked_sample_by_sample_in_spite_of_spikes() {
    RasterBlock block = masked(BorderMaskTest::slanted, 900, SHAPE.window());
    for (int row = 0; row < 300; row += 7) {
      for (int col = 0; col < 500; col++) {
        boolean inside = col >= 20 + row / 10 && col < 460;
        if (inside) {
          assertThat(block.isValid(row, col)).as("row %d, column %d", row, col).isTrue();
        }
        // A spike within a few samples of the image has its company.
        if (col < 20 + row / 10 - 28 || col >= 488) {
          assertThat(block.isValid(row, col)).as("row %d, column %d", row, col).isFalse();
        }
      }
    }
  }

  @Test
  void without_spikes_the_border_is_exact() {
    RasterBlock block =
        masked((row, col) -> col < 20 + row / 10 || col >= 460 ? 4 : 90, 900, SHAPE.window());
    for (int row = 0; row < 300; row++) {
      for (int col = 0; col < 500; col++) {
        assertThat(block.isValid(row, col)).isEqualTo(col >= 20 + row / 10 && col < 460);
      }
    }
  }

  @Test
  void a_window_gets_the_mask_of_the_whole() {
    RasterBlock whole = masked(BorderMaskTest::slanted, 900, SHAPE.window());
    Window window = new Window(120, 180, 10, 480);
    RasterBlock part = masked(BorderMaskTest::slanted, 900, window);
    for (int row = 0; row < window.height(); row++) {
      for (int col = 0; col < window.width(); col++) {
        assertThat(part.isValid(row, col)).isEqualTo(whole.isValid(row + 120, col + 10));
      }
    }
  }

  @Test
  void the_start_and_the_end_of_a_data_take_are_masked_along_columns() {
    // 40 lines above and 55 below, by column a little more.
    IntBinaryOperator dn = (row, col) -> row < 40 + col / 100 || row >= 245 - col / 250 ? 3 : 90;
    RasterBlock block = masked(dn, 900, SHAPE.window());
    for (int row = 0; row < 300; row++) {
      for (int col = 0; col < 500; col++) {
        assertThat(block.isValid(row, col))
            .isEqualTo(row >= 40 + col / 100 && row < 245 - col / 250);
      }
    }
  }

  @Test
  void calm_water_at_the_level_of_the_noise_stays() {
    // Speckle of four looks around the noise itself.
    Random random = new Random(7);
    int[] water = new int[300 * 500];
    for (int i = 0; i < water.length; i++) {
      double power = 0;
      for (int look = 0; look < 4; look++) {
        power -= 225 * Math.log(1 - random.nextDouble());
      }
      water[i] = (int) Math.round(Math.sqrt(power));
    }
    RasterBlock block = masked((row, col) -> water[500 * row + col], 900, SHAPE.window());
    // Only what is dark and outermost goes.
    assertThat(block.mask().count()).isGreaterThan((int) (0.98 * water.length));
  }

  @Test
  void where_no_noise_is_annotated_very_low_amplitudes_are_border() {
    IntBinaryOperator dn = (row, col) -> col < 33 ? 9 : 25;
    RasterBlock block = masked(dn, 0, new Window(150, 151, 0, 500));
    assertThat(block.isValid(0, 32)).isFalse();
    assertThat(block.isValid(0, 33)).isTrue();
  }

  @Test
  void the_border_ends_where_nobody_looks_any_more() {
    RasterBlock block = masked((row, col) -> 5, 900, new Window(150, 151, 0, 500));
    assertThat(block.isValid(0, 99)).isFalse();
    assertThat(block.isValid(0, 100)).isTrue();
    assertThat(block.isValid(0, 399)).isTrue();
    assertThat(block.isValid(0, 400)).isFalse();
  }
}
