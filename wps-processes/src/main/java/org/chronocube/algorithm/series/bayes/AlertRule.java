// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.bayes;

import org.chronocube.InvalidParameterException;

/**
 * When evidence becomes an alert.
 *
 * @param minWeight least probability of non-forest that one observation may have, in (0, 0.5]
 * @param maxWeight largest one, in [0.5, 1); with {@code minWeight} the block weighting function,
 *     so that no single observation decides alone
 * @param flag probability of non-forest of an observation from which on a change is suspected, 0..1
 * @param low probability of change of an alert of low confidence, 0..high
 * @param high probability of change of an alert of high confidence (χ), in [0.5, 1)
 * @param windowDays days after the flag within which the confidence must become high, else the
 *     suspicion is dropped; &gt; 0, infinite for no limit
 * @param minObservations fewest observations of an alert, that of the flag among them, ≥ 1
 * @param reuse whether after a rejection the observations that led to it are tried anew, each as a
 *     flag of its own, as bayts does. Two high ones in a row that were rejected are then often
 *     confirmed after all, as the first becomes the prior of the second
 */
public record AlertRule(
    double minWeight,
    double maxWeight,
    double flag,
    double low,
    double high,
    double windowDays,
    int minObservations,
    boolean reuse) {

  /** Reiche et al. 2021: confidence 0.85 and 0.975, within 90 days. */
  public static final AlertRule REICHE_2021 =
      new AlertRule(0.1, 0.9, 0.5, 0.85, 0.975, 90, 1, false);

  /** Reiche et al. 2015, as their package bayts: confirmed at 0.9, without limit of time. */
  public static final AlertRule REICHE_2015 =
      new AlertRule(0.1, 0.9, 0.5, 0.5, 0.9, Double.POSITIVE_INFINITY, 1, true);

  public AlertRule {
    // An observation of certainty would meet one of the contrary: 0 / 0.
    if (!(minWeight > 0 && minWeight <= 0.5)) {
      throw new InvalidParameterException(
          "minWeight", "minWeight must be > 0 and <= 0.5, was " + minWeight);
    }
    if (!(maxWeight >= 0.5 && maxWeight < 1)) {
      throw new InvalidParameterException(
          "maxWeight", "maxWeight must be >= 0.5 and < 1, was " + maxWeight);
    }
    range("flag", flag, 0, 1);
    if (!(high >= 0.5 && high < 1)) {
      throw new InvalidParameterException(
          "highConfidence", "highConfidence must be >= 0.5 and < 1, was " + high);
    }
    range("lowConfidence", low, 0, high);
    if (!(windowDays > 0)) {
      throw new InvalidParameterException("window", "window must be > 0 days, was " + windowDays);
    }
    if (minObservations < 1) {
      throw new InvalidParameterException(
          "minObservations", "minObservations must be >= 1, was " + minObservations);
    }
  }

  private static void range(String name, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      throw new InvalidParameterException(
          name, name + " must be " + min + ".." + max + ", was " + value);
    }
  }
}
