// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.landtrendr;

/**
 * Dampens the spikes of a series: a value that stands out between two that are alike, as a missed
 * cloud or shadow leaves it. Kennedy et al. 2010, section 2.5.1.
 *
 * <p>The share of a spike is 1 − |yᵢ₋₁ − yᵢ₊₁| / max(|yᵢ − yᵢ₋₁|, |yᵢ − yᵢ₊₁|). The value with the
 * largest share is moved by that share of its distance to the mean of its neighbours, one value at
 * a time, until no share exceeds the threshold.
 */
final class Spikes {

  private Spikes() {}

  /**
   * @param y in place, the first {@code n}
   * @param threshold 0..1; 1 leaves the series as it is
   */
  static void dampen(double[] y, int n, double threshold) {
    // Every turn lowers the largest spike; the bound is for series whose corrections feed each
    // other.
    for (int turn = 0; turn < 10 * n; turn++) {
      int worst = -1;
      double largest = threshold;
      for (int i = 1; i < n - 1; i++) {
        double share = share(y, i);
        if (share > largest) {
          largest = share;
          worst = i;
        }
      }
      if (worst < 0) {
        return;
      }
      y[worst] += largest * ((y[worst - 1] + y[worst + 1]) / 2 - y[worst]);
    }
  }

  private static double share(double[] y, int i) {
    double step = Math.max(Math.abs(y[i] - y[i - 1]), Math.abs(y[i] - y[i + 1]));
    return step == 0 ? 0 : 1 - Math.abs(y[i - 1] - y[i + 1]) / step;
  }
}
