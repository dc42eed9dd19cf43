// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.landtrendr;

import java.util.Arrays;
import org.chronocube.algorithm.series.SeriesTimes;
import org.chronocube.algorithm.series.SeriesWorker;
import org.chronocube.algorithm.series.landtrendr.LandTrendr.LossDirection;

/** From values to the layers of {@link LandTrendr#layers}. */
final class LandTrendrWorker implements SeriesWorker {

  private final LandTrendr settings;
  private final Segmentation segmentation;
  private final double[] days;
  private final double[] years;
  private final double[] x;
  private final double[] y;
  private final int[] date;

  /** Internally a loss is an increase. */
  private final double sign;

  LandTrendrWorker(LandTrendr settings, SeriesTimes times) {
    this.settings = settings;
    days = times.days();
    years = LandTrendr.years(times);
    x = new double[days.length];
    y = new double[days.length];
    date = new int[days.length];
    segmentation = new Segmentation(settings, days.length);
    sign = settings.loss() == LossDirection.DECREASE ? -1 : 1;
  }

  @Override
  public void compute(float[][] values, float[] result) {
    Arrays.fill(result, Float.NaN);
    float[] observed = values[0];
    int n = 0;
    for (int i = 0; i < observed.length; i++) {
      if (!Float.isNaN(observed[i])) {
        x[n] = years[i];
        y[n] = sign * observed[i];
        date[n++] = i;
      }
    }
    if (n < settings.minObservations()) {
      return;
    }
    Trace trace = segmentation.fit(x, y, n);
    int segment = reported(trace);
    if (segment >= 0) {
      report(trace, segment, result);
    }
    result[6] = (float) (1 - trace.p);
    result[7] = trace.segments();
    result[8] = (float) rmse(trace, observed, n);
    if (settings.vertices()) {
      for (int v = 0; v < trace.count; v++) {
        result[9 + 2 * v] = (float) days[date[trace.at[v]]];
        result[10 + 2 * v] = (float) (sign * trace.value[v]);
      }
    }
  }

  private void report(Trace trace, int segment, float[] result) {
    int first = trace.at[segment];
    double duration = x[trace.at[segment + 1]] - x[first];
    double magnitude = Math.abs(trace.value[segment + 1] - trace.value[segment]);
    result[0] = (float) days[date[first + 1]];
    result[1] = (float) magnitude;
    result[2] = (float) duration;
    result[3] = (float) (magnitude / duration);
    result[4] = (float) (sign * trace.value[segment]);
    result[5] = (float) days[date[first]];
  }

  /** Of equals the first one; -1 if nothing changes that way. */
  private int reported(Trace trace) {
    double way = settings.change().gain() ? -1 : 1;
    int reported = -1;
    double most = 0;
    for (int s = 0; s < trace.segments(); s++) {
      double magnitude = way * (trace.value[s + 1] - trace.value[s]);
      double rank = magnitude > 0 ? rank(magnitude, way * trace.slope[s], s) : 0;
      if (rank > most) {
        most = rank;
        reported = s;
      }
    }
    return reported;
  }

  private double rank(double magnitude, double rate, int segment) {
    return switch (settings.change()) {
      case GREATEST_LOSS, GREATEST_GAIN -> magnitude;
      case FASTEST_LOSS, FASTEST_GAIN -> rate;
      case NEWEST_LOSS, NEWEST_GAIN -> segment + 1;
      case OLDEST_LOSS, OLDEST_GAIN -> 1.0 / (segment + 1);
    };
  }

  private double rmse(Trace trace, float[] observed, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double r = sign * observed[date[i]] - trace.fitted[i];
      sum += r * r;
    }
    return Math.sqrt(sum / n);
  }
}
