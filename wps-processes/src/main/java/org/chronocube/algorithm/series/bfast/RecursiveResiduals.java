// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.bfast;

import java.util.Arrays;
import org.chronocube.algorithm.series.LeastSquares;

/**
 * Recursive residuals: how far each observation is from the fit of those before it, over the
 * standard error of that prediction (Brown, Durbin, Evans 1975, equation 2). Computed by Givens
 * rotations without square roots (Gentleman 1974, "Basic procedures for large, sparse or weighted
 * linear least squares problems", algorithm AS 75), since the first fits, of as many observations
 * as regressors, are too ill-conditioned for normal equations. After the last row they have solved
 * the fit of all.
 *
 * <p>The rotations depend on the regressors only; they are kept, and applied anew while the rows
 * stay the same. For one thread.
 */
final class RecursiveResiduals {

  /**
   * A regressor whose square, less what others explain, is a smaller share of its square than this
   * is left out, as R's {@code lm.fit} does at its tolerance of 1e-7.
   */
  private static final double ALIASED = 1e-14;

  /** Columns after which the weight, kept as a fraction, is divided out lest it underflow. */
  private static final int NORMALISE = 8;

  private final int columns;
  private final double[] pivots;
  private final double[] squares;
  private final double[] factor;
  private final double[] row;
  private final double[] moments;
  // Of each row and regressor: what is left of it, and the two of the rotation.
  private final double[] rotations;
  private final double[] scales;
  private boolean complete;
  private int count;

  /**
   * @param columns regressors
   * @param maxRows most observations
   */
  RecursiveResiduals(int columns, int maxRows) {
    this.columns = columns;
    pivots = new double[columns];
    squares = new double[columns];
    factor = new double[columns * columns];
    row = new double[columns];
    moments = new double[columns];
    rotations = new double[maxRows * columns * 3];
    scales = new double[maxRows];
  }

  /** Forgets all rows. */
  void clear() {
    Arrays.fill(pivots, 0);
    Arrays.fill(squares, 0);
    Arrays.fill(factor, 0);
    Arrays.fill(moments, 0);
    complete = false;
    count = 0;
  }

  /**
   * Adds an observation as row {@code index} of 0, 1, 2…
   *
   * @return its residual; means nothing of the first {@code columns} rows
   */
  double add(int index, double[] regressors, int offset, double value) {
    System.arraycopy(regressors, offset, row, 0, columns);
    count = index + 1;
    return complete ? rotate(index, value) : begin(index, regressors, offset, value);
  }

  /** A row while some regressors did not vary yet. */
  private double begin(int index, double[] regressors, int offset, double value) {
    double weight = 1;
    // The weight of the residual leaves out the regressors that this row is the first to tell of.
    double rest = 1;
    double left = value;
    boolean all = true;
    int at = index * columns * 3;
    for (int i = 0; i < columns; i++, at += 3) {
      double x = row[i];
      squares[i] += regressors[offset + i] * regressors[offset + i];
      double gain = weight * x * x;
      double pivot = pivots[i];
      if (pivot == 0 && !(gain > ALIASED * squares[i])) {
        keep(at, 0, 1, 0);
        all = false;
        continue;
      }
      double keep = pivot / (pivot + gain);
      double take = weight * x / (pivot + gain);
      keep(at, x, keep, take);
      pivots[i] = pivot + gain;
      weight *= keep;
      rest *= pivot == 0 ? 1 : weight == 0 ? pivot / (pivot + rest * x * x) : keep;
      left = turn(i, x, keep, take, left);
    }
    complete = all;
    scales[index] = Math.sqrt(rest);
    return left * scales[index];
  }

  /**
   * A row when all regressors have pivots. The weight is n / d, so that no column has to wait for
   * the division of the one before.
   */
  private double rotate(int index, double value) {
    double n = 1;
    double d = 1;
    double inverse = 1;
    double left = value;
    int at = index * columns * 3;
    for (int i = 0; i < columns; i++, at += 3) {
      double x = row[i];
      double pivot = pivots[i];
      double old = pivot * d;
      double gain = n * x;
      double next = old + gain * x;
      pivots[i] = next * inverse;
      n *= pivot;
      d = next;
      inverse = 1 / next;
      keep(at, x, old * inverse, gain * inverse);
      left = turn(i, x, old * inverse, gain * inverse, left);
      if (i % NORMALISE == NORMALISE - 1) {
        n *= inverse;
        d = 1;
        inverse = 1;
      }
    }
    scales[index] = Math.sqrt(n * inverse);
    return left * scales[index];
  }

  private void keep(int at, double x, double keep, double take) {
    rotations[at] = x;
    rotations[at + 1] = keep;
    rotations[at + 2] = take;
  }

  private double turn(int i, double x, double keep, double take, double value) {
    for (int j = i + 1, f = i * columns + j; j < columns; j++, f++) {
      double r = factor[f];
      double rest = row[j];
      row[j] = rest - x * r;
      factor[f] = keep * r + take * rest;
    }
    double moment = moments[i];
    moments[i] = keep * moment + take * value;
    return value - x * moment;
  }

  /**
   * The residuals of other values at the same rows.
   *
   * @param values of each row
   * @param residuals one for each row from {@code columns} on, overwritten
   */
  void apply(double[] values, int rows, double[] residuals) {
    Arrays.fill(moments, 0);
    int at = 0;
    for (int index = 0; index < rows; index++) {
      double value = values[index];
      for (int i = 0; i < columns; i++, at += 3) {
        double x = rotations[at];
        double moment = moments[i];
        moments[i] = rotations[at + 1] * moment + rotations[at + 2] * value;
        value -= x * moment;
      }
      if (index >= columns) {
        residuals[index - columns] = value * scales[index];
      }
    }
  }

  /**
   * The fit of all rows.
   *
   * @param coefficients overwritten
   * @return false when the rows do not determine it, as {@link LeastSquares#solve} has it
   */
  boolean solve(double[] coefficients) {
    if (!complete) {
      return false;
    }
    for (int i = columns - 1; i >= 0; i--) {
      if (!(pivots[i] > LeastSquares.MIN_PIVOT * count)) {
        return false;
      }
      double sum = moments[i];
      for (int j = i + 1; j < columns; j++) {
        sum -= factor[i * columns + j] * coefficients[j];
      }
      coefficients[i] = sum;
    }
    return true;
  }
}
