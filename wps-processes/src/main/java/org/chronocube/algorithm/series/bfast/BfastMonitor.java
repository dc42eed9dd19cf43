// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.bfast;

import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.series.SeriesMethod;
import org.chronocube.algorithm.series.SeriesTimes;
import org.chronocube.algorithm.series.SeriesWorker;

/**
 * BFAST Monitor (Verbesselt, Zeileis, Herold 2012, "Near real-time disturbance detection using
 * satellite image time series", Remote Sensing of Environment 123:98-108), as R's {@code
 * bfastmonitor} computes it.
 *
 * <ol>
 *   <li>A season and trend, y = β₀ + β₁·t + Σₖ (aₖ·cos 2πkt + bₖ·sin 2πkt) with t in years of
 *       365.25 days, is fitted by least squares to the history: the n valid observations before
 *       {@code monitorStart}, or to its stable end ({@link StableHistory}).
 *   <li>The residuals e from that model go on into the monitoring period, and their sums are
 *       watched: over the last ⌊h·n⌋ observations (MOSUM) or from the start of the history (CUSUM),
 *       divided by σ̂·√n with σ̂² = Σ e² / (n − p) of the history.
 *   <li>The first observation at which the absolute sum exceeds the boundary is the break. With x =
 *       k/n, k counting all observations, it is c·√(2·log⁺x) for MOSUM (log⁺ is 1 up to e) and
 *       √(x·(x − 1)·(c² + log(x/(x − 1)))) for CUSUM; c by {@link CriticalValues}.
 *   <li>The magnitude is the median residual of the whole monitoring period.
 * </ol>
 *
 * <p>Assumes residuals without correlation in time. Dates without a value are left out. There is no
 * answer (NaN in all layers but the history's) when the history has no more observations than
 * regressors, or ⌊h·n⌋ ≤ 1, or its dates do not determine the model, or nothing is monitored.
 */
public final class BfastMonitor implements SeriesMethod {

  private final BfastParameters parameters;

  public BfastMonitor(BfastParameters parameters) {
    this.parameters = parameters;
  }

  @Override
  public void check(int bands, SeriesTimes times) {
    if (bands != 1) {
      throw new InvalidParameterException("bands", "bands must be one, were " + bands);
    }
    int history = 0;
    int monitored = 0;
    for (double day : times.days()) {
      history += day >= parameters.historyStart() && day < parameters.monitorStart() ? 1 : 0;
      monitored += day >= parameters.monitorStart() ? 1 : 0;
    }
    if (history <= parameters.regressors()) {
      throw new InvalidParameterException(
          "monitorStart",
          "monitorStart must leave more dates of history than the model's "
              + parameters.regressors()
              + " coefficients, left "
              + history);
    }
    if (monitored == 0) {
      throw new InvalidParameterException(
          "monitorStart", "monitorStart must leave dates to monitor, left none");
    }
  }

  @Override
  public List<Layer> layers(int bands, SeriesTimes times) {
    return List.of(
        Layer.date("date", "Date of the first observation beyond the boundary."),
        new Layer(
            "magnitude",
            "",
            "Median difference between what was seen and the model's forecast, over the whole"
                + " monitoring period.",
            Layer.Role.MAGNITUDE),
        new Layer(
            "exceedance",
            "",
            "Largest ratio of the monitored sums to their boundary; above 1 is a break.",
            Layer.Role.STATISTIC),
        Layer.value("historyCount", "", "Observations that the model was fitted to."),
        Layer.value("historyStart", Layer.DAYS, "Date of the first of them."),
        Layer.value("sigma", "", "Standard deviation of the residuals of the history."));
  }

  @Override
  public SeriesWorker worker(int bands, SeriesTimes times) {
    return new BfastWorker(parameters, times);
  }
}
