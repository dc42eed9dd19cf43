// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;
import org.hipparchus.special.Beta;
import org.hipparchus.special.Gamma;

/** The ratio of two mean powers of as many looks, without change: F(2L, 2L). */
final class RatioLaw {

  private RatioLaw() {}

  /**
   * The |ln ratio| that is passed with a probability, above or below.
   *
   * @param looks L of either mean
   * @param probability of both sides together, more than 0, less than 1
   */
  static double threshold(double looks, double probability) {
    double high = 1;
    while (passed(looks, high) > probability) {
      high *= 2;
    }
    return new BracketingNthOrderBrentSolver(1e-10, 1e-10, 5)
        .solve(200, x -> Math.log(passed(looks, x) / probability), 0, high);
  }

  /** P(F(2L, 2L) > eˣ or < e⁻ˣ). */
  static double passed(double looks, double x) {
    return 2 * Beta.regularizedBeta(1 / (1 + Math.exp(x)), looks, looks);
  }

  /**
   * Looks of a ratio of ratios: the L of the F law whose logarithm has the same variance, 2ψ′(L) =
   * 2ψ′(L₁) + 2ψ′(L₂). Both are symmetric in the logarithm.
   */
  static double combined(double first, double second) {
    return looks(2 * (Gamma.trigamma(first) + Gamma.trigamma(second)));
  }

  /**
   * The L whose ratio has a variance of its natural logarithm: 2ψ′(L).
   *
   * @param variance more than 0
   */
  static double looks(double variance) {
    double high = 2 / variance;
    double low = high;
    while (2 * Gamma.trigamma(low) < variance) {
      low /= 2;
    }
    while (2 * Gamma.trigamma(high) > variance) {
      high *= 2;
    }
    return new BracketingNthOrderBrentSolver(1e-10, 1e-10, 5)
        .solve(200, x -> 2 * Gamma.trigamma(x) - variance, low, high);
  }
}
