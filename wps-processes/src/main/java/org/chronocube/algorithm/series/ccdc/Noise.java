// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.ccdc;

/**
 * What residuals are measured by in each detection band: the model's RMSE, or that of the time of
 * the year, and the {@link Variogram} at least.
 */
final class Noise {

  private static final int SEASON = 24;
  private static final int SEASON_FREEDOM = SEASON - 8;
  private static final double YEAR = 365.25;

  private final int[] bands;
  private final SeasonModel model;
  private final double[] scales;
  private final double[] gaps = new double[SEASON];
  private final int[] nearest = new int[SEASON];

  Noise(int[] bands, SeasonModel model) {
    this.bands = bands;
    this.model = model;
    this.scales = new double[bands.length];
  }

  /** The RMSE of the fit. */
  void ofFit(double[] variogram) {
    for (int k = 0; k < bands.length; k++) {
      scales[k] = Math.max(variogram[bands[k]], model.rmse(bands[k]));
    }
  }

  /**
   * The RMSE of the 24 observations, of those fitted from one to before another, that are nearest
   * in the year to the one at {@code index}.
   */
  void ofSeason(Observations series, int from, int to, int index, double[] variogram) {
    int n = findNearest(series, from, to, series.day(index));
    for (int k = 0; k < bands.length; k++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        double residual = model.fittedResidual(bands[k], nearest[i]);
        sum += residual * residual;
      }
      scales[k] = Math.max(variogram[bands[k]], Math.sqrt(sum / SEASON_FREEDOM));
    }
  }

  // Keeps the nearest so far sorted, the earlier first when they tie.
  private int findNearest(Observations series, int from, int to, double day) {
    int n = 0;
    for (int i = from; i < to; i++) {
      double since = series.day(i) - day;
      double gap = Math.abs(Math.rint(since / YEAR) * YEAR - since);
      if (n == SEASON && !(gap < gaps[n - 1])) {
        continue;
      }
      int at = n < SEASON ? n++ : n - 1;
      for (; at > 0 && gaps[at - 1] > gap; at--) {
        gaps[at] = gaps[at - 1];
        nearest[at] = nearest[at - 1];
      }
      gaps[at] = gap;
      nearest[at] = i;
    }
    return n;
  }

  /** Σ (residual / noise)² over the detection bands. */
  double distance(Observations series, int index) {
    double sum = 0;
    for (int k = 0; k < bands.length; k++) {
      double ratio = model.residual(series, bands[k], index) / scales[k];
      sum += ratio * ratio;
    }
    return sum;
  }
}
