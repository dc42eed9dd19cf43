// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series;

import java.util.Arrays;
import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.Layer.Role;

/**
 * Changes against a history by Page's tabular cumulative sums of its residuals (Page 1954; the
 * two-sided form of Montgomery, Introduction to Statistical Quality Control, section 9.1).
 *
 * <p>From the start of monitoring on, C⁺ᵢ = max(0, C⁺ᵢ₋₁ + rᵢ/σ − k) and C⁻ᵢ = max(0, C⁻ᵢ₋₁ − rᵢ/σ
 * − k); a signal is a sum above h. The change is where that sum last left 0, its magnitude the mean
 * residual from there to the signal. The first signal is reported. With independent normal
 * residuals of a known σ, k = 0.5 and h = 5 give a false alarm every 465 values on average, and
 * find a shift of one σ after 10.4.
 *
 * @param history what is normal, and when monitoring starts
 * @param slack k, half the shift to be found, in σ, ≥ 0
 * @param decision h, in σ, &gt; 0
 */
public record PageCusum(History history, double slack, double decision) implements SeriesMethod {

  public PageCusum {
    if (!(slack >= 0)) {
      throw new InvalidParameterException("slack", "slack must be >= 0, was " + slack);
    }
    if (!(decision > 0)) {
      throw new InvalidParameterException("decision", "decision must be > 0, was " + decision);
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
        Layer.date("date", "Where the sum that led to the first signal left 0"),
        new Layer("magnitude", "", "Mean residual from there to the signal", Role.MAGNITUDE),
        Layer.value("furthest", "", "Largest sum in σ, negative for one of decreases"),
        Layer.value("signal", Layer.DAYS, "Date of the first signal"),
        Layer.value("sigma", "", "Standard deviation of the history's residuals"),
        Layer.value("count", "", "Number of values"));
  }

  @Override
  public SeriesWorker worker(int bands, SeriesTimes times) {
    HistoryResiduals residuals = new HistoryResiduals(history, times);
    return (values, result) -> {
      boolean known = residuals.compute(values[0]);
      Arrays.fill(result, Float.NaN);
      if (known) {
        chart(residuals, times, result);
      }
    };
  }

  private void chart(HistoryResiduals residuals, SeriesTimes times, float[] result) {
    double up = 0;
    double down = 0;
    int upFrom = residuals.monitored();
    int downFrom = upFrom;
    double largest = 0;
    boolean found = false;
    for (int i = residuals.monitored(); i < residuals.size(); i++) {
      double u = residuals.residual(i) / residuals.sigma();
      up = Math.max(0, up + u - slack);
      down = Math.max(0, down - u - slack);
      upFrom = up > 0 ? upFrom : i + 1;
      downFrom = down > 0 ? downFrom : i + 1;
      double sum = Math.max(up, down);
      if (sum > Math.abs(largest)) {
        largest = up > down ? up : -down;
      }
      if (!found && sum > decision) {
        found = true;
        signal(residuals, times, up > down ? upFrom : downFrom, i, result);
      }
    }
    result[2] = (float) largest;
    result[4] = (float) residuals.sigma();
    result[5] = residuals.values();
  }

  private static void signal(
      HistoryResiduals residuals, SeriesTimes times, int from, int at, float[] result) {
    double sum = 0;
    for (int i = from; i <= at; i++) {
      sum += residuals.residual(i);
    }
    result[0] = (float) times.days()[residuals.date(from)];
    result[1] = (float) (sum / (at - from + 1));
    result[3] = (float) times.days()[residuals.date(at)];
  }
}
