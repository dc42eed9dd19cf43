// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.bfast;

/**
 * Where the stable end of a history begins: recursive residuals are summed backwards from its last
 * observation, and where the sums leave the boundary of a stable series, the history before is cut
 * off (reverse-ordered CUSUM, Pesaran and Timmermann 2002; Verbesselt, Zeileis, Herold 2012,
 * section 2.3).
 *
 * <p>With m recursive residuals w, S(j) = Σ w₁..wⱼ / (sd(w)·√m), and the boundary a·(1 + 2j/m). As
 * in R's {@code bfastmonitor}, whether the history is unstable is tested at the level that was
 * asked for, but where it is cut is where the sums cross the boundary of 5 %. For one thread.
 */
final class StableHistory {

  private static final double CUTTING_LEVEL = 0.05;

  private final int columns;
  private final double critical;
  private final double cutting;
  private final double[] regressors;
  private final RecursiveResiduals recursive;
  private final double[] reversed;
  private final double[] residuals;
  private final int[] rows;
  private int count = -1;

  /**
   * @param regressors of all dates, row by row
   * @param alpha level of the test, at most 0.05
   */
  StableHistory(double[] regressors, int columns, double alpha) {
    int dates = regressors.length / columns;
    this.columns = columns;
    this.critical = CriticalValues.recursive(alpha);
    this.cutting = CriticalValues.recursive(CUTTING_LEVEL);
    this.regressors = regressors;
    this.recursive = new RecursiveResiduals(columns, dates);
    this.reversed = new double[dates];
    this.residuals = new double[dates];
    this.rows = new int[dates];
  }

  /**
   * The first observation of the stable end.
   *
   * @param values by date
   * @param dates of the observations, ascending, of which the first {@code n} are the history
   * @return 0 when all is stable, or too short to tell
   */
  int start(double[] values, int[] dates, int n) {
    int m = n - columns;
    residuals(values, dates, n);
    if (m < 2) {
      return 0;
    }
    double scale = 1 / (deviation(m) * Math.sqrt(m));
    double sum = 0;
    double largest = 0;
    int first = 0;
    for (int j = 1; j <= m; j++) {
      sum += residuals[j - 1];
      double ratio = Math.abs(sum) * scale / (1 + 2.0 * j / m);
      largest = Math.max(largest, ratio);
      first = first == 0 && ratio > cutting ? j : first;
    }
    return largest > critical ? m - first + 1 : 0;
  }

  private void residuals(double[] values, int[] dates, int n) {
    boolean same = n == count;
    for (int i = 0; i < n; i++) {
      int date = dates[n - 1 - i];
      same &= rows[i] == date;
      rows[i] = date;
      reversed[i] = values[date];
    }
    count = n;
    if (same) {
      recursive.apply(reversed, n, residuals);
      return;
    }
    recursive.clear();
    for (int i = 0; i < n; i++) {
      double residual = recursive.add(i, regressors, rows[i] * columns, reversed[i]);
      if (i >= columns) {
        residuals[i - columns] = residual;
      }
    }
  }

  /** The model of the whole history that was looked at last; false when it is not determined. */
  boolean solve(double[] coefficients) {
    return recursive.solve(coefficients);
  }

  private double deviation(int m) {
    double mean = 0;
    for (int j = 0; j < m; j++) {
      mean += residuals[j];
    }
    mean /= m;
    double sum = 0;
    for (int j = 0; j < m; j++) {
      sum += (residuals[j] - mean) * (residuals[j] - mean);
    }
    return Math.sqrt(sum / (m - 1));
  }
}
