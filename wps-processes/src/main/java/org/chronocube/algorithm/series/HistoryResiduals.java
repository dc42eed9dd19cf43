// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series;

/** What is left of a series after its {@link History}; working memory of a worker. */
final class HistoryResiduals {

  /** A smaller σ, relative to the level, is but the rounding of the samples. */
  private static final double MIN_SIGMA = 1e-7;

  private final History history;
  private final HarmonicBasis basis;
  private final LeastSquares squares;
  private final int firstMonitored;
  private final int[] valid;
  private final int[] kept;
  private final double[] y;
  private final double[] residuals;
  private int values;
  private int size;
  private int monitored;
  private double sigma;

  HistoryResiduals(History history, SeriesTimes times) {
    this.history = history;
    basis = new HarmonicBasis(times, history.harmonics(), history.trend());
    squares = new LeastSquares(basis.columns());
    firstMonitored = history.dates(times);
    int n = times.count();
    valid = new int[n];
    kept = new int[n];
    y = new double[n];
    residuals = new double[n];
  }

  /** Valid values of the last pixel. */
  int values() {
    return values;
  }

  /** Residuals that make the chart. */
  int size() {
    return size;
  }

  /** The first of them that is monitored; {@link #size} if there is none. */
  int monitored() {
    return monitored;
  }

  /** The date's index of a residual of the chart. */
  int date(int i) {
    return kept[i];
  }

  double residual(int i) {
    return residuals[kept[i]];
  }

  /** Of the history's residuals that were kept; &gt; 0. */
  double sigma() {
    return sigma;
  }

  /** False when the history is too short, or does not determine the model, or does not vary. */
  boolean compute(float[] series) {
    values = OneBand.valid(series, valid);
    int before = 0;
    for (int i = 0; i < values; i++) {
      y[valid[i]] = series[valid[i]];
      before += valid[i] < firstMonitored ? 1 : 0;
    }
    if (before < history.minValues() || !fit(before)) {
      return false;
    }
    subtract(values);
    double limit = deviation(valid, before);
    size = 0;
    for (int i = 0; i < values; i++) {
      double factor = i < before ? history.screen() : history.outlier();
      if (i == before) {
        monitored = size;
      }
      kept[size] = valid[i];
      size += Math.abs(residuals[valid[i]]) < factor * limit ? 1 : 0;
    }
    monitored = before == values ? size : monitored;
    sigma = deviation(kept, monitored);
    return sigma > MIN_SIGMA * Math.abs(squares.coefficients()[0]);
  }

  private boolean fit(int before) {
    if (!squares.fit(basis, basis.columns(), y, valid, 0, before)) {
      return false;
    }
    subtract(before);
    double limit = history.screen() * deviation(valid, before);
    int n = 0;
    for (int i = 0; i < before; i++) {
      kept[n] = valid[i];
      n += Math.abs(residuals[valid[i]]) <= limit ? 1 : 0;
    }
    return n > basis.columns() && squares.fit(basis, basis.columns(), y, kept, 0, n);
  }

  private void subtract(int n) {
    for (int i = 0; i < n; i++) {
      residuals[valid[i]] = y[valid[i]] - squares.predict(basis, valid[i]);
    }
  }

  // About the mean, which is not 0 for the part of the residuals that is kept. NaN for one value.
  private double deviation(int[] dates, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += residuals[dates[i]];
    }
    double mean = sum / n;
    double sumOfSquares = 0;
    for (int i = 0; i < n; i++) {
      double d = residuals[dates[i]] - mean;
      sumOfSquares += d * d;
    }
    return Math.sqrt(sumOfSquares / (n - 1));
  }
}
