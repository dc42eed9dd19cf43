// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.bfast;

import java.util.Arrays;
import org.chronocube.algorithm.series.HarmonicBasis;
import org.chronocube.algorithm.series.LeastSquares;
import org.chronocube.algorithm.series.SeriesTimes;
import org.chronocube.algorithm.series.SeriesWorker;

/** {@link BfastMonitor} of one pixel after the other. */
final class BfastWorker implements SeriesWorker {

  /** Residuals below this share of the largest value are rounding: there is no noise to go by. */
  private static final double ROUNDING = 1e-7;

  private final BfastParameters parameters;
  private final double[] days;
  private final HarmonicBasis basis;
  private final LeastSquares model;
  private final StableHistory stability;
  private final Boundary boundary;
  private final double[] coefficients;
  private final double[] values;
  private final double[] residuals;
  private final double[] sorted;
  private final int[] dates;
  private double exceedance;

  BfastWorker(BfastParameters parameters, SeriesTimes times) {
    this.parameters = parameters;
    this.days = times.days();
    this.basis = new HarmonicBasis(times, parameters.harmonics(), parameters.trend());
    this.model = new LeastSquares(basis.columns());
    this.stability = parameters.stableHistory() ? stability() : null;
    this.boundary = Boundary.of(parameters);
    this.coefficients = new double[basis.columns()];
    this.values = new double[days.length];
    this.residuals = new double[days.length];
    this.sorted = new double[days.length];
    this.dates = new int[days.length];
  }

  private StableHistory stability() {
    double[] rows = new double[days.length * basis.columns()];
    for (int i = 0; i < days.length; i++) {
      basis.fill(days[i], rows, i * basis.columns());
    }
    return new StableHistory(rows, basis.columns(), parameters.alpha());
  }

  @Override
  public void compute(float[][] series, float[] result) {
    Arrays.fill(result, Float.NaN);
    float[] band = series[0];
    int history = collect(band, 0, parameters.historyStart(), parameters.monitorStart());
    int all = collect(band, history, parameters.monitorStart(), Double.POSITIVE_INFINITY);
    int start = stability == null ? 0 : stability.start(values, dates, history);
    int n = history - start;
    int window = (int) Math.floor(parameters.bandwidth() * n);
    result[3] = n;
    result[4] = n == 0 ? Float.NaN : (float) days[dates[start]];
    if (n <= basis.columns() || window <= 1 || all == history || !fit(start, history)) {
      return;
    }
    double sigma = residuals(start, history, all);
    int at =
        parameters.process() == MonitoringProcess.MOSUM
            ? movingSums(start, history, all, window, sigma)
            : sums(start, history, all, sigma);
    result[0] = at < 0 ? Float.NaN : (float) days[dates[at]];
    result[1] = (float) median(history, all);
    result[2] = (float) exceedance;
    result[5] = (float) sigma;
  }

  private boolean fit(int start, int history) {
    // The search for the stable end has solved the model of all already.
    if (stability != null && start == 0) {
      return stability.solve(coefficients);
    }
    boolean solved = model.fit(basis, basis.columns(), values, dates, start, history);
    System.arraycopy(model.coefficients(), 0, coefficients, 0, coefficients.length);
    return solved;
  }

  /** The dates with a value from one day to before another, after those collected before. */
  private int collect(float[] band, int count, double from, double to) {
    int n = count;
    for (int i = n == 0 ? 0 : dates[n - 1] + 1; i < days.length && days[i] < to; i++) {
      if (days[i] >= from && !Float.isNaN(band[i])) {
        values[i] = band[i];
        dates[n++] = i;
      }
    }
    return n;
  }

  private double residuals(int start, int history, int all) {
    double sum = 0;
    double largest = 0;
    for (int k = start; k < all; k++) {
      double value = values[dates[k]];
      double e = value - basis.predict(dates[k], coefficients, coefficients.length);
      residuals[k] = e;
      if (k < history) {
        sum += e * e;
        largest = Math.max(largest, Math.abs(value));
      }
    }
    double sigma = Math.sqrt(sum / (history - start - basis.columns()));
    return Math.max(sigma, Math.max(largest * ROUNDING, Double.MIN_NORMAL));
  }

  // The first observation beyond the boundary, -1 when there is none.
  private int movingSums(int start, int history, int all, int window, double sigma) {
    double scale = 1 / (sigma * Math.sqrt(history - start));
    double sum = 0;
    for (int k = history - window; k < history; k++) {
      sum += residuals[k];
    }
    int found = -1;
    exceedance = 0;
    for (int k = history; k < all; k++) {
      sum += residuals[k] - residuals[k - window];
      found = watch(k, Math.abs(sum) * scale, k - start + 1, history - start, found);
    }
    return found;
  }

  private int sums(int start, int history, int all, double sigma) {
    double scale = 1 / (sigma * Math.sqrt(history - start));
    double sum = 0;
    for (int k = start; k < history; k++) {
      sum += residuals[k];
    }
    int found = -1;
    exceedance = 0;
    for (int k = history; k < all; k++) {
      sum += residuals[k];
      found = watch(k, Math.abs(sum) * scale, k - start + 1, history - start, found);
    }
    return found;
  }

  private int watch(int at, double sum, int count, int history, int found) {
    double limit = boundary.at(count, history);
    exceedance = Math.max(exceedance, sum / limit);
    return found < 0 && sum > limit ? at : found;
  }

  private double median(int from, int to) {
    int n = to - from;
    System.arraycopy(residuals, from, sorted, 0, n);
    Arrays.sort(sorted, 0, n);
    return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
  }
}
