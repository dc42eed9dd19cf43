// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.ccdc;

import java.util.Arrays;
import org.chronocube.algorithm.series.LeastSquares;

/**
 * Finds clouds and shadows that no mask found (Tmask: Zhu and Woodcock 2014, "Automated cloud,
 * cloud shadow, and snow detection in multitemporal Landsat data", Remote Sensing of Environment
 * 152:217-234): a year's harmonic and one as long as the window's years are fitted robustly, and
 * what is more than 4.89 {@link Variogram}s off in any screening band is an outlier.
 *
 * <p>Robust: up to four times reweighted by Tukey's bisquare (4.685) of the residuals over their
 * median absolute deviation, corrected for leverage, as pyccd does. For one thread.
 */
final class OutlierScreen {

  private static final double LIMIT = 4.89;
  private static final double BISQUARE = 4.685;
  private static final double NORMAL_QUARTILE = 0.6745;
  private static final int REWEIGHTINGS = 4;
  private static final double CONVERGED = 1e-8;
  private static final int COLUMNS = 5;

  private final int[] bands;
  private final double[] days;
  private final LeastSquares squares = new LeastSquares(COLUMNS);
  private final double[] rows;
  private final double[] leverages;
  private final double[] residuals;
  private final double[] sorted;
  private final double[] scratch = new double[COLUMNS];
  private final double[] coefficients = new double[COLUMNS];
  private final boolean[] outliers;
  private int columns;

  OutlierScreen(double[] days, int[] bands) {
    this.bands = bands.clone();
    this.days = days;
    this.rows = new double[days.length * COLUMNS];
    this.leverages = new double[days.length];
    this.residuals = new double[days.length];
    this.sorted = new double[days.length];
    this.outliers = new boolean[days.length];
  }

  /**
   * Looks for outliers among the observations from one to before another.
   *
   * @return their number; {@link #isOutlier} tells which
   */
  int screen(Observations series, int from, int to, double[] variogram) {
    design(series, from, to);
    for (int i = 0; i < to - from; i++) {
      outliers[i] = false;
    }
    for (int band : bands) {
      if (fit(series, band, from, to)) {
        for (int i = 0; i < to - from; i++) {
          double residual = series.value(band, from + i) - predict(i);
          outliers[i] |= Math.abs(residual) > LIMIT * variogram[band];
        }
      }
    }
    int count = 0;
    for (int i = 0; i < to - from; i++) {
      count += outliers[i] ? 1 : 0;
    }
    return count;
  }

  /** Whether an observation, counted from the first one looked at, is an outlier. */
  boolean isOutlier(int index) {
    return outliers[index];
  }

  private void design(Observations series, int from, int to) {
    double years = Math.ceil(series.span(from, to) / SeasonModel.YEAR);
    // In one year both harmonics are the same.
    columns = years > 1 ? COLUMNS : 3;
    for (int i = from; i < to; i++) {
      double angle =
          2 * Math.PI * (days[series.date(i)] - days[series.date(from)]) / SeasonModel.YEAR;
      int at = (i - from) * COLUMNS;
      rows[at] = 1;
      rows[at + 1] = Math.cos(angle);
      rows[at + 2] = Math.sin(angle);
      rows[at + 3] = Math.cos(angle / years);
      rows[at + 4] = Math.sin(angle / years);
    }
  }

  private boolean fit(Observations series, int band, int from, int to) {
    int n = to - from;
    squares.clear(columns);
    for (int i = 0; i < n; i++) {
      squares.add(rows, i * COLUMNS, series.value(band, from + i), 1);
    }
    if (!squares.solve()) {
      return false;
    }
    for (int i = 0; i < n; i++) {
      double leverage = Math.min(0.9999, squares.leverage(rows, i * COLUMNS, scratch));
      leverages[i] = 1 / Math.sqrt(1 - leverage);
    }
    keep();
    boolean converged = false;
    for (int k = 0; k < REWEIGHTINGS && !converged; k++) {
      double scale = scale(series, band, from, n);
      if (!(scale > 0)) {
        return true;
      }
      squares.clear(columns);
      for (int i = 0; i < n; i++) {
        double u = residuals[i] / (scale * BISQUARE);
        double weight = Math.abs(u) < 1 ? (1 - u * u) * (1 - u * u) : 0;
        squares.add(rows, i * COLUMNS, series.value(band, from + i), weight);
      }
      if (!squares.solve()) {
        return true;
      }
      converged = keep();
    }
    return true;
  }

  // Takes over the solution; true when it is the one that there was.
  private boolean keep() {
    boolean same = true;
    for (int j = 0; j < columns; j++) {
      double next = squares.coefficients()[j];
      same &= Math.abs(next - coefficients[j]) <= CONVERGED;
      coefficients[j] = next;
    }
    return same;
  }

  private double predict(int index) {
    double sum = 0;
    for (int j = 0; j < columns; j++) {
      sum += coefficients[j] * rows[index * COLUMNS + j];
    }
    return sum;
  }

  // The median absolute residual, of all but as many of the smallest as there are harmonics'
  // columns.
  private double scale(Observations series, int band, int from, int n) {
    for (int i = 0; i < n; i++) {
      residuals[i] = (series.value(band, from + i) - predict(i)) * leverages[i];
      sorted[i] = Math.abs(residuals[i]);
    }
    Arrays.sort(sorted, 0, n);
    return Medians.ofSorted(sorted, COLUMNS - 1, n) / NORMAL_QUARTILE;
  }
}
