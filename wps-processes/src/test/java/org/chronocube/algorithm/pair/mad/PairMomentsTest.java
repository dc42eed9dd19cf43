// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair.mad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;

class PairMomentsTest {

  @Test
  void meansAndCovarianceAreWeighted() {
    // x = 1, 2, 4 with weights 1, 2, 1: mean 9/4; y = 2, 0, 2: mean 1.
    // Σw(x−x̄)² = 25/16 + 2/16 + 49/16 = 76/16; Σw(y−ȳ)² = 4; Σw(x−x̄)(y−ȳ) = (−5 + 2 + 7)/4 = 1.
    PairMoments moments = new PairMoments(new double[2]);
    moments.add(new double[][] {{1, 2, 4}, {2, 0, 2}}, new double[] {1, 2, 1}, 3);
    RealMatrix c = moments.covariance();
    assertThat(moments.weight()).isEqualTo(4);
    assertThat(moments.count()).isEqualTo(3);
    assertThat(moments.means()).containsExactly(new double[] {2.25, 1}, within(1e-15));
    double unbiased = 3.0 / 2;
    assertThat(c.getEntry(0, 0)).isCloseTo(76 / 16.0 / 4 * unbiased, within(1e-14));
    assertThat(c.getEntry(1, 1)).isCloseTo(unbiased, within(1e-14));
    assertThat(c.getEntry(0, 1)).isEqualTo(c.getEntry(1, 0)).isCloseTo(.375, within(1e-14));
  }

  @Test
  void partsOfDifferentCentresMergeToTheWhole() {
    double[][] samples = {{7, 1, 5, 3, 9}, {2, 8, 4, 4, 1}, {1, 1, 2, 3, 5}, {9, 7, 5, 3, 2}};
    PairMoments whole = add(new double[4], samples, 0, 5);
    PairMoments merged = add(new double[] {100, -7, 3, 1e3}, samples, 0, 2);
    merged.merge(add(new double[] {5, 5, 5, 5}, samples, 2, 5));
    merged.merge(new PairMoments(new double[4]));
    assertThat(merged.count()).isEqualTo(5);
    assertThat(merged.means()).containsExactly(whole.means(), within(1e-12));
    for (int r = 0; r < 4; r++) {
      assertThat(merged.covariance().getRow(r))
          .containsExactly(whole.covariance().getRow(r), within(1e-9));
    }
  }

  @Test
  void aSmallSpreadFarFromZeroDoesNotCancel() {
    double[] centre = {1e9, -1e9};
    PairMoments moments = add(centre, new double[][] {{1e9, 1e9 + 1}, {-1e9, -1e9 - 1}}, 0, 2);
    assertThat(moments.covariance().getEntry(0, 0)).isEqualTo(0.5);
    assertThat(moments.covariance().getEntry(0, 1)).isEqualTo(-0.5);
  }

  private static PairMoments add(double[] centre, double[][] samples, int from, int to) {
    PairMoments moments = new PairMoments(centre);
    double[][] z = new double[samples.length][];
    for (int v = 0; v < z.length; v++) {
      double c = centre[v];
      z[v] = Arrays.stream(samples[v], from, to).map(x -> x - c).toArray();
    }
    moments.add(z, null, to - from);
    return moments;
  }
}
