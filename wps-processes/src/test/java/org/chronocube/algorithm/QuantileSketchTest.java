// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantileSketchTest {

  // NumPy 1.24, percentile of 3000 samples ±exp(6u - 3), u = sequence(3) / 2²³, every third
  // negative.
  @ParameterizedTest
  @CsvSource({
    "1, -16.341222438812256",
    "10, -3.5398070812225337",
    "33.3, -0.05026375429332257",
    "50, 0.21799823641777039",
    "90, 8.852039813995361",
    "99.9, 19.928517217636113"
  })
  void isWithinOneBinOfNumPyForBothSigns(double percentile, double expected) {
    QuantileSketch sketch = new QuantileSketch();
    QuantileSketch other = new QuantileSketch();
    Sequence sequence = new Sequence(3);
    for (int i = 0; i < 3000; i++) {
      double u = (float) (sequence.next() / (double) (1 << 23));
      double value = (i % 3 == 0 ? -1 : 1) * Math.exp(6 * u - 3);
      (i % 2 == 0 ? sketch : other).add((float) value);
    }
    sketch.merge(other);
    assertThat(sketch.count()).isEqualTo(3000);
    assertThat(sketch.at(percentile / 100))
        .isCloseTo(expected, within(Math.abs(expected) / 2048 + 1e-9));
  }

  @Test
  void takesEveryFloatAndOrdersThem() {
    QuantileSketch sketch = new QuantileSketch();
    float[] values = {-Float.MAX_VALUE, -1, -0f, 0f, Float.MIN_VALUE, 1, Float.MAX_VALUE};
    for (float v : values) {
      sketch.add(v);
    }
    sketch.add(Float.NaN);
    assertThat(sketch.count()).isEqualTo(7);
    assertThat(sketch.at(0)).isCloseTo(-Float.MAX_VALUE, within(Float.MAX_VALUE / 2048.0));
    assertThat(sketch.at(1 / 6.0)).isCloseTo(-1, within(1 / 2048.0));
    assertThat(sketch.at(3 / 6.0)).isCloseTo(0, within(1e-38));
    assertThat(sketch.at(5 / 6.0)).isCloseTo(1, within(1 / 2048.0));
    assertThat(new QuantileSketch().at(0.5)).isNaN();
  }
}
