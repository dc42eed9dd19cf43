// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.grid.Shape;
import org.chronocube.raster.RasterBlock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Blocks of all kinds of samples, the frequent ones and the odd ones, against the rule itself. */
class EncodingTest {

  private static final float[] ODD = {
    0f,
    -0f,
    0.5f,
    -0.5f,
    1.5f,
    2.5f,
    254.5f,
    255f,
    256f,
    65535f,
    65535.5f,
    -32768f,
    -32769f,
    1e20f,
    -1e20f,
    0x1p31f,
    -0x1p31f,
    0x1p32f,
    Float.MIN_VALUE,
    Float.MAX_VALUE,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY
  };

  @ParameterizedTest
  @EnumSource(DataType.class)
  void every_sample_is_rounded_clamped_and_kept_from_the_hole(DataType type) {
    for (double hole : new double[] {0, 7, type.isFloating() ? -9999 : type.max()}) {
      RasterBlock block = block(type);
      RasterBlock before = block.copy();
      Encoding.store(block, type, NoData.of(hole));
      for (int i = 0; i < block.samples().length; i++) {
        boolean valid = before.mask().isValid(i) && Float.isFinite(before.samples()[i]);
        float expected = valid ? stored(before.samples()[i], type, (float) hole) : (float) hole;
        if (Float.floatToRawIntBits(expected) != Float.floatToRawIntBits(block.samples()[i])
            || block.mask().isValid(i) != valid) {
          assertThat(block.samples()[i])
              .as("%s of %s, hole %s", before.samples()[i], type, hole)
              .isEqualTo(expected);
          assertThat(block.mask().isValid(i)).isEqualTo(valid);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2.5, 3", "-0.5, 0", "300, 255", "-3, 0", "7, 6", "6.5, 6", "8, 8"})
  void bytes_beside_the_hole_seven(float sample, float expected) {
    RasterBlock block = RasterBlock.allocate(new Shape(1, 1));
    block.samples()[0] = sample;
    block.mask().setValid(0);
    Encoding.store(block, DataType.UINT8, NoData.of(7));
    assertThat(block.samples()[0]).isEqualTo(expected);
  }

  // Long stretches of valid whole samples, and odd and invalid ones between others.
  private static RasterBlock block(DataType type) {
    Random random = new Random(4);
    RasterBlock block = RasterBlock.allocate(new Shape(60, 100));
    for (int i = 0; i < block.samples().length; i++) {
      boolean calm = i / 1000 % 2 == 0;
      int most = (int) Math.min(300, type.max());
      block.samples()[i] =
          calm || random.nextInt(4) > 0 ? random.nextInt(most) : ODD[random.nextInt(ODD.length)];
      if (calm || i > 3000 || random.nextInt(5) > 0) {
        block.mask().setValid(i);
      }
    }
    return block;
  }

  private static float stored(float sample, DataType type, float hole) {
    float stored = sample;
    if (!type.isFloating()) {
      double whole = Math.floor(sample + 0.5);
      stored = (float) Math.max(type.min(), Math.min(type.max(), whole));
    }
    if (stored != hole) {
      return stored;
    }
    if (type.isFloating()) {
      return Math.nextUp(hole);
    }
    return hole == type.min() ? hole + 1 : hole - 1;
  }
}
