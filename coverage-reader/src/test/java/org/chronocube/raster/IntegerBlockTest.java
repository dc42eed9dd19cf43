// SPDX-License-Identifier: Apache-2.0
package org.chronocube.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.kernel.Encoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Blocks of integers do what blocks of the same floats do. */
class IntegerBlockTest {

  private static final Shape SHAPE = new Shape(13, 150);

  /** Few different values, so that each is found often, the type's ends among them. */
  private static RasterBlock integers(DataType type, Random random, double valid) {
    int n = (int) SHAPE.pixels();
    double[] values = {type.min(), type.max(), 0, 1, 7, type.max() - 1};
    ValidMask mask = ValidMask.noneValid(n);
    byte[] bytes = new byte[n];
    short[] shorts = new short[n];
    for (int i = 0; i < n; i++) {
      int value = (int) values[random.nextInt(i < 600 ? 2 : values.length)];
      bytes[i] = (byte) value;
      shorts[i] = (short) value;
      if (random.nextDouble() < valid) {
        mask.setValid(i);
      }
    }
    return RasterBlock.of(SHAPE, type, type.bytes() == 1 ? bytes : shorts, mask);
  }

  /** Sample by sample, without any method that is tested. */
  private static RasterBlock floats(RasterBlock block) {
    float[] samples = new float[block.mask().size()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] =
          switch (block.type()) {
            case UINT8 -> Byte.toUnsignedInt(((byte[]) block.integers())[i]);
            case INT8 -> ((byte[]) block.integers())[i];
            case UINT16 -> Short.toUnsignedInt(((short[]) block.integers())[i]);
            case INT16 -> ((short[]) block.integers())[i];
            default -> throw new IllegalStateException("must be integers");
          };
    }
    return new RasterBlock(block.shape(), samples, block.mask().copy());
  }

  private static void assertSame(RasterBlock actual, RasterBlock expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.mask()).isEqualTo(expected.mask());
    int i = actual.mask().size() / 2;
    assertThat(Float.compare(actual.sample(i), expected.sample(i))).isZero();
    assertThat(actual.samples()).containsExactly(expected.samples());
  }

  @ParameterizedTest
  @EnumSource(names = {"UINT8", "INT8", "UINT16", "INT16"})
  void samplesAreWidenedOnceAndThenTheFloatsCount(DataType type) {
    RasterBlock block = integers(type, new Random(1), 0.7);
    RasterBlock expected = floats(block);
    assertThat(block.type()).isEqualTo(type);
    assertThat(block.sample(3, 5)).isEqualTo(expected.sample(3, 5));
    assertSame(block, expected);
    assertThat(block.integers()).isNull();
    assertThat(block.type()).isEqualTo(DataType.FLOAT32);
    block.samples()[4] = 0.25f;
    assertThat(block.sample(0, 4)).isEqualTo(0.25f);
    assertThat(block.copy().sample(0, 4)).isEqualTo(0.25f);
  }

  @ParameterizedTest
  @EnumSource(names = {"UINT8", "INT8", "UINT16", "INT16"})
  void windowsAndCopiesStayIntegers(DataType type) {
    Random random = new Random(2);
    RasterBlock block = integers(type, random, 0.7);
    RasterBlock expected = floats(block);
    for (int i = 0; i < 30; i++) {
      int top = random.nextInt(12);
      int left = random.nextInt(149);
      Window window =
          new Window(
              top, top + 1 + random.nextInt(13 - top), left, left + 1 + random.nextInt(150 - left));
      RasterBlock part = block.crop(window);
      assertThat(part.type()).isEqualTo(type);
      assertSame(part.copy(), expected.crop(window));
      RasterBlock into = RasterBlock.allocate(SHAPE);
      into.paste(part, top, left);
      RasterBlock wanted = RasterBlock.allocate(SHAPE);
      wanted.samples();
      wanted.paste(expected.crop(window), top, left);
      assertThat(into.type()).isEqualTo(type);
      assertSame(into, wanted);
    }
    assertThat(block.copy().type()).isEqualTo(type);
    assertSame(block, expected);
  }

  @ParameterizedTest
  @EnumSource(names = {"UINT8", "INT8", "UINT16", "INT16"})
  void blocksOfOtherTypesMakeFloatsOfWhatTheyArePastedInto(DataType type) {
    for (DataType other : new DataType[] {DataType.UINT8, DataType.INT16, DataType.FLOAT32}) {
      Random random = new Random(3);
      RasterBlock into = integers(type, random, 0.5);
      RasterBlock wanted = floats(into);
      RasterBlock from =
          other == DataType.FLOAT32
              ? floats(integers(type, random, 0.5))
              : integers(other, random, 0.5);
      RasterBlock copied = other == DataType.FLOAT32 ? from.copy() : floats(from);
      into.paste(from, 0, 0);
      wanted.paste(copied, 0, 0);
      assertThat(into.type()).isEqualTo(type == other ? type : DataType.FLOAT32);
      assertSame(into, wanted);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"UINT8", "INT8", "UINT16", "INT16"})
  void valuesAreFoundAndHidden(DataType type) {
    for (float value : new float[] {0, 1, 7, 255, 65535, -1, -128, 0.5f, Float.NaN, 1e9f}) {
      RasterBlock block = integers(type, new Random(4), 0.7);
      RasterBlock expected = floats(block);
      for (int from = 0; from < 700; from += 37) {
        boolean there = false;
        for (int i = from; i < from + 100; i++) {
          there |= expected.mask().isValid(i) && expected.sample(i) == value;
        }
        assertThat(block.hasValid(value, from, from + 100)).isEqualTo(there);
      }
      ValidMask visible = block.mask().copy();
      for (int i = 5; i < 1900; i++) {
        if (expected.sample(i) == value) {
          visible.setInvalid(i);
        }
      }
      block.hide(value, 5, 1895);
      expected.hide(value, 5, 1895);
      assertThat(block.mask()).isEqualTo(visible);
      assertSame(block, expected);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"UINT8", "INT8", "UINT16", "INT16"})
  void storedSamplesAreTheSame(DataType type) {
    NoData[] holes = {NoData.NONE, NoData.of(0), NoData.of(7), NoData.of(255), NoData.of(-1)};
    for (DataType band : DataType.values()) {
      for (NoData hole : holes) {
        for (double valid : new double[] {0, 0.7, 1}) {
          if (hole.isDeclared() && !band.holds(hole.value())) {
            continue;
          }
          RasterBlock block = integers(type, new Random(5), valid);
          RasterBlock expected = floats(block);
          Encoding.store(block, band, hole);
          Encoding.store(expected, band, hole);
          assertSame(block, expected);
        }
      }
    }
  }

  @Test
  void whatFitsIsStoredWithoutFloats() {
    RasterBlock block = integers(DataType.UINT8, new Random(6), 0.5);
    Encoding.store(block, DataType.INT16, NoData.of(200));
    assertThat(block.type()).isEqualTo(DataType.UINT8);
  }

  @Test
  void anEmptyBlockTakesTheTypeOfWhatIsPasted() {
    RasterBlock block = RasterBlock.allocate(SHAPE);
    block.paste(RasterBlock.allocate(new Shape(2, 2)), 1, 1);
    block.paste(integers(DataType.INT16, new Random(7), 1).crop(Window.at(0, 0, 4, 4)), 0, 0);
    assertThat(block.type()).isEqualTo(DataType.INT16);
    assertThat(block.mask().count()).isEqualTo(16);
    // Zeros that count as data are samples like others.
    RasterBlock zeros = RasterBlock.allocate(new Shape(2, 2));
    zeros.mask().setRange(0, 4);
    block.paste(zeros, 0, 0);
    assertThat(block.sample(1, 1)).isZero();
    assertThat(block.isValid(1, 1)).isTrue();
  }

  @Test
  void onlyBytesAndShortsAreIntegers() {
    assertThatThrownBy(
            () ->
                RasterBlock.of(
                    new Shape(1, 1), DataType.UINT8, new short[1], ValidMask.noneValid(1)))
        .hasMessage("samples must be bytes or shorts as their type, were short[] of uint8");
    assertThatThrownBy(
            () ->
                RasterBlock.of(new Shape(1, 1), DataType.INT32, new int[1], ValidMask.noneValid(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
