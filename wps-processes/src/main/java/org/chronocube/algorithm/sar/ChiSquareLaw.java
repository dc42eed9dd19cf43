// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;
import org.hipparchus.special.Gamma;

/**
 * The approximation of Box as the papers give it: P(ρT ≤ z) ≈ P(χ²(f) ≤ z) + ω₂·(P(χ²(f + 4) ≤ z) −
 * P(χ²(f) ≤ z)).
 *
 * <p>Conradsen, Nielsen and Skriver 2016, "Determining the points of change in time series of
 * polarimetric SAR data", IEEE TGRS 54:3007-3024, theorems 1 to 4; the diagonal case, where p
 * independent intensities are blocks of size 1, in Nielsen, Conradsen, Skriver and Canty 2017,
 * "Visualization of and software for omnibus test-based change detected in a time series of
 * polarimetric SAR data", Canadian Journal of Remote Sensing 43:582-592.
 *
 * @param degrees f
 * @param rho ρ
 * @param omega2 ω₂
 */
record ChiSquareLaw(int degrees, double rho, double omega2) implements NullLaw {

  /**
   * Of the omnibus test Q over all dates: f = (k − 1)p, ρ = 1 − (k/n − 1/(nk)) / (6(k − 1)), ω₂ =
   * −f/4·(1 − 1/ρ)².
   *
   * @param looks n
   * @param bands p
   * @param dates k
   */
  static ChiSquareLaw omnibus(double looks, int bands, int dates) {
    int f = (dates - 1) * bands;
    double rho = 1 - (dates / looks - 1 / (looks * dates)) / (6.0 * (dates - 1));
    return new ChiSquareLaw(f, rho, omega2(f, rho));
  }

  /**
   * Of the marginal test R<sub>j</sub>: f = p, ρ = 1 − (1 + 1/(j(j − 1))) / (6n), ω₂ as above.
   *
   * @param looks n
   * @param bands p
   * @param date j, 2 for the second of the dates under test
   */
  static ChiSquareLaw marginal(double looks, int bands, int date) {
    double rho = 1 - (1 + 1.0 / ((double) date * (date - 1))) / (6 * looks);
    return new ChiSquareLaw(bands, rho, omega2(bands, rho));
  }

  private static double omega2(int f, double rho) {
    double r = 1 - 1 / rho;
    return -f / 4.0 * r * r;
  }

  @Override
  public double pValue(double statistic) {
    double z = rho * statistic;
    if (!(z > 0)) {
      return 1;
    }
    double tail = tail(z, degrees);
    return Math.min(1, Math.max(0, tail + omega2 * (tail(z, degrees + 4) - tail)));
  }

  @Override
  public double critical(double alpha) {
    double high = degrees + 10;
    while (pValue(high) > alpha) {
      high *= 2;
    }
    return new BracketingNthOrderBrentSolver(1e-12, 1e-10, 5)
        .solve(200, t -> pValue(t) - alpha, 0, high);
  }

  private static double tail(double z, int f) {
    return Gamma.regularizedGammaQ(f / 2.0, z / 2);
  }
}
