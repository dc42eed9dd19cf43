// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.ccdc;

import org.hipparchus.distribution.continuous.ChiSquaredDistribution;

/**
 * How far observations must be off, and how many in a row. In series denser than one observation in
 * 16 days as many are asked for as fit into the time of {@code consecutive} at that rate, with a
 * threshold that leaves the probability of a false break as it is: the quantile 1 − (1 −
 * p)<sup>consecutive/number</sup> of χ² (as pyccd does).
 */
final class Thresholds {

  private static final double USUAL_DAYS = 16;
  private static final double OUTLIER = 0.999999;

  private final int consecutive;
  private final double probability;
  private final ChiSquaredDistribution chiSquared;
  private final double outlier;
  private final double[] changes;
  private final double[] steps;

  /**
   * @param bands that take part in the detection
   * @param dates of the series
   */
  Thresholds(CcdcParameters parameters, int bands, int dates) {
    this.consecutive = parameters.consecutive();
    this.probability = parameters.probability();
    this.chiSquared = new ChiSquaredDistribution(bands);
    this.outlier =
        chiSquared.inverseCumulativeProbability(Math.max(OUTLIER, parameters.probability()));
    this.changes = new double[Math.max(consecutive, dates) + 2];
    this.steps = new double[dates];
  }

  /** Observations in a row that make a break in this series; at least 2 observations. */
  int number(Observations series) {
    int n = series.count() - 1;
    for (int i = 0; i < n; i++) {
      steps[i] = series.day(i + 1) - series.day(i);
    }
    double adjusted = Math.rint(consecutive * USUAL_DAYS / Medians.of(steps, n));
    return (int) Math.max(consecutive, Math.min(adjusted, changes.length - 1.0));
  }

  /** What all of them must be beyond: Σ (residual / noise)² over the detection bands. */
  double change(int number) {
    if (changes[number] == 0) {
      changes[number] =
          chiSquared.inverseCumulativeProbability(
              1 - Math.pow(1 - probability, (double) consecutive / number));
    }
    return changes[number];
  }

  /** Beyond it, an observation is thrown out when it is not part of a break. */
  double outlier() {
    return outlier;
  }
}
