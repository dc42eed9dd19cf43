// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chronocube.algorithm.PixelValues;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In memory and on disk alike; 700 by 1100 pixels are two by three tiles of the file. */
class LayerRasterTest {

  private static final Shape SHAPE = new Shape(700, 1100);

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE})
  void whatIsWrittenIsReadAndTheRestIsNaN(long memory) {
    LayerRaster raster = LayerRaster.allocate(SHAPE, 2, memory);
    assertThat(raster.inMemory() == null).isEqualTo(memory == 0);
    // Across all tiles, off their edges.
    Window window = Window.at(300, 400, 350, 690);
    raster.write(1, window, encoded(window));

    Window part = Window.at(450, 380, 100, 700);
    float[] read = new float[(int) part.pixels()];
    raster.read(1, part, read);
    for (int i = 0; i < read.length; i++) {
      int row = part.rowStart() + i / part.width();
      int col = part.colStart() + i % part.width();
      if (window.contains(row, col)) {
        assertThat(read[i]).isEqualTo(row * 10_000f + col);
      } else {
        assertThat(read[i]).isNaN();
      }
    }
    raster.read(0, part, read);
    assertThat(read).containsOnly(Float.NaN);
    PixelValues pixels = raster.pixels(1);
    assertThat(pixels.at(310 * 1100 + 405)).isEqualTo(310 * 10_000f + 405);
    assertThat(pixels.at(299 * 1100 + 405)).isNaN();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE})
  void windowsMustLieInside(long memory) {
    LayerRaster raster = LayerRaster.allocate(SHAPE, 1, memory);
    assertThatThrownBy(() -> raster.read(0, Window.at(600, 0, 101, 1), new float[101]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("window must lie in");
  }

  private static float[] encoded(Window window) {
    float[] samples = new float[(int) window.pixels()];
    for (int i = 0; i < samples.length; i++) {
      int row = window.rowStart() + i / window.width();
      samples[i] = row * 10_000f + window.colStart() + i % window.width();
    }
    return samples;
  }
}
