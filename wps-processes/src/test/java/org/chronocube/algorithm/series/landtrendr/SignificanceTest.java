// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.landtrendr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hipparchus.special.Beta;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignificanceTest {

  /** scipy.stats.f.sf(F, 2s, n - 2s - 1), SciPy 1.10.1, with F from residual and total. */
  @ParameterizedTest
  @CsvSource({
    "0.5,  30, 1, 8.631674575031097e-05",
    "0.9,  30, 3, 0.8540465869324577",
    "0.25, 12, 2, 0.028320312499999997",
    "1e-3, 30, 6, 5.0784309649047203e-23",
    "1e-9, 40, 2, 5.850213665777521e-157",
  })
  void tailOfF(double share, int n, int segments, double expected) {
    assertThat(Significance.pOfF(share * 7, 7, n, segments))
        .isCloseTo(expected, within(1e-9 * expected));
  }

  @Test
  void sumEqualsTheIncompleteBetaFunction() {
    for (int segments = 1; segments <= 12; segments++) {
      for (double q = 0.05; q < 1; q += 0.1) {
        double a = (31 - 2 * segments - 1) / 2.0;
        double p = Beta.regularizedBeta(q, a, segments);
        assertThat(Significance.pOfF(q, 1, 31, segments)).isCloseTo(p, within(1e-12));
      }
    }
  }

  @Test
  void noFreedomOrNothingExplainedIsNoEvidence() {
    assertThat(Significance.pOfF(1, 5, 7, 3)).isEqualTo(1);
    assertThat(Significance.pOfF(5, 5, 30, 2)).isEqualTo(1);
    assertThat(Significance.pOfF(0, 0, 30, 1)).isEqualTo(1);
  }

  @Test
  void residualOfRoundingOnlyIsExact() {
    assertThat(Significance.pOfF(1e-14, 5, 30, 2)).isEqualTo(0);
  }
}
