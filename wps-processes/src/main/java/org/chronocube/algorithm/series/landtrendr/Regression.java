// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.landtrendr;

/** Straight lines through part of a series, both ends of the part included. */
final class Regression {

  private Regression() {}

  static double mean(double[] v, int first, int last) {
    double sum = 0;
    for (int i = first; i <= last; i++) {
      sum += v[i];
    }
    return sum / (last - first + 1);
  }

  /** Slope of the line of least squares. */
  static double slope(double[] x, double[] y, int first, int last) {
    double mx = mean(x, first, last);
    double my = mean(y, first, last);
    double xx = 0;
    double xy = 0;
    for (int i = first; i <= last; i++) {
      double d = x[i] - mx;
      xx += d * d;
      xy += d * (y[i] - my);
    }
    return xy / xx;
  }

  /** Slope of the line of least squares among those through (x[first], anchor). */
  static double anchored(double[] x, double[] y, int first, int last, double anchor) {
    double xx = 0;
    double xy = 0;
    for (int i = first; i <= last; i++) {
      double d = x[i] - x[first];
      xx += d * d;
      xy += d * (y[i] - anchor);
    }
    return xy / xx;
  }

  /** Sum of squared residuals of the line of that slope through (x[first], start). */
  static double residual(double[] x, double[] y, int first, int last, double start, double slope) {
    double sum = 0;
    for (int i = first; i <= last; i++) {
      double r = y[i] - start - slope * (x[i] - x[first]);
      sum += r * r;
    }
    return sum;
  }
}
