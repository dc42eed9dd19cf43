// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.bfast;

import java.util.Objects;
import org.chronocube.InvalidParameterException;

/**
 * What {@link BfastMonitor} can be told. The defaults are those of R's {@code bfastmonitor}.
 *
 * @param historyStart first day of the history, since 1970-01-01; −∞ for the whole series
 * @param monitorStart first day that is watched, since 1970-01-01; days before it are history
 * @param harmonics of the year in the model, 0..10
 * @param trend whether the model has a linear trend
 * @param stableHistory whether the history is cut where it was last unstable, see {@link
 *     StableHistory}
 * @param process which sums are watched
 * @param bandwidth h, the share of the history that a moving sum is long: 0.25, 0.5 or 1
 * @param alpha probability that a series without a break is said to have one, 0.001..0.05; also the
 *     level of the test for a stable history
 * @param period length of history and monitoring together that alpha holds for, as a multiple of
 *     the history: 2, 4, 6, 8 or 10. For MOSUM; with CUSUM it holds for ever
 */
public record BfastParameters(
    double historyStart,
    double monitorStart,
    int harmonics,
    boolean trend,
    boolean stableHistory,
    MonitoringProcess process,
    double bandwidth,
    double alpha,
    int period) {

  public BfastParameters {
    Objects.requireNonNull(process, "process");
    if (!(historyStart < monitorStart) || Double.isInfinite(monitorStart)) {
      throw new InvalidParameterException(
          "historyStart",
          "historyStart must be before monitorStart (days since 1970-01-01), was "
              + historyStart
              + " and "
              + monitorStart);
    }
    if (harmonics < 0 || harmonics > 10) {
      throw new InvalidParameterException("harmonics", "harmonics must be 0..10, was " + harmonics);
    }
    if (bandwidth != 0.25 && bandwidth != 0.5 && bandwidth != 1) {
      throw new InvalidParameterException(
          "bandwidth", "bandwidth must be 0.25, 0.5 or 1, was " + bandwidth);
    }
    if (!(alpha >= 0.001 && alpha <= 0.05)) {
      throw new InvalidParameterException("alpha", "alpha must be 0.001..0.05, was " + alpha);
    }
    if (period < 2 || period > 10 || period % 2 != 0) {
      throw new InvalidParameterException(
          "period", "period must be 2, 4, 6, 8 or 10, was " + period);
    }
  }

  /** Three harmonics and a trend, stable history, MOSUM with h = 0.25, α = 0.05, period 10. */
  public static BfastParameters from(double monitorStart) {
    return new BfastParameters(
        Double.NEGATIVE_INFINITY,
        monitorStart,
        3,
        true,
        true,
        MonitoringProcess.MOSUM,
        0.25,
        0.05,
        10);
  }

  /** The same with another kind of sums. */
  public BfastParameters with(MonitoringProcess other) {
    return new BfastParameters(
        historyStart,
        monitorStart,
        harmonics,
        trend,
        stableHistory,
        other,
        bandwidth,
        alpha,
        period);
  }

  /** The same with the whole history, or with its stable end only. */
  public BfastParameters withStableHistory(boolean stable) {
    return new BfastParameters(
        historyStart, monitorStart, harmonics, trend, stable, process, bandwidth, alpha, period);
  }

  /** The same with another model. */
  public BfastParameters withModel(int otherHarmonics, boolean otherTrend) {
    return new BfastParameters(
        historyStart,
        monitorStart,
        otherHarmonics,
        otherTrend,
        stableHistory,
        process,
        bandwidth,
        alpha,
        period);
  }

  /** Regressors of the model: intercept, trend, and two for each harmonic. */
  int regressors() {
    return 1 + (trend ? 1 : 0) + 2 * harmonics;
  }
}
