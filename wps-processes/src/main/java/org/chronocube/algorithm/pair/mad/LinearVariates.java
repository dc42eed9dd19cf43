// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair.mad;

import java.util.Arrays;

/**
 * p uncorrelated linear combinations of the 2p samples of a pixel, of which no change is near 0.
 */
final class LinearVariates {

  private final double[] centre;
  private final double[][] coefficients;
  private final double[] variances;
  private final double[] importance;

  /**
   * @param centre means of the 2p variables; what {@link #compute} gets has them subtracted
   * @param coefficients [variate][variable]
   * @param variances of each variate where nothing changes, > 0
   * @param importance what each squared variate counts in the statistic of change, ≥ 0
   */
  LinearVariates(
      double[] centre, double[][] coefficients, double[] variances, double[] importance) {
    this.centre = centre;
    this.coefficients = coefficients;
    this.variances = variances;
    this.importance = importance;
  }

  /** Means of the 2p variables; not to be written to. */
  double[] centre() {
    return centre;
  }

  int size() {
    return variances.length;
  }

  /**
   * One variate of a run of pixels.
   *
   * @param z samples minus the centre, [variable][pixel]; their number is even
   */
  void compute(int variate, double[][] z, int size, double[] out) {
    double[] c = coefficients[variate];
    Arrays.fill(out, 0, size, 0);
    for (int v = 0; v < c.length; v += 2) {
      double c0 = c[v];
      double c1 = c[v + 1];
      double[] z0 = z[v];
      double[] z1 = z[v + 1];
      for (int i = 0; i < size; i++) {
        out[i] += c0 * z0[i] + c1 * z1[i];
      }
    }
  }

  /** χ² = Σ variate² / variance of a run of pixels. */
  void chiSquare(double[][] z, int size, double[] variate, double[] out) {
    Arrays.fill(out, 0, size, 0);
    for (int j = 0; j < size(); j++) {
      compute(j, z, size, variate);
      addSquares(variate, 1 / variances[j], size, out);
    }
  }

  /** Adds what a variate of a run counts in χ² and in the squared statistic of change. */
  void addTo(double[] variate, int j, int size, double[] chiSquare, double[] statistic) {
    addSquares(variate, 1 / variances[j], size, chiSquare);
    addSquares(variate, importance[j], size, statistic);
  }

  private static void addSquares(double[] variate, double factor, int size, double[] out) {
    for (int i = 0; i < size; i++) {
      out[i] += variate[i] * variate[i] * factor;
    }
  }
}
