// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.grid.Affine;
import org.chronocube.grid.PixelMap;
import org.chronocube.grid.PixelTransform;
import org.chronocube.grid.Reduction;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResamplerTest {

  /** Samples 10 · (8 · row + column) + 100 over 8 × 8 pixels, with a hole at row 3, column 4. */
  private static RasterBlock tableWithHole() {
    RasterBlock block = new RasterBlock(new Shape(8, 8), new float[64], ValidMask.allValid(64));
    for (int i = 0; i < 64; i++) {
      block.samples()[i] = 10 * i + 100;
    }
    block.mask().setInvalid(block.index(3, 4));
    return block;
  }

  private static RasterBlock resample(
      RasterBlock source, Affine map, Shape target, Resampling method) {
    return Resampler.resample(
        source,
        source.shape().window(),
        source.shape(),
        PixelMap.of(PixelTransform.affine(map), target.window(), 1e-5),
        new Reduction(Math.abs(map.a()), Math.abs(map.e())),
        target.window(),
        method);
  }

  /** The same map, but so that the resampler does not see that it is affine. */
  private static RasterBlock resampleByLoops(
      RasterBlock source, Affine map, Shape target, Resampling method) {
    PixelTransform affine = PixelTransform.affine(map);
    return Resampler.resample(
        source,
        source.shape().window(),
        source.shape(),
        PixelMap.of(affine::transform, target.window(), 1e-9),
        new Reduction(Math.abs(map.a()), Math.abs(map.e())),
        target.window(),
        method);
  }

  @ParameterizedTest
  @CsvSource({
    // Reduced, enlarged, shifted by half pixels, flipped, partly or wholly beside the source.
    "2.5, 0.3, 2.5, 0.7",
    "0.31, 0, 0.27, 0",
    "1, 0.5, 1, 0.5",
    "2, 0, 2, 0",
    "-1.5, 21, 1.2, 0",
    "1.5, -9, -2, 30",
    "1, 12, 1, -12",
    "1, 400, 1, 0",
    "3, -7, 0.5, 11",
  })
  void nearestAlongTheAxesIsThatOfAnyMap(double a, double c, double e, double f) {
    Random random = new Random(3);
    RasterBlock source = RasterBlock.allocate(new Shape(23, 21));
    for (int holes = 0; holes < 2; holes++) {
      for (int i = 0; i < source.samples().length; i++) {
        source.samples()[i] = i;
        source.mask().setValid(i);
        if (holes == 1 && random.nextInt(4) == 0) {
          source.mask().setInvalid(i);
        }
      }
      Affine map = new Affine(a, 0, c, 0, e, f);
      Shape target = new Shape(25, 37);
      RasterBlock fast = resample(source, map, target, Resampling.NEAREST);
      RasterBlock plain = resampleByLoops(source, map, target, Resampling.NEAREST);
      assertThat(fast.mask()).isEqualTo(plain.mask());
      for (int i = fast.mask().nextValid(0, fast.mask().size());
          i < fast.mask().size();
          i = fast.mask().nextValid(i + 1, fast.mask().size())) {
        assertThat(fast.samples()[i]).isEqualTo(plain.samples()[i]);
      }
    }
  }

  @ParameterizedTest(name = "{0} row {1}")
  @CsvSource({
    // gdalwarp 3.6.2 -et 0 to twice the size, columns 6 to 11 of some rows around the hole; -1 for
    // nodata. Cubic becomes bilinear near holes and borders, so on 8 x 8 it is the same.
    "bilinear, 5, 308, 308, 303, 309, 324, 333",
    "bilinear, 6, 348, 346, -1, -1, 365, 373",
    "bilinear, 7, 388, 395, -1, -1, 414, 413",
    "bilinear, 8, 428, 436, 451, 457, 452, 453",
    "cubic, 5, -2, 308, 303, 309, 324, -2",
    "average, 6, 370, 370, -1, -1, 390, 390",
    "nearest, 7, 370, 370, -1, -1, 390, 390",
  })
  void sharesTheWeightOfAHoleAsGdalDoes(
      String method, int row, double c6, double c7, double c8, double c9, double c10, double c11) {
    RasterBlock result =
        resample(
            tableWithHole(),
            new Affine(0.5, 0, 0, 0, 0.5, 0),
            new Shape(16, 16),
            Resampling.parse(method));
    Encoding.store(result, DataType.UINT16, NoData.of(0));
    double[] wanted = {c6, c7, c8, c9, c10, c11};
    for (int i = 0; i < 6; i++) {
      if (wanted[i] != -2) {
        assertThat(result.isValid(row, 6 + i)).as("column " + (6 + i)).isEqualTo(wanted[i] >= 0);
        assertThat(wanted[i] < 0 ? -1 : result.sample(row, 6 + i)).isEqualTo((float) wanted[i]);
      }
    }
  }

  @Test
  void borderPixelsKeepTheirValueOutToTheEdge() {
    // gdalwarp 3.6.2 -r bilinear to twice the size: 100 103 108 ... 168 170.
    RasterBlock result =
        resample(
            tableWithHole(),
            new Affine(0.5, 0, 0, 0, 0.5, 0),
            new Shape(16, 16),
            Resampling.BILINEAR);
    assertThat(result.sample(0, 0)).isEqualTo(100);
    assertThat(result.sample(0, 1)).isEqualTo(102.5f);
    assertThat(result.sample(0, 15)).isEqualTo(170);
    assertThat(result.sample(15, 15)).isEqualTo(730);
  }

  @ParameterizedTest
  @EnumSource(Resampling.class)
  void aWholeShiftIsACopyForEveryMethod(Resampling method) {
    RasterBlock result =
        resample(tableWithHole(), new Affine(1, 0, 3, 0, 1, -2), new Shape(8, 8), method);
    for (int r = 0; r < 8; r++) {
      for (int c = 0; c < 8; c++) {
        boolean inside = r >= 2 && c < 5;
        boolean hole = r == 5 && c == 1;
        assertThat(result.isValid(r, c)).isEqualTo(inside && !hole);
        if (result.isValid(r, c)) {
          assertThat(result.sample(r, c)).isEqualTo(10 * (8 * (r - 2) + c + 3) + 100);
        }
      }
    }
  }

  @ParameterizedTest(name = "{0} by {1} x {2}")
  @CsvSource({
    "BILINEAR, 0.7, 0.9", "BILINEAR, 1.3, 2.6", "BILINEAR, 5.5, 1", "CUBIC, 2.2, 3.4",
    "CUBIC, 1, 4", "AVERAGE, 0.6, 0.3", "AVERAGE, 2.5, 3.7", "AVERAGE, 1, 1",
  })
  void theSeparableFilterAgreesWithTheLoops(Resampling method, double scaleX, double scaleY) {
    Random random = new Random(3);
    RasterBlock source = RasterBlock.allocate(new Shape(37, 41));
    for (int i = 0; i < source.samples().length; i++) {
      source.samples()[i] = random.nextInt(5000);
      if (random.nextInt(5) > 0) {
        source.mask().setValid(i);
      }
    }
    Affine map = new Affine(scaleX, 0, -3.3, 0, scaleY, 1.7);
    Shape target = new Shape((int) (40 / scaleY) + 3, (int) (44 / scaleX) + 3);

    RasterBlock fast = resample(source, map, target, method);
    RasterBlock slow = resampleByLoops(source, map, target, method);

    assertThat(fast.mask()).isEqualTo(slow.mask());
    assertThat(fast.mask().count()).isPositive();
    for (int i = 0; i < fast.samples().length; i++) {
      if (fast.mask().isValid(i)) {
        assertThat(fast.samples()[i]).isCloseTo(slow.samples()[i], within(1e-2f));
      }
    }
  }

  @Test
  void anUndefinedPointIsInvalidForEveryMethod() {
    PixelTransform half =
        (p, n) -> {
          for (int i = 0; i < 2 * n; i += 2) {
            if (p[i] > 4) {
              p[i] = Double.NaN;
              p[i + 1] = Double.NaN;
            }
          }
        };
    for (Resampling method : Resampling.values()) {
      RasterBlock source = tableWithHole();
      RasterBlock result =
          Resampler.resample(
              source,
              source.shape().window(),
              source.shape(),
              PixelMap.of(half, new Window(0, 8, 0, 8), 1e-5),
              new Reduction(1, 1),
              new Window(0, 8, 0, 8),
              method);
      for (int r = 0; r < 8; r++) {
        for (int c = 0; c < 8; c++) {
          assertThat(result.isValid(r, c)).as(method + " " + r + " " + c).isEqualTo(c < 4);
        }
      }
    }
  }

  /** Types are drawn from as they are: the floats of the same numbers are the plain way. */
  @ParameterizedTest
  @CsvSource({
    "UINT8, false", "INT8, false", "UINT16, false", "INT16, false",
    "UINT8, true", "INT8, true", "UINT16, true", "INT16, true"
  })
  void nearestKeepsIntegersAndPicksWhatItPicksOfFloats(DataType type, boolean straight) {
    Shape shape = new Shape(40, 37);
    Random random = new Random(5);
    int n = (int) shape.pixels();
    Object integers = type.bytes() == 1 ? new byte[n] : new short[n];
    ValidMask mask = ValidMask.noneValid(n);
    for (int i = 0; i < n; i++) {
      if (integers instanceof byte[] bytes) {
        bytes[i] = (byte) random.nextInt();
      } else {
        ((short[]) integers)[i] = (short) random.nextInt();
      }
      if (random.nextInt(9) > 0) {
        mask.setValid(i);
      }
    }
    RasterBlock held = RasterBlock.of(shape, type, integers, mask);
    RasterBlock floats = new RasterBlock(shape, held.copy().samples(), mask.copy());
    Affine map =
        straight ? new Affine(0.7, 0, -3, 0, 1.3, -2) : new Affine(0.7, 0.2, -3, -0.1, 1.3, -2);
    Shape target = new Shape(35, 70);
    RasterBlock expected = resample(floats, map, target, Resampling.NEAREST);
    RasterBlock result = resample(held, map, target, Resampling.NEAREST);
    assertThat(result.type()).isEqualTo(type);
    assertThat(result.mask()).isEqualTo(expected.mask());
    assertThat(result.mask().count()).isBetween(500, 2300);
    assertThat(result.samples()).isEqualTo(expected.samples());
  }

  @Test
  void nearestDoesNotHangOnTheApproximation() {
    // Centres fall 1e-7 beside pixel edges; the map may be off by 1e-3.
    PixelTransform exact =
        (p, n) -> {
          for (int i = 0; i < 2 * n; i += 2) {
            p[i] = p[i] + 0.5 + (((long) p[i] & 1) == 0 ? 1e-7 : -1e-7);
          }
        };
    RasterBlock source = RasterBlock.allocate(new Shape(1, 64));
    for (int i = 0; i < 64; i++) {
      source.samples()[i] = i;
      source.mask().setValid(i);
    }
    Window target = new Window(0, 1, 0, 62);
    RasterBlock result =
        Resampler.resample(
            source,
            source.shape().window(),
            source.shape(),
            PixelMap.of(exact, target, 1e-3),
            new Reduction(1, 1),
            target,
            Resampling.NEAREST);
    for (int c = 0; c < 62; c++) {
      assertThat(result.sample(0, c)).isEqualTo(c % 2 == 0 ? c + 1 : c);
    }
  }

  @Test
  void aWindowThatWasPlannedTooSmallIsNoHole() {
    RasterBlock part = new RasterBlock(new Shape(4, 4), new float[16], ValidMask.allValid(16));
    PixelMap map =
        PixelMap.of(
            PixelTransform.affine(new Affine(0.9, 0, 0, 0, 0.9, 0)), new Window(0, 8, 0, 8), 1e-5);
    assertThatThrownBy(
            () ->
                Resampler.resample(
                    part,
                    new Window(0, 4, 0, 4),
                    new Shape(8, 8),
                    map,
                    new Reduction(0.9, 0.9),
                    new Window(0, 8, 0, 8),
                    Resampling.NEAREST))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("window must hold row 0, column 4");
  }

  @ParameterizedTest(name = "{0} as {1} is {2}")
  @CsvSource({
    "0.4999, UINT8, 0",
    "0.5, UINT8, 1",
    "254.5, UINT8, 255",
    "300, UINT8, 255",
    "-3, UINT8, 0",
    "-0.5, INT16, 0",
    "-0.51, INT16, -1",
    "-1.5, INT16, -1",
    "32767.6, INT16, 32767",
    "0.25, FLOAT32, 0.25",
  })
  void roundsAndClampsAsGdal(float value, DataType type, float wanted) {
    RasterBlock block =
        new RasterBlock(new Shape(1, 1), new float[] {value}, ValidMask.allValid(1));
    Encoding.store(block, type, NoData.NONE);
    assertThat(block.sample(0, 0)).isEqualTo(wanted);
  }

  @Test
  void dataNeverBecomeNodataAndNodataIsFilledIn() {
    RasterBlock block =
        new RasterBlock(
            new Shape(1, 5),
            new float[] {0.2f, 7, Float.NaN, Float.POSITIVE_INFINITY, 9},
            ValidMask.allValid(5));
    block.mask().setInvalid(4);
    Encoding.store(block, DataType.UINT8, NoData.of(0));
    assertThat(block.samples()).containsExactly(1, 7, 0, 0, 0);
    assertThat(block.mask().count()).isEqualTo(2);

    RasterBlock high = new RasterBlock(new Shape(1, 1), new float[] {255}, ValidMask.allValid(1));
    Encoding.store(high, DataType.UINT8, NoData.of(255));
    assertThat(high.sample(0, 0)).isEqualTo(254);
  }

  @Test
  void identityScalingChangesNoBit() {
    RasterBlock block =
        new RasterBlock(new Shape(1, 1), new float[] {16777215}, ValidMask.allValid(1));
    Encoding.scale(block, new Scaling(1e-4, -0.1).into(new Scaling(1e-4, -0.1)));
    assertThat(block.sample(0, 0)).isEqualTo(16777215);
  }
}
