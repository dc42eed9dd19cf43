// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.bfast;

import java.util.function.DoubleUnaryOperator;
import org.hipparchus.analysis.solvers.BrentSolver;
import org.hipparchus.distribution.continuous.NormalDistribution;

/** Values that the processes of a stable series exceed with probability alpha only. */
final class CriticalValues {

  private static final NormalDistribution NORMAL = new NormalDistribution(0, 1);

  private CriticalValues() {}

  /**
   * Of monitoring by moving sums, linear between the tabulated alphas, as R's strucchange has it.
   * The boundary is this times √(2·log⁺(k/n)), where log⁺ is 1 up to e.
   */
  static double mosum(double bandwidth, int period, double alpha) {
    return MosumTable.critical(bandwidth, period, alpha);
  }

  /**
   * Of monitoring by cumulated sums: the a of 2 − 2·(Φ(a) − a·φ(a)) = α (Chu, Stinchcombe, White
   * 1996, theorem 3.5). The boundary is √(x·(x−1)·(a² + log(x/(x−1)))) at x = k/n.
   */
  static double cusum(double alpha) {
    return root(
        a -> 2 - 2 * (NORMAL.cumulativeProbability(a) - a * NORMAL.density(a)) - alpha, 0, 10);
  }

  /**
   * Of the sums of recursive residuals: the a that a Brownian motion W crosses as |W(t)| &gt; a·(1
   * + 2t) somewhere in 0..1 with probability α (Brown, Durbin, Evans 1975; the probability as in
   * Zeileis et al. 2002).
   */
  static double recursive(double alpha) {
    return root(a -> recursiveProbability(a) - alpha, 0.3, 20);
  }

  private static double recursiveProbability(double a) {
    return 2
        * (1
            - NORMAL.cumulativeProbability(3 * a)
            + Math.exp(-4 * a * a)
                * (NORMAL.cumulativeProbability(a) + NORMAL.cumulativeProbability(5 * a) - 1)
            - Math.exp(-16 * a * a) * (1 - NORMAL.cumulativeProbability(a)));
  }

  private static double root(DoubleUnaryOperator function, double from, double to) {
    return new BrentSolver(1e-12, 1e-12).solve(1000, function::applyAsDouble, from, to);
  }
}
