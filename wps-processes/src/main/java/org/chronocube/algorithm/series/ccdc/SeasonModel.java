// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.ccdc;

import java.util.Arrays;

/**
 * Season and trend of every band, fitted to the observations of one window by the Lasso: the w that
 * minimise Σ (y − Xw)² / 2n + α·Σ|w|, intercept without penalty, by cyclic coordinate descent with
 * scikit-learn's stopping rule (the largest step is below 10⁻⁴ of the largest coefficient, and the
 * duality gap below 10⁻⁴ Σ (y − ȳ)²), so that it stops where scikit-learn's {@code Lasso} does.
 *
 * <p>Regressors: the day, then cos and sin of one to three harmonics of 365.2425 days, their angle
 * counted from 0000-12-31 as in pyccd (the Lasso depends on it). For one thread.
 */
final class SeasonModel {

  static final int REGRESSORS = 7;
  static final double YEAR = 365.2425;

  /** Day of 1970-01-01, 0001-01-01 being day 1. */
  static final int EPOCH = 719_163;

  private static final double TOLERANCE = 1e-4;
  private static final int MAX_ITERATIONS = 1000;

  private final double[] regressors;
  private final double firstDay;
  private final double penalty;
  private final double[] means = new double[REGRESSORS];
  private final double[] gram = new double[REGRESSORS * REGRESSORS];
  private final double[] moments = new double[REGRESSORS];
  private final double[] products = new double[REGRESSORS];
  private final double[][] weights;
  private final double[] intercepts;
  private final double[][] residuals;
  private final double[] rmse;
  private int from;

  SeasonModel(double[] days, int bands, double penalty) {
    this.penalty = penalty;
    this.firstDay = days.length == 0 ? 0 : days[0];
    this.regressors = new double[days.length * REGRESSORS];
    for (int i = 0; i < days.length; i++) {
      regressors[i * REGRESSORS] = days[i] - firstDay;
      double angle = 2 * Math.PI * ((days[i] + EPOCH) / YEAR % 1);
      for (int k = 1; k <= 3; k++) {
        regressors[i * REGRESSORS + 2 * k - 1] = Math.cos(k * angle);
        regressors[i * REGRESSORS + 2 * k] = Math.sin(k * angle);
      }
    }
    this.weights = new double[bands][REGRESSORS];
    this.intercepts = new double[bands];
    this.residuals = new double[bands][days.length];
    this.rmse = new double[bands];
  }

  /**
   * Fits all bands to the observations from one to before another.
   *
   * @param coefficients 4, 6 or 8: intercept, trend, and two for each harmonic
   */
  void fit(Observations series, int start, int end, int coefficients) {
    from = start;
    int active = coefficients - 1;
    centre(series, start, end, active);
    for (int b = 0; b < weights.length; b++) {
      double mean = 0;
      for (int i = start; i < end; i++) {
        mean += series.value(b, i);
      }
      mean /= end - start;
      double squares = moments(series, b, start, end, active, mean);
      descend(weights[b], active, squares, penalty * (end - start));
      intercepts[b] = mean;
      for (int j = 0; j < active; j++) {
        intercepts[b] -= weights[b][j] * means[j];
      }
      double sum = 0;
      for (int i = start; i < end; i++) {
        double residual = series.value(b, i) - predict(b, series.date(i));
        residuals[b][i - start] = residual;
        sum += residual * residual;
      }
      rmse[b] = Math.sqrt(sum / (end - start - coefficients));
    }
  }

  private void centre(Observations series, int start, int end, int active) {
    Arrays.fill(means, 0);
    Arrays.fill(gram, 0);
    for (int i = start; i < end; i++) {
      int row = series.date(i) * REGRESSORS;
      for (int j = 0; j < active; j++) {
        means[j] += regressors[row + j];
      }
    }
    for (int j = 0; j < active; j++) {
      means[j] /= end - start;
    }
    for (int i = start; i < end; i++) {
      int row = series.date(i) * REGRESSORS;
      for (int j = 0; j < active; j++) {
        double x = regressors[row + j] - means[j];
        for (int k = 0; k <= j; k++) {
          gram[j * REGRESSORS + k] += x * (regressors[row + k] - means[k]);
        }
      }
    }
    for (int j = 0; j < active; j++) {
      for (int k = j + 1; k < active; k++) {
        gram[j * REGRESSORS + k] = gram[k * REGRESSORS + j];
      }
    }
  }

  private double moments(
      Observations series, int band, int start, int end, int active, double mean) {
    Arrays.fill(moments, 0);
    double squares = 0;
    for (int i = start; i < end; i++) {
      int row = series.date(i) * REGRESSORS;
      double y = series.value(band, i) - mean;
      squares += y * y;
      for (int j = 0; j < active; j++) {
        moments[j] += (regressors[row + j] - means[j]) * y;
      }
    }
    return squares;
  }

  /** Coordinate descent on the normal equations; {@code products} is the gram matrix times w. */
  private void descend(double[] w, int active, double squares, double l1) {
    Arrays.fill(w, 0);
    Arrays.fill(products, 0);
    for (int iteration = 1; iteration <= MAX_ITERATIONS; iteration++) {
      double largestStep = 0;
      double largest = 0;
      for (int j = 0; j < active; j++) {
        double diagonal = gram[j * REGRESSORS + j];
        if (diagonal > 0) {
          double rest = moments[j] - products[j] + diagonal * w[j];
          double next = Math.signum(rest) * Math.max(Math.abs(rest) - l1, 0) / diagonal;
          double step = next - w[j];
          if (step != 0) {
            for (int k = 0; k < active; k++) {
              products[k] += gram[j * REGRESSORS + k] * step;
            }
            w[j] = next;
          }
          largestStep = Math.max(largestStep, Math.abs(step));
          largest = Math.max(largest, Math.abs(next));
        }
      }
      boolean slow = largest == 0 || largestStep / largest < TOLERANCE;
      if (slow && gap(w, active, squares, l1) < TOLERANCE * squares || largestStep == 0) {
        return;
      }
    }
  }

  private double gap(double[] w, int active, double squares, double l1) {
    double dual = 0;
    double explained = 0;
    double fitted = 0;
    double norm = 0;
    for (int j = 0; j < active; j++) {
      dual = Math.max(dual, Math.abs(moments[j] - products[j]));
      explained += w[j] * moments[j];
      fitted += w[j] * products[j];
      norm += Math.abs(w[j]);
    }
    double rest = squares - 2 * explained + fitted;
    double scale = dual > l1 ? l1 / dual : 1;
    double gap = dual > l1 ? 0.5 * rest * (1 + scale * scale) : rest;
    return gap + l1 * norm - scale * (squares - explained);
  }

  /** The model's value at one of the series' dates. */
  double predict(int band, int date) {
    double[] w = weights[band];
    double sum = intercepts[band];
    for (int j = 0, at = date * REGRESSORS; j < REGRESSORS; j++, at++) {
      sum += w[j] * regressors[at];
    }
    return sum;
  }

  /** Seen less predicted. */
  double residual(Observations series, int band, int index) {
    return series.value(band, index) - predict(band, series.date(index));
  }

  /** The residual of an observation of the window that it was fitted to. */
  double fittedResidual(int band, int index) {
    return residuals[band][index - from];
  }

  /** √(Σ residual² / (n − coefficients)). */
  double rmse(int band) {
    return rmse[band];
  }

  /** Change in a day. */
  double slope(int band) {
    return weights[band][0];
  }

  /**
   * Writes intercept, trend and harmonics: the value on 1970-01-01 without season, the change in a
   * day, and the cos and sin of the angle 2πk·t/365.2425 with t in days since 1970-01-01.
   */
  void coefficients(int band, double[] target) {
    double[] w = weights[band];
    target[0] = intercepts[band] - w[0] * firstDay;
    target[1] = w[0];
    double turn = 2 * Math.PI * (EPOCH / YEAR % 1);
    for (int k = 1; k <= 3; k++) {
      double cos = Math.cos(k * turn);
      double sin = Math.sin(k * turn);
      double a = w[2 * k - 1];
      double b = w[2 * k];
      target[2 * k] = a * cos + b * sin;
      target[2 * k + 1] = b * cos - a * sin;
    }
  }
}
