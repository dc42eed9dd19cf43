// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.landtrendr;

/**
 * Values at given vertices. Kennedy et al. 2010, section 2.5.3: {@link #anchored} from the early
 * segments to the late; {@link #free} all at once, where that found nothing significant.
 */
final class Fitting {

  private final double[] diagonal;
  private final double[] beside;

  Fitting(int maxVertices) {
    diagonal = new double[maxVertices];
    beside = new double[maxVertices];
  }

  /**
   * Each segment starts where the one before ended, and runs either to the observed value of its
   * last year or along the regression line through its start, whichever is closer to the
   * observations. The first one starts free.
   */
  static void anchored(double[] x, double[] y, Trace trace) {
    for (int s = 0; s < trace.segments(); s++) {
      int first = trace.at[s];
      int last = trace.at[s + 1];
      double start = s == 0 ? y[first] : trace.value[s];
      double slope = (y[last] - start) / (x[last] - x[first]);
      double error = Regression.residual(x, y, first, last, start, slope);
      double otherSlope;
      double otherStart = start;
      if (s == 0) {
        otherSlope = Regression.slope(x, y, first, last);
        double middle = Regression.mean(x, first, last);
        otherStart = Regression.mean(y, first, last) - otherSlope * (middle - x[first]);
      } else {
        otherSlope = Regression.anchored(x, y, first, last, start);
      }
      if (error > Regression.residual(x, y, first, last, otherStart, otherSlope)) {
        start = otherStart;
        slope = otherSlope;
      }
      trace.value[s] = start;
      trace.value[s + 1] = start + slope * (x[last] - x[first]);
    }
    trace.draw(x);
  }

  /**
   * Least squares of all vertices' values together. A vertex shares observations with its
   * neighbours only, so the normal equations are tridiagonal and, every vertex being an
   * observation, positive definite: elimination without pivots is stable.
   */
  void free(double[] x, double[] y, Trace trace) {
    double[] right = trace.value;
    int count = trace.count;
    for (int v = 0; v < count; v++) {
      diagonal[v] = 0;
      beside[v] = 0;
      right[v] = 0;
    }
    for (int s = 0; s < count - 1; s++) {
      int first = trace.at[s];
      int last = trace.at[s + 1];
      // The inner vertices end one segment and begin the next: they count once.
      for (int i = s == 0 ? first : first + 1; i <= last; i++) {
        double w = (x[i] - x[first]) / (x[last] - x[first]);
        diagonal[s] += (1 - w) * (1 - w);
        diagonal[s + 1] += w * w;
        beside[s] += w * (1 - w);
        right[s] += (1 - w) * y[i];
        right[s + 1] += w * y[i];
      }
    }
    for (int v = 1; v < count; v++) {
      double f = beside[v - 1] / diagonal[v - 1];
      diagonal[v] -= f * beside[v - 1];
      right[v] -= f * right[v - 1];
    }
    right[count - 1] /= diagonal[count - 1];
    for (int v = count - 2; v >= 0; v--) {
      right[v] = (right[v] - beside[v] * right[v + 1]) / diagonal[v];
    }
    trace.draw(x);
  }
}
