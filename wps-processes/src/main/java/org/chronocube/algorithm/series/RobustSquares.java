// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series;

import org.chronocube.algorithm.series.HarmonicRegression.Robust;

/** Iteratively reweighted least squares on a basis; working memory of a worker. */
final class RobustSquares {

  private static final int MAX_ITERATIONS = 50;

  /** Smallest change of the residuals, relative to them, that is worth another iteration. */
  private static final double TOLERANCE = 1e-7;

  private static final double HUBER = 1.345;
  private static final double BISQUARE = 4.685;
  private static final double MAD_TO_SIGMA = 1 / 0.6745;

  private final HarmonicBasis basis;
  private final Robust robust;
  private final LeastSquares squares;
  private final double[] residuals;
  private final double[] weights;
  private final double[] scratch;

  RobustSquares(HarmonicBasis basis, Robust robust) {
    this.basis = basis;
    this.robust = robust;
    squares = new LeastSquares(basis.columns());
    residuals = new double[basis.count()];
    weights = new double[basis.count()];
    scratch = new double[basis.count()];
  }

  double[] coefficients() {
    return squares.coefficients();
  }

  double residualSum(double[] y, int[] dates, int n) {
    return squares.residualSum(basis, y, dates, 0, n);
  }

  /** False when the dates do not determine the coefficients. */
  boolean fit(double[] y, int[] dates, int n) {
    boolean solved = squares.fit(basis, basis.columns(), y, dates, 0, n);
    if (robust == Robust.NONE || !solved) {
      return solved;
    }
    updateResiduals(y, dates, n);
    for (int i = 0; i < MAX_ITERATIONS; i++) {
      double scale = scale(dates, n);
      if (!(scale > 0)) {
        return true;
      }
      for (int j = 0; j < n; j++) {
        weights[dates[j]] = weight(Math.abs(residuals[dates[j]]) / scale);
      }
      if (!squares.fit(basis, basis.columns(), y, weights, dates, 0, n)) {
        return false;
      }
      if (updateResiduals(y, dates, n) < TOLERANCE) {
        return true;
      }
    }
    return true;
  }

  private double weight(double u) {
    if (robust == Robust.HUBER) {
      return u <= HUBER ? 1 : HUBER / u;
    }
    double v = u / BISQUARE;
    return v < 1 ? (1 - v * v) * (1 - v * v) : 0;
  }

  private double scale(int[] dates, int n) {
    for (int i = 0; i < n; i++) {
      scratch[i] = Math.abs(residuals[dates[i]]);
    }
    return Medians.median(scratch, n) * MAD_TO_SIGMA;
  }

  // How much they changed, relative to what they were.
  private double updateResiduals(double[] y, int[] dates, int n) {
    double change = 0;
    double before = 0;
    for (int i = 0; i < n; i++) {
      int date = dates[i];
      double r = y[date] - squares.predict(basis, date);
      change += (r - residuals[date]) * (r - residuals[date]);
      before += residuals[date] * residuals[date];
      residuals[date] = r;
    }
    return Math.sqrt(change / Math.max(before, Double.MIN_NORMAL));
  }
}
