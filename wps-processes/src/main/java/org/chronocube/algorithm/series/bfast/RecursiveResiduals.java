// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.bfast;

import java.util.Arrays;

/**
 * Recursive residuals: how far each observation is from the fit of those before it, over the
 * standard error of that prediction (Brown, Durbin, Evans 1975, equation 2). Computed by Givens
 * rotations without square roots (Gentleman 1974, "Basic procedures for large, sparse or weighted
 * linear least squares problems", algorithm AS 75), since the first fits, of as many observations
 * as regressors, are too ill-conditioned for normal equations.
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

  private final int columns;
  private final double[] pivots;
  private final double[] squares;
  private final double[] factor;
  private final double[] row;
  private final double[] moments;
  // Of each row and regressor: what is left of it, and the two of the rotation.
  private final double[] rotations;
  private final double[] scales;

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
  }

  /** Adds the regressors of an observation as row {@code index} of 0, 1, 2… */
  void addRow(int index, double[] regressors, int offset) {
    System.arraycopy(regressors, offset, row, 0, columns);
    double weight = 1;
    // The weight of the residual leaves out the regressors that this row is the first to tell of.
    double rest = 1;
    int at = index * columns * 3;
    for (int i = 0; i < columns; i++, at += 3) {
      double x = row[i];
      squares[i] += regressors[offset + i] * regressors[offset + i];
      double gain = weight * x * x;
      double pivot = pivots[i];
      if (pivot == 0 && !(gain > ALIASED * squares[i])) {
        rotations[at] = 0;
        rotations[at + 1] = 1;
        rotations[at + 2] = 0;
        continue;
      }
      double sum = pivot + gain;
      double share = 1 / sum;
      double keep = pivot * share;
      double take = weight * x * share;
      rotations[at] = x;
      rotations[at + 1] = keep;
      rotations[at + 2] = take;
      pivots[i] = sum;
      weight *= keep;
      rest *= pivot == 0 ? 1 : weight == 0 ? pivot / (pivot + rest * x * x) : keep;
      int f = i * columns;
      for (int j = i + 1; j < columns; j++) {
        double r = factor[f + j];
        double left = row[j];
        row[j] = left - x * r;
        factor[f + j] = keep * r + take * left;
      }
    }
    scales[index] = Math.sqrt(rest);
  }

  /**
   * The residuals of the rows from {@code columns} on.
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
}
