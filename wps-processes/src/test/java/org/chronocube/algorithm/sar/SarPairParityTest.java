// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.chronocube.algorithm.pair.MemoryPixels;
import org.chronocube.algorithm.pair.PairMethod;
import org.chronocube.grid.Shape;
import org.chronocube.kernel.speckle.PowerScale;
import org.chronocube.raster.ValidMask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against NumPy and SciPy, on real data with gaps: see parity/sar-pair/SOURCE.txt. */
class SarPairParityTest {

  private static final CsvTable EXPECTED = CsvTable.read("/parity/sar-pair/expected.csv");
  private static final Shape SHAPE =
      new Shape(
          Integer.parseInt(EXPECTED.names().get(0)), Integer.parseInt(EXPECTED.names().get(1)));

  /** Small blocks: no pixel may depend on them. */
  private static MemoryPixels pixels(int bands, int block) {
    float[][] before = new float[bands][];
    float[][] after = new float[bands][];
    for (int b = 0; b < bands; b++) {
      before[b] = column(b);
      after[b] = column(b + 2);
    }
    ValidMask valid = ValidMask.allValid(before[0].length);
    for (int i = 0; i < before[0].length; i++) {
      if (Float.isNaN(before[0][i])) {
        valid.setInvalid(i);
      }
    }
    return new MemoryPixels(SHAPE, before, after, valid, block, 0);
  }

  private static float[] column(int column) {
    float[] values = new float[EXPECTED.rows().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) EXPECTED.rows()[i][column];
    }
    return values;
  }

  private static void assertColumn(float[] actual, int column) {
    for (int i = 0; i < actual.length; i++) {
      double expected = EXPECTED.rows()[i][column];
      if (Double.isNaN(expected)) {
        assertThat(actual[i]).as("pixel %d", i).isNaN();
      } else {
        assertThat((double) actual[i])
            .as("pixel %d", i)
            .isCloseTo(expected, within(2e-6 * Math.max(1, Math.abs(expected))));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 64})
  void logRatio(int block) {
    for (Combination c : Combination.values()) {
      PairMethod method = new LogRatio(new RatioParameters(5, PowerScale.DECIBEL, c));
      assertColumn(MemoryPixels.run(method, pixels(2, block))[0], 4 + c.ordinal());
    }
  }

  @Test
  void meanRatio() {
    for (Combination c : Combination.values()) {
      PairMethod method = new MeanRatio(new RatioParameters(5, PowerScale.DECIBEL, c));
      float[][] layers = MemoryPixels.run(method, pixels(2, 10));
      assertColumn(layers[0], 6 + c.ordinal());
      assertColumn(layers[1], 4 + c.ordinal());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 64})
  void cfarOfTwoPolarisationsWithABackground(int block) {
    PairMethod method = new CfarRatio(new CfarParameters(3, 5, 11, 0.01, 4.4, PowerScale.DECIBEL));
    float[][] layers = MemoryPixels.run(method, pixels(2, block));
    assertColumn(layers[0], 8);
    assertColumn(layers[1], 9);
  }

  @Test
  void cfarWithoutABackground() {
    PairMethod method = new CfarRatio(new CfarParameters(3, 3, 0, 0.01, 4.4, PowerScale.DECIBEL));
    assertColumn(MemoryPixels.run(method, pixels(1, 10))[0], 10);
  }

  @Test
  void omnibusOfTwoDates() {
    PairMethod method = new OmnibusPair(3, 4.4, 0.01, PowerScale.DECIBEL, TestLaw.EXACT);
    float[] p = MemoryPixels.run(method, pixels(1, 10))[1];
    int compared = 0;
    for (int i = 0; i < p.length; i++) {
      double expected = EXPECTED.rows()[i][11];
      if (!Double.isNaN(expected)) {
        assertThat((double) p[i]).isCloseTo(expected, within(1e-4 * expected + 2e-8));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(100);
  }
}
