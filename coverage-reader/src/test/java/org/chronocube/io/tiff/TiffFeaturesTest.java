// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.IntBinaryOperator;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockReader;
import org.chronocube.io.RasterInfo;
import org.chronocube.io.RasterReadException;
import org.chronocube.raster.RasterBlock;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Validity, overviews, masks and georeference of files that GDAL wrote. */
class TiffFeaturesTest {

  @Nested
  class NoDataValues {

    @Test
    void nan_samples_are_invalid() {
      BlockReader reader = Fixtures.open("nodata-float-nan.tif");
      assertThat(reader.info().noData().value()).isNaN();
      assertInvalid(
          reader, 0, (row, col) -> row == 3 && col == 4 || row == 28 && col == 36 ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"int16,nodata-int16.tif", "uint32,nodata-uint32.tif", "float64,nodata-float64.tif"})
    void the_declared_sample_is_invalid(String kind, String file) {
      BlockReader reader = Fixtures.open(file);
      assertThat(reader.info().noData()).isEqualTo(NoData.of(Fixtures.value(kind, 3, 4, 0)));
      assertInvalid(reader, 0, (row, col) -> row == 3 && col == 4 ? 1 : 0);
    }

    @Test
    void it_is_declared_for_all_bands() {
      assertInvalid(Fixtures.open("nodata-int16.tif"), 1, (row, col) -> 0);
    }

    @Test
    void a_value_that_the_type_cannot_hold_is_none() {
      BlockReader reader = Fixtures.open("nodata-out-of-range.tif");
      assertThat(reader.info().noData()).isEqualTo(NoData.NONE);
      assertInvalid(reader, 0, (row, col) -> 0);
    }

    @Test
    void blocks_that_a_sparse_file_lacks_are_invalid() {
      BlockReader reader = Fixtures.open("sparse.tif");
      assertInvalid(reader, 0, (row, col) -> row >= 16 && col < 32 ? 1 : 0);
      assertThat(reader.read(0, 0, new Window(15, 17, 31, 33)).sample(1, 1))
          .isEqualTo((float) Fixtures.value("uint16", 16, 32, 0));
    }
  }

  @Test
  void scale_and_offset_are_per_band() {
    RasterInfo info = Fixtures.open("scale-offset.tif").info();
    assertThat(info.scalings()).isEqualTo(List.of(new Scaling(0.0001, -0.1), new Scaling(0.01, 0)));
    assertThat(Fixtures.open("uint8-alpha.tif").info().scalings())
        .isEqualTo(List.of(Scaling.IDENTITY, Scaling.IDENTITY, Scaling.IDENTITY, Scaling.IDENTITY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"overviews.tif", "overviews-beside.tif"})
  void overviews_in_the_file_and_beside_it(String file) {
    BlockReader reader = Fixtures.open(file);
    assertThat(reader.info().levels().stream().map(RasterInfo.Level::shape))
        .containsExactly(new Shape(116, 148), new Shape(58, 74), new Shape(29, 37));
    for (int level = 1; level < 3; level++) {
      int step = 1 << level;
      RasterBlock block = reader.read(level, 0, reader.info().levels().get(level).shape().window());
      for (int row = 0; row < block.shape().height(); row++) {
        for (int col = 0; col < block.shape().width(); col++) {
          assertThat(block.sample(row, col))
              .isEqualTo((float) Fixtures.value("float32", row * step, col * step, 0));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mask.tif", "mask-cog.tif"})
  void the_mask_of_each_level_holds_for_all_bands(String file) {
    BlockReader reader = Fixtures.open(file);
    assertThat(reader.info().levels()).hasSize(2);
    for (int band = 0; band < 2; band++) {
      assertInvalid(reader, band, (row, col) -> (row + col) % 5 == 0 ? 1 : 0);
    }
    RasterBlock overview = reader.read(1, 1, new Window(0, 29, 0, 37));
    for (int row = 0; row < 29; row++) {
      for (int col = 0; col < 37; col++) {
        assertThat(overview.isValid(row, col)).isEqualTo((2 * row + 2 * col) % 5 != 0);
      }
    }
  }

  @Nested
  class Georeference {

    @ParameterizedTest
    @CsvSource({
      "geo-utm.tif, EPSG:32631, 10, 0, 500000, 0, -10, 5700000",
      "geo-latlon.tif, EPSG:4326, 0.25, 0, -5.5, 0, -0.25, 45",
      "geo-point.tif, EPSG:32631, 10, 0, 500000, 0, -10, 5700000",
      "geo-rotated.tif, EPSG:32631, 8, 6, 500000, 6, -8, 5700000",
      "geo-south-up.tif, EPSG:32631, 10, 0, 500000, 0, 10, 5700000",
      "geo-laea.tif, EPSG:3035, 100, 0, 4000000, 0, -100, 3000000",
      "geo-utm-by-parameters.tif, EPSG:32721, 10, 0, 500000, 0, -10, 5700000",
    })
    void affine_is_corner_anchored_and_crs_a_code(
        String file, String crs, double a, double b, double c, double d, double e, double f) {
      assertThat(Fixtures.open(file).info().grid())
          .isEqualTo(new GeoBox(new Shape(29, 37), new Affine(a, b, c, d, e, f), crs));
    }

    @ParameterizedTest
    @ValueSource(strings = {"geo-without-code.tif", "geo-none.tif"})
    void no_grid_without_affine_or_code(String file) {
      assertThat(Fixtures.open(file).info().grid()).isNull();
    }

    @Test
    void control_points_place_the_image_in_a_crs_of_its_own() {
      GeoBox grid = Fixtures.open("geo-gcps.tif").info().grid();
      assertThat(grid.affine()).isEqualTo(Affine.IDENTITY);
      assertThat(grid.crs()).startsWith("image:tiff-gcp:file:").endsWith("/geo-gcps.tif");
    }
  }

  @Test
  void what_is_not_supported_is_named() {
    assertThatThrownBy(() -> Fixtures.open("jpeg.tif"))
        .isInstanceOf(RasterReadException.class)
        .hasMessageContaining("jpeg.tif: header: compression must be")
        .hasMessageEndingWith("was JPEG (7)");
    assertThatThrownBy(() -> Fixtures.open("complex.tif"))
        .isInstanceOf(RasterReadException.class)
        .hasMessageContaining("had SampleFormat 6 with 64 bits");
  }

  @Test
  void arguments_are_checked() {
    BlockReader reader = Fixtures.open("overviews.tif");
    assertThat(reader.info().type()).isEqualTo(DataType.FLOAT32);
    Window inside = new Window(0, 1, 0, 1);
    assertThatThrownBy(() -> reader.read(3, 0, inside)).hasMessage("level must be in 0..2, was 3");
    assertThatThrownBy(() -> reader.read(0, 1, inside)).hasMessage("band must be in 0..0, was 1");
    assertThatThrownBy(() -> reader.read(1, 0, new Window(0, 59, 0, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("window must not be empty and lie inside level 1");
    assertThatThrownBy(() -> reader.read(0, 0, new Window(5, 5, 0, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertInvalid(BlockReader reader, int band, IntBinaryOperator invalid) {
    RasterBlock block = reader.read(0, band, reader.info().shape().window());
    for (int row = 0; row < block.shape().height(); row++) {
      for (int col = 0; col < block.shape().width(); col++) {
        assertThat(block.isValid(row, col))
            .as("row %d, column %d", row, col)
            .isEqualTo(invalid.applyAsInt(row, col) == 0);
      }
    }
  }
}
