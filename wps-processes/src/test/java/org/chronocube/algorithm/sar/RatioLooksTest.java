// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.chronocube.algorithm.pair.MemoryPixels;
import org.chronocube.algorithm.pair.PairTransform;
import org.chronocube.grid.Shape;
import org.chronocube.kernel.speckle.PowerScale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RatioLooksTest {

  private static final Shape SHAPE = new Shape(300, 300);

  private static float[] speckle(double looks, long seed) {
    float[] samples = new float[300 * 300];
    new GammaSpeckle(looks, seed).fill(samples);
    return samples;
  }

  private static double estimate(int window, float[] before, float[] after) {
    CfarParameters parameters = new CfarParameters(window, window, 0, 0.01, null, PowerScale.POWER);
    CfarRatio method = new CfarRatio(parameters);
    PairTransform transform =
        method.fit(
            MemoryPixels.of(
                SHAPE, new float[][] {before}, new float[][] {after}, 128, method.margin()));
    return (double) transform.findings().get("looks");
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 4.4, 20, 300})
  void looksOfHomogeneousSpeckle(double looks) {
    assertThat(estimate(1, speckle(looks, 1), speckle(looks, 2)))
        .isCloseTo(looks, withinPercentage(8));
  }

  /** Fields of many levels, texture within, and a different change of each field. */
  @Test
  void whatBothImagesShareDoesNotMatter() {
    float[] before = speckle(4.4, 1);
    float[] after = speckle(4.4, 2);
    float[] texture = speckle(2, 3);
    for (int i = 0; i < before.length; i++) {
      int field = (i / 300 / 30 + i % 300 / 40) % 5;
      before[i] *= (float) Math.pow(2, field) * texture[i];
      after[i] *= (float) Math.pow(3, field) * texture[i];
    }
    assertThat(estimate(1, before, after)).isCloseTo(4.4, withinPercentage(8));
  }

  /** Each pixel twice: half as many looks in a mean as pixels say. */
  @Test
  void correlationOfNeighboursIsCounted() {
    float[] before = speckle(4.4, 1);
    float[] after = speckle(4.4, 2);
    for (int i = 1; i < before.length; i += 2) {
      before[i] = before[i - 1];
      after[i] = after[i - 1];
    }
    // A window of 3 sees each pixel once and twice: 3²/(1² + 2²) looks a row for 3 pixels.
    assertThat(estimate(3, before, after)).isCloseTo(4.4 * 9 / 5 * 3, withinPercentage(8));
  }

  @Test
  void withoutWholeWindowsLooksMustBeGiven() {
    CfarRatio method = new CfarRatio(new CfarParameters(3, 3, 0, 0.01, null, PowerScale.POWER));
    float[][] few = {new float[100]};
    MemoryPixels pixels = MemoryPixels.of(new Shape(10, 10), few, few, 10, method.margin());
    assertThatThrownBy(() -> method.fit(pixels))
        .hasMessage(
            "looks must be given where they cannot be estimated: no square of 27 pixels on a side"
                + " is without gaps");
  }
}
