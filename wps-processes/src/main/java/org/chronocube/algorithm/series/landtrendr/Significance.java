// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.landtrendr;

/** The p of F by which models are compared. */
final class Significance {

  /**
   * A residual of less than this share of the sum of squares is rounding of the values: the model
   * goes through all of them.
   */
  private static final double EXACT = 1e-12;

  private Significance() {}

  /**
   * P(F > f) of a model of {@code segments} segments, with 2·segments and n − 2·segments − 1
   * degrees of freedom (a segment costs a year and a value).
   *
   * <p>P(F > f) = I_q(a, b), the regularised incomplete beta function at q = residual / total sum
   * of squares with a = (n − 2·segments − 1) / 2 and b = segments (DLMF 8.17.5 by 26.5.23 of
   * Abramowitz and Stegun). As b is whole it is a sum of b positive terms, q^a Σ (1 − q)^j Γ(a + j)
   * / (Γ(a) j!), which keeps its digits where 1 − P(F ≤ f) has none left.
   *
   * @param residual sum of squared residuals
   * @param total sum of squares around the mean
   * @return 0 when the model goes through all values, 1 when it explains nothing or leaves no
   *     degree of freedom
   */
  static double pOfF(double residual, double total, int n, int segments) {
    double a = (n - 2 * segments - 1) / 2.0;
    if (a <= 0 || !(total > 0) || residual >= total) {
      return 1;
    }
    double q = residual / total;
    if (q <= EXACT) {
      return 0;
    }
    double term = 1;
    double sum = 1;
    for (int j = 1; j < segments; j++) {
      term *= (1 - q) * (a + j - 1) / j;
      sum += term;
    }
    return Math.pow(q, a) * sum;
  }
}
