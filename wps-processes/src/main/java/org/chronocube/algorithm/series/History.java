// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series;

import org.chronocube.InvalidParameterException;

/**
 * How control charts learn what is normal: level, season and perhaps trend of the values before
 * monitoring starts, in the steps of Brooks et al. 2014 (EWMACD 1.3).
 *
 * <ol>
 *   <li>Ordinary least squares on the values of the history; values further than {@code screen}
 *       standard deviations from it are left out, and the model is fitted again.
 *   <li>σ is the standard deviation (divisor n − 1) of the history's residuals that are nearer than
 *       {@code screen} times the standard deviation of all of them.
 *   <li>Those residuals make the chart, and those of the monitored dates that are nearer than
 *       {@code outlier} times that same standard deviation.
 * </ol>
 *
 * @param start of monitoring, in days since 1970-01-01T00:00:00Z; dates before it are the history
 * @param harmonics of the year, 0..5
 * @param trend whether the history may have one; it goes on while monitoring
 * @param screen limit within the history in standard deviations, ≥ 1; Brooks et al.: 1.5
 * @param outlier limit while monitoring in standard deviations, ≥ 2; Brooks et al.: 20
 * @param minValues fewest values of the history, more than there are coefficients
 */
public record History(
    double start, int harmonics, boolean trend, double screen, double outlier, int minValues) {

  /** Fewest values of the history by default. */
  public static final int DEFAULT_MIN_VALUES = 15;

  public History {
    if (harmonics < 0 || harmonics > 5) {
      throw new InvalidParameterException("harmonics", "harmonics must be 0..5, was " + harmonics);
    }
    if (!(screen >= 1)) {
      throw new InvalidParameterException("screen", "screen must be >= 1, was " + screen);
    }
    if (!(outlier >= 2)) {
      throw new InvalidParameterException("outlier", "outlier must be >= 2, was " + outlier);
    }
    int columns = 1 + (trend ? 1 : 0) + 2 * harmonics;
    if (minValues <= columns) {
      throw new InvalidParameterException(
          "minValues",
          "minValues must be > " + columns + ", the number of coefficients, was " + minValues);
    }
  }

  /** The parameters of Brooks et al. 2014: two harmonics, no trend, 1.5 and 20 deviations. */
  public static History startingAt(double start) {
    return new History(start, 2, false, 1.5, 20, DEFAULT_MIN_VALUES);
  }

  void check(SeriesTimes times) {
    int before = dates(times);
    if (before < minValues || before == times.count()) {
      throw new InvalidParameterException(
          "monitorStart",
          "monitorStart must have >= "
              + minValues
              + " dates before it and one after, had "
              + before
              + " and "
              + (times.count() - before));
    }
  }

  /** How many dates there are before the start. */
  int dates(SeriesTimes times) {
    int before = 0;
    while (before < times.count() && times.days()[before] < start) {
      before++;
    }
    return before;
  }
}
