// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockReader;
import org.chronocube.io.deflate.DeflateLibrary;
import org.chronocube.raster.RasterBlock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Every combination of sample type, compression, predictor, block layout, band layout and byte
 * order that takes a path of its own, written by GDAL: pixels tell their row, column and band.
 */
class FixturesTest {

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "fixtures.csv", numLinesToSkip = 1)
  void whole_bands(String file, String kind, int bands) {
    for (DeflateLibrary library : List.of(DeflateLibrary.AUTO, DeflateLibrary.JAVA)) {
      whole_bands(Fixtures.open(file, library), kind, bands);
    }
  }

  private static void whole_bands(BlockReader reader, String kind, int bands) {
    assertThat(reader.info().bandCount()).isEqualTo(bands);
    assertThat(reader.info().shape()).isEqualTo(new Shape(Fixtures.HEIGHT, Fixtures.WIDTH));
    assertThat(reader.info().type().id()).isEqualTo(typeOf(kind));
    for (int band = 0; band < bands; band++) {
      assertPixels(reader, kind, band, reader.info().shape().window());
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "fixtures.csv", numLinesToSkip = 1)
  void windows_across_blocks_and_at_the_edges(String file, String kind, int bands) {
    for (DeflateLibrary library : List.of(DeflateLibrary.AUTO, DeflateLibrary.JAVA)) {
      windows_across_blocks(Fixtures.open(file, library), kind, bands - 1);
    }
  }

  private static void windows_across_blocks(BlockReader reader, String kind, int band) {
    assertPixels(reader, kind, band, new Window(15, 17, 15, 33));
    assertPixels(reader, kind, band, new Window(28, 29, 36, 37));
    assertPixels(reader, kind, band, new Window(0, 1, 0, 37));
    assertPixels(reader, kind, band, new Window(3, 29, 7, 8));
  }

  private static void assertPixels(BlockReader reader, String kind, int band, Window window) {
    RasterBlock block = reader.read(0, band, window);
    assertThat(block.shape()).isEqualTo(window.shape());
    assertThat(block.mask().isAllValid()).isTrue();
    float[] expected = new float[block.samples().length];
    for (int row = 0; row < window.height(); row++) {
      for (int col = 0; col < window.width(); col++) {
        expected[block.index(row, col)] =
            (float) Fixtures.value(kind, window.rowStart() + row, window.colStart() + col, band);
      }
    }
    assertThat(block.samples()).isEqualTo(expected);
  }

  private static String typeOf(String kind) {
    return switch (kind) {
      case "bit1", "bit2", "bit4" -> "uint8";
      case "float16" -> "float32";
      default -> kind;
    };
  }
}
