// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair.mad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hipparchus.special.Gamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChiSquareTailTest {

  @ParameterizedTest
  @CsvSource({
    // scipy.stats.chi2.sf(x, degrees), SciPy 1.10.1
    "1, 0.01, 0.920344325445942",
    "1, 3.841458820694124, 0.05",
    "2, 2, 0.367879441171442",
    "5, 11.070497693516351, 0.05",
    "6, 16.811893829770927, 0.01",
    "13, 4.5, 0.984617986587494"
  })
  void isThatOfSciPy(int degrees, double x, double tail) {
    assertThat(new ChiSquareTail(degrees).at(x)).isCloseTo(tail, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6, 10, 24})
  void isOffByLessThanABillionthBetweenNodes(int degrees) {
    ChiSquareTail tail = new ChiSquareTail(degrees);
    for (double u = 0; u < 20; u += 0.00371) {
      assertThat(tail.at(u * u))
          .isCloseTo(Gamma.regularizedGammaQ(degrees / 2.0, u * u / 2), within(1e-9));
    }
  }

  @Test
  void isZeroFarOutAndForNaN() {
    ChiSquareTail tail = new ChiSquareTail(6);
    assertThat(tail.at(1e30)).isZero();
    assertThat(tail.at(Double.POSITIVE_INFINITY)).isZero();
    assertThat(tail.at(Double.NaN)).isZero();
    assertThat(tail.at(0)).isEqualTo(1);
  }
}
