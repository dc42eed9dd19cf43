// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series;

import java.util.Arrays;
import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.Layer.Role;

/**
 * Changes against a history by exponentially weighted moving averages of its residuals (Roberts
 * 1959; Brooks et al. 2014, EWMACD).
 *
 * <p>E₀ = 0, Eᵢ = (1 − λ)·Eᵢ₋₁ + λ·rᵢ over the {@link History}'s residuals and the monitored ones;
 * the limit of Eᵢ is L·σ·√(λ/(2 − λ)·(1 − (1 − λ)²ⁱ)). A change is a run of {@code persistence}
 * monitored values or more whose averages are outside the limits on the same side; its date is the
 * run's first and its magnitude the mean residual over the run. The first such run is reported.
 * (EWMACD starts the average with the first residual; after some 20 values of history that makes no
 * difference.)
 *
 * <p>The false-alarm rate belongs to L and λ, to the number of monitored values and to the
 * screening of the history, which makes σ smaller than the standard deviation of the values (with
 * 1.5 about two thirds of it); residuals are taken as independent.
 *
 * @param history what is normal, and when monitoring starts
 * @param lambda weight of the newest value, &gt; 0, at most 1; Brooks et al.: 0.3
 * @param limit L, in standard deviations of the average, &gt; 0; Brooks et al.: 3
 * @param persistence values in a row outside the limits, ≥ 1
 */
public record EwmaChart(History history, double lambda, double limit, int persistence)
    implements SeriesMethod {

  public EwmaChart {
    if (!(lambda > 0 && lambda <= 1)) {
      throw new InvalidParameterException("lambda", "lambda must be > 0 and <= 1, was " + lambda);
    }
    if (!(limit > 0)) {
      throw new InvalidParameterException("limit", "limit must be > 0, was " + limit);
    }
    if (persistence < 1) {
      throw new InvalidParameterException(
          "persistence", "persistence must be >= 1, was " + persistence);
    }
  }

  @Override
  public void check(int bands, SeriesTimes times) {
    OneBand.check(bands);
    history.check(times);
  }

  @Override
  public List<Layer> layers(int bands, SeriesTimes times) {
    return List.of(
        Layer.date("date", "First date of the first lasting signal"),
        new Layer("magnitude", "", "Mean residual over that signal", Role.MAGNITUDE),
        Layer.value("furthest", "", "Furthest monitored average, in units of its limit"),
        Layer.value("level", "", "The last average, in units of its limit: beyond 1 it is outside"),
        Layer.value("duration", "", "Values in a row outside the limits in that signal"),
        Layer.value("sigma", "", "Standard deviation of the history's residuals"),
        Layer.value("count", "", "Number of values"));
  }

  @Override
  public SeriesWorker worker(int bands, SeriesTimes times) {
    HistoryResiduals residuals = new HistoryResiduals(history, times);
    double[] averages = new double[times.count()];
    return (values, result) -> {
      boolean known = residuals.compute(values[0]);
      Arrays.fill(result, Float.NaN);
      if (known) {
        chart(residuals, averages);
        report(residuals, averages, times, result);
      }
    };
  }

  // The averages in units of their limits.
  private void chart(HistoryResiduals residuals, double[] averages) {
    double average = 0;
    double forgotten = 1;
    double asymptote = limit * residuals.sigma() * Math.sqrt(lambda / (2 - lambda));
    for (int i = 0; i < residuals.size(); i++) {
      average = (1 - lambda) * average + lambda * residuals.residual(i);
      forgotten *= (1 - lambda) * (1 - lambda);
      averages[i] = average / (asymptote * Math.sqrt(1 - forgotten));
    }
  }

  private void report(
      HistoryResiduals residuals, double[] averages, SeriesTimes times, float[] result) {
    double furthest = 0;
    int run = 0;
    int first = -1;
    int length = 0;
    for (int i = residuals.monitored(); i < residuals.size(); i++) {
      double level = averages[i];
      furthest = Math.abs(level) > Math.abs(furthest) ? level : furthest;
      boolean outside = Math.abs(level) > 1;
      boolean goesOn = outside && run > 0 && level > 0 == averages[i - 1] > 0;
      run = goesOn ? run + 1 : outside ? 1 : 0;
      if (run >= persistence && (first < 0 || first == i - run + 1)) {
        first = i - run + 1;
        length = run;
      }
    }
    if (first >= 0) {
      double sum = 0;
      for (int i = first; i < first + length; i++) {
        sum += residuals.residual(i);
      }
      result[0] = (float) times.days()[residuals.date(first)];
      result[1] = (float) (sum / length);
    }
    result[2] = (float) furthest;
    result[3] = (float) averages[residuals.size() - 1];
    result[4] = length;
    result[5] = (float) residuals.sigma();
    result[6] = residuals.values();
  }
}
