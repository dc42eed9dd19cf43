// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series;

import java.util.Arrays;

/**
 * Least squares on the rows of a {@link HarmonicBasis}, for series with missing dates: normal
 * equations that observations are added to and taken from, solved by Cholesky's decomposition. With
 * a centred trend and harmonics of one period the equations are well conditioned; where they are
 * not (a season never seen), {@link #solve} says so instead of giving wild coefficients.
 *
 * <p>The decomposition depends on the dates only: it is kept while {@link #fit} is given the same
 * ones, as those of neighbouring pixels often are. Allocates only when made and at the first fit of
 * a longer series. For one thread.
 */
public final class LeastSquares {

  /**
   * A regressor of which less than this share (of its sum of squares) is not explained by the
   * regressors before it makes the equations singular.
   */
  public static final double MIN_PIVOT = 1e-10;

  private final double[] gram;
  private final double[] moments;
  private final double[] factor;
  private final double[] coefficients;
  private int columns;
  private int count;
  // What the factor is of, when it was made by fit.
  private HarmonicBasis factored;
  private int[] factoredDates = {};

  /**
   * @param maxColumns most regressors of any fit
   */
  public LeastSquares(int maxColumns) {
    gram = new double[maxColumns * (maxColumns + 1) / 2];
    factor = new double[gram.length];
    moments = new double[maxColumns];
    coefficients = new double[maxColumns];
  }

  /** Forgets all observations; the next ones have this many regressors. */
  public void clear(int regressors) {
    columns = regressors;
    count = 0;
    factored = null;
    Arrays.fill(gram, 0, regressors * (regressors + 1) / 2, 0);
    Arrays.fill(moments, 0, regressors, 0);
  }

  /** Adds the observation of a date; with the basis' first regressors if there are more. */
  public void add(HarmonicBasis basis, int date, double value) {
    add(basis, date, value, 1);
    count++;
  }

  /**
   * Adds an observation of regressors that are not a basis'.
   *
   * @param rows holds the regressors from {@code at} on
   * @param weight ≥ 0; an observation of weight 0 does not count
   */
  public void add(double[] rows, int at, double value, double weight) {
    accumulate(rows, at, value, weight);
    count += weight > 0 ? 1 : 0;
  }

  /** Takes out an observation that was added. */
  public void remove(HarmonicBasis basis, int date, double value) {
    add(basis, date, value, -1);
    count--;
  }

  private void add(HarmonicBasis basis, int date, double value, double weight) {
    accumulate(basis.rows(), date * basis.columns(), value, weight);
  }

  private void accumulate(double[] rows, int row, double value, double weight) {
    factored = null;
    for (int j = 0, at = 0; j < columns; j++) {
      double x = weight * rows[row + j];
      moments[j] += x * value;
      for (int k = 0; k <= j; k++) {
        gram[at++] += x * rows[row + k];
      }
    }
  }

  /** Observations added and not removed. */
  public int count() {
    return count;
  }

  /**
   * Computes {@link #coefficients} of the observations added.
   *
   * @return false when they do not determine them: fewer observations than regressors, or
   *     regressors that depend on each other ({@link #MIN_PIVOT})
   */
  public boolean solve() {
    if (!decompose()) {
      return false;
    }
    substitute();
    return true;
  }

  private boolean decompose() {
    if (count < columns) {
      return false;
    }
    for (int j = 0, row = 0; j < columns; row += ++j) {
      double rest = gram[row + j];
      for (int k = 0, other = 0; k < j; other += ++k) {
        double sum = gram[row + k];
        for (int i = 0; i < k; i++) {
          sum -= factor[row + i] * factor[other + i];
        }
        double f = sum / factor[other + k];
        factor[row + k] = f;
        rest -= f * f;
      }
      if (!(rest > MIN_PIVOT * gram[row + j])) {
        return false;
      }
      factor[row + j] = Math.sqrt(rest);
    }
    return true;
  }

  private void substitute() {
    for (int j = 0, row = 0; j < columns; row += ++j) {
      double sum = moments[j];
      for (int k = 0; k < j; k++) {
        sum -= factor[row + k] * coefficients[k];
      }
      coefficients[j] = sum / factor[row + j];
    }
    for (int j = columns - 1; j >= 0; j--) {
      double sum = coefficients[j];
      for (int k = j + 1; k < columns; k++) {
        sum -= factor[k * (k + 1) / 2 + j] * coefficients[k];
      }
      coefficients[j] = sum / factor[j * (j + 1) / 2 + j];
    }
  }

  /**
   * Ordinary least squares of some dates.
   *
   * @param regressors the basis' first, at most all of them
   * @param values by date
   * @param dates indices of the dates that count, of which those from {@code from} to before {@code
   *     to} are taken
   * @return false when there is no solution, see {@link #solve}
   */
  public boolean fit(
      HarmonicBasis basis, int regressors, double[] values, int[] dates, int from, int to) {
    if (!isFactored(basis, regressors, dates, from, to)) {
      clear(regressors);
      count = to - from;
      addProducts(basis.products(), basis.count(), dates, from, to);
      if (!decompose()) {
        return false;
      }
      factored = basis;
      if (factoredDates.length < count) {
        factoredDates = new int[basis.count()];
      }
      System.arraycopy(dates, from, factoredDates, 0, count);
    }
    addMoments(basis, values, dates, from, to);
    substitute();
    return true;
  }

  private boolean isFactored(HarmonicBasis basis, int regressors, int[] dates, int from, int to) {
    return factored == basis
        && columns == regressors
        && count == to - from
        && Arrays.equals(factoredDates, 0, count, dates, from, to);
  }

  private void addProducts(double[] products, int rows, int[] dates, int from, int to) {
    int stride = rows == 0 ? 0 : products.length / rows;
    int length = columns * (columns + 1) / 2;
    for (int i = from; i < to; i++) {
      int at = dates[i] * stride;
      for (int j = 0; j < length; j++) {
        gram[j] += products[at + j];
      }
    }
  }

  private void addMoments(HarmonicBasis basis, double[] values, int[] dates, int from, int to) {
    double[] rows = basis.rows();
    int stride = basis.columns();
    for (int j = 0; j < columns; j += 2) {
      // Two sums at a time: additions wait for each other. The last may be one regressor twice.
      int next = Math.min(j + 1, columns - 1);
      double first = 0;
      double second = 0;
      for (int i = from; i < to; i++) {
        int date = dates[i];
        first += rows[date * stride + j] * values[date];
        second += rows[date * stride + next] * values[date];
      }
      moments[j] = first;
      moments[next] = second;
    }
  }

  /**
   * Weighted least squares of some dates: minimises Σ w·(y − ŷ)².
   *
   * @param weights by date, ≥ 0
   */
  public boolean fit(
      HarmonicBasis basis,
      int regressors,
      double[] values,
      double[] weights,
      int[] dates,
      int from,
      int to) {
    clear(regressors);
    for (int i = from; i < to; i++) {
      double w = weights[dates[i]];
      add(basis, dates[i], values[dates[i]], w);
      count += w > 0 ? 1 : 0;
    }
    return solve();
  }

  /** Those of the last solution, in the order of the basis; overwritten by the next. */
  public double[] coefficients() {
    return coefficients;
  }

  /** The last solution's value at a date. */
  public double predict(HarmonicBasis basis, int date) {
    return basis.predict(date, coefficients, columns);
  }

  /** Σ (y − ŷ)² of the last solution over some dates. */
  public double residualSum(HarmonicBasis basis, double[] values, int[] dates, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      double r = values[dates[i]] - predict(basis, dates[i]);
      sum += r * r;
    }
    return sum;
  }

  /**
   * The variance of the last solution's value at a date, over the variance of an observation:
   * x'(X'X)⁻¹x. For a date that was added it is its leverage.
   */
  public double leverage(HarmonicBasis basis, int date, double[] scratch) {
    return leverage(basis.rows(), date * basis.columns(), scratch);
  }

  /** The same for regressors that are not a basis', which stand from {@code at} on. */
  public double leverage(double[] rows, int at, double[] scratch) {
    double sum = 0;
    for (int j = 0, row = 0; j < columns; row += ++j) {
      double z = rows[at + j];
      for (int k = 0; k < j; k++) {
        z -= factor[row + k] * scratch[k];
      }
      scratch[j] = z / factor[row + j];
      sum += scratch[j] * scratch[j];
    }
    return sum;
  }
}
