// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.util.List;
import java.util.stream.Stream;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CubeSamplesTest {

  private static CubeSamples samples(String... types) {
    List<Band> bands =
        Stream.of(types)
            .map(DataType::parse)
            .map(t -> TestCubes.band("b" + t.ordinal(), t, t.isFloating() ? Double.NaN : 0))
            .toList();
    return CubeSamples.of(bands, null);
  }

  @ParameterizedTest
  @CsvSource({
    "uint8, 0",
    "int8, 2",
    "uint16, 1",
    "int16, 2",
    "uint32, 5",
    "int32, 3",
    "float32, 4",
    "float64, 5",
    "uint8+uint16, 1",
    "uint8+int16, 2",
    "uint16+int16, 3",
    "uint8+float32, 4",
    "int32+float32, 5",
    "uint32+int16, 5"
  })
  void one_sample_type_holds_all_bands(String types, int dataType) {
    CubeSamples samples = samples(types.split("\\+"));

    assertThat(samples.dataType()).isEqualTo(dataType);
    assertThat(samples.colorModel().isCompatibleSampleModel(samples.sampleModel(3, 2))).isTrue();
  }

  @Test
  void a_nodata_value_that_cannot_be_data_anywhere_serves_all_bands() {
    CubeSamples samples =
        CubeSamples.of(
            List.of(
                TestCubes.band("B08", DataType.UINT16, 65535),
                TestCubes.band("SCL", DataType.UINT8, 0)),
            null);

    assertThat(samples.fills()).containsExactly(65535, 65535);
    assertThat(samples.noData()).isEqualTo(65535);
  }

  @Test
  void nodata_values_that_are_data_elsewhere_stay_apart() {
    CubeSamples samples =
        CubeSamples.of(
            List.of(
                TestCubes.band("a", DataType.UINT8, 0), TestCubes.band("b", DataType.UINT8, 255)),
            null);

    assertThat(samples.fills()).containsExactly(0, 255);
    assertThat(samples.noData()).isNull();
  }

  @Test
  void background_replaces_nodata() {
    List<Band> bands =
        List.of(TestCubes.band("a", DataType.UINT8, 0), TestCubes.band("b", DataType.UINT8, 255));

    assertThat(CubeSamples.of(bands, new double[] {7}).fills()).containsExactly(7, 7);
    assertThat(CubeSamples.of(bands, new double[] {7, 8}).fills()).containsExactly(7, 8);
    assertThatThrownBy(() -> CubeSamples.of(bands, new double[] {-1}))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("background of band a must fit its samples, was -1.0");
  }

  @ParameterizedTest
  @CsvSource({"uint8", "int16", "uint16", "int32", "float32", "float64"})
  void every_type_is_written_where_it_is_valid_and_filled_where_it_is_not(String type) {
    CubeSamples samples =
        CubeSamples.of(List.of(TestCubes.band("b", DataType.parse(type), 99)), null);
    WritableRaster tile = samples.blank(4, 3, new Point(10, 20));
    RasterBlock block = RasterBlock.allocate(new Shape(2, 2));
    block.samples()[0] = 5;
    block.samples()[3] = 120;
    block.mask().setValid(0);
    block.mask().setValid(3);

    samples.write(List.of(block), tile, Window.at(1, 2, 2, 2));

    // rows of the tile, which stands at (10, 20) of its image
    assertThat(tile.getSamples(10, 20, 4, 1, 0, (int[]) null)).containsExactly(99, 99, 99, 99);
    assertThat(tile.getSamples(10, 21, 4, 1, 0, (int[]) null)).containsExactly(99, 99, 5, 99);
    assertThat(tile.getSamples(10, 22, 4, 1, 0, (int[]) null)).containsExactly(99, 99, 99, 120);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "4", "5", "13", "20"})
  void any_number_of_bands_makes_an_image(int count) {
    List<Band> bands =
        Stream.iterate(0, i -> i + 1)
            .limit(count)
            .map(i -> TestCubes.band("b" + i, DataType.UINT16, 0))
            .toList();
    CubeSamples samples = CubeSamples.of(bands, null);

    BufferedImage image =
        new BufferedImage(samples.colorModel(), samples.blank(4, 3, new Point(0, 0)), false, null);

    assertThat(image.getSampleModel().getNumBands()).isEqualTo(count);
    assertThat(image.getSampleModel().getDataType()).isEqualTo(DataBuffer.TYPE_USHORT);
    assertThat(image.getRGB(0, 0)).isEqualTo(0xFF000000);
  }
}
