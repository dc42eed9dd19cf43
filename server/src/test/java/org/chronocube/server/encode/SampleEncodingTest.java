// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.grid.Shape;
import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SampleEncodingTest {

  @ParameterizedTest
  @CsvSource({
    "uint16/65535, uint16, 65535",
    "uint16/65535 uint8/0, uint16, 65535",
    "uint8/0 uint16/65535, uint16, 65535",
    "uint8/0 uint8/255, int16, -32768",
    "uint8/255 int8/-128, int16, 255",
    "uint16/0 uint16/65535, int32, -2147483648",
    "uint16/65535 float32/none, float32, NaN",
    "uint16/0 float32/none, float32, NaN",
    "float32/-9999 float32/NaN, float32, NaN",
    "int32/-1 float32/NaN, float64, NaN",
    "uint32/0 int32/0, float64, 0",
    "float32/none, float32, NaN",
    "uint8/none, int16, -32768"
  })
  void one_type_and_one_nodata_value_that_is_no_sample_of_any_band(
      String bands, String type, Double noData) {
    SampleEncoding encoding =
        SampleEncoding.common(
            Arrays.stream(bands.split(" ")).map(SampleEncodingTest::band).toList());
    assertThat(encoding.type().id()).isEqualTo(type);
    assertThat(encoding.noData()).isEqualTo(noData);
  }

  @ParameterizedTest
  @CsvSource({
    "uint8, 2.4, 02",
    "uint8, 2.5, 02",
    "uint8, 3.5, 04",
    "uint8, 300, ff",
    "uint8, -3, 00",
    "int8, -1, ff",
    "uint16, 258, 0102",
    "int16, -2, fffe",
    "uint32, 4294967040, ffffff00",
    "int32, -2, fffffffe",
    "float32, 1.5, 3fc00000",
    "float64, 1.5, 3ff8000000000000"
  })
  void samples_are_rounded_and_clamped_to_the_type(String type, float sample, String hex) {
    SampleEncoding encoding = new SampleEncoding(DataType.parse(type), 7);
    RasterBlock block = RasterBlock.allocate(new Shape(1, 1));
    block.samples()[0] = sample;
    block.mask().setValid(0);
    ByteBuffer out = ByteBuffer.allocate(encoding.bytes());
    encoding.put(block, 0, 1, out, 0, encoding.bytes());
    assertThat(HexFormat.of().formatHex(out.array())).isEqualTo(hex);
  }

  @ParameterizedTest
  @EnumSource(names = {"UINT8", "INT8", "UINT16", "INT16"})
  void integers_are_written_as_the_same_floats_are(DataType held) {
    Random random = new Random(5);
    byte[] bytes = new byte[500];
    short[] shorts = new short[500];
    ValidMask mask = ValidMask.noneValid(500);
    for (int i = 0; i < 500; i++) {
      bytes[i] = (byte) random.nextInt();
      shorts[i] = (short) random.nextInt();
      if (i > 100 && i < 200 || random.nextBoolean()) {
        mask.setValid(i);
      }
    }
    Object numbers = held.bytes() == 1 ? bytes : shorts;
    for (DataType type : DataType.values()) {
      for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
        for (int stride : new int[] {type.bytes(), 3 * type.bytes()}) {
          SampleEncoding encoding = new SampleEncoding(type, 7);
          RasterBlock integers = RasterBlock.of(new Shape(5, 100), held, numbers, mask);
          RasterBlock floats = integers.copy();
          floats.samples();
          ByteBuffer actual = ByteBuffer.allocate(500 * stride).order(order);
          ByteBuffer expected = ByteBuffer.allocate(500 * stride).order(order);
          encoding.put(integers, 10, 480, actual, 3, stride);
          encoding.put(floats, 10, 480, expected, 3, stride);
          assertThat(actual.array())
              .as("%s %s %s", type, order, stride)
              .isEqualTo(expected.array());
        }
      }
    }
  }

  @Test
  void invalid_pixels_are_the_nodata_value() {
    ByteBuffer out = ByteBuffer.allocate(2);
    RasterBlock nothing = RasterBlock.allocate(new Shape(1, 2));
    new SampleEncoding(DataType.UINT8, 7).put(nothing, 0, 2, out, 0, 1);
    assertThat(out.array()).containsExactly(7, 7);
  }

  private static Band band(String text) {
    String[] parts = text.split("/");
    NoData noData = parts[1].equals("none") ? NoData.NONE : NoData.of(Double.parseDouble(parts[1]));
    return Band.of("b", DataType.parse(parts[0]), noData);
  }

  @Test
  void overviews_of_classes_take_a_pixel_and_all_others_the_mean_of_valid_pixels() {
    RasterBlock full = RasterBlock.allocate(new Shape(3, 3));
    for (int i = 0; i < 9; i++) {
      full.samples()[i] = i;
      if (i != 0 && i != 8) {
        full.mask().setValid(i);
      }
    }
    RasterBlock mean = Downsampling.AVERAGE.halve(full);
    assertThat(mean.shape()).isEqualTo(new Shape(2, 2));
    assertThat(List.of(mean.sample(0, 0), mean.sample(0, 1), mean.sample(1, 0)))
        .containsExactly((1 + 3 + 4) / 3f, (2 + 5) / 2f, (6 + 7) / 2f);
    assertThat(mean.isValid(1, 1)).isFalse();

    RasterBlock nearest = Downsampling.NEAREST.halve(full);
    assertThat(nearest.isValid(0, 0)).isFalse();
    assertThat(nearest.sample(0, 1)).isEqualTo(2);
    assertThat(nearest.sample(1, 0)).isEqualTo(6);
  }

  /** Rows of blocks, with holes and samples that need rounding, against one sample at a time. */
  @ParameterizedTest
  @EnumSource(DataType.class)
  void rows_are_written_as_their_samples_one_by_one(DataType type) {
    SampleEncoding encoding = new SampleEncoding(type, 7);
    Random random = new Random(3);
    RasterBlock block = RasterBlock.allocate(new Shape(40, 50));
    float[] odd = {-0f, 0.5f, 1.5f, -1, 300, 70_000, 1e20f, -1e20f, Float.NaN};
    for (int i = 0; i < block.samples().length; i++) {
      boolean calm = i < 1000;
      block.samples()[i] =
          calm || random.nextInt(9) > 0 ? random.nextInt(127) : odd[random.nextInt(odd.length)];
      if (calm || random.nextInt(3) > 0) {
        block.mask().setValid(i);
      }
    }
    int bytes = encoding.bytes();
    for (int stride : new int[] {bytes, 3 * bytes}) {
      ByteBuffer row = ByteBuffer.allocate(2000 * stride).order(ByteOrder.LITTLE_ENDIAN);
      ByteBuffer single = ByteBuffer.allocate(2000 * stride).order(ByteOrder.LITTLE_ENDIAN);
      for (int from = 0; from < 2000; from += 40) {
        encoding.put(block, from, 40, row, from * stride, stride);
      }
      for (int i = 0; i < 2000; i++) {
        encoding.put(block.mask().isValid(i) ? block.samples()[i] : 7, single, i * stride);
      }
      assertThat(row.array()).isEqualTo(single.array());
    }
  }
}
