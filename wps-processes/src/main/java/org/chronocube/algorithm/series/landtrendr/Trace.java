// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.landtrendr;

/** A model of a series: straight segments between vertices. Overwritten pixel after pixel. */
final class Trace {

  /** Vertices, one more than segments. */
  int count;

  /** Index of each vertex in the series. */
  final int[] at;

  /** Fitted value at each vertex. */
  final double[] value;

  /** Slope of each segment, per year. */
  final double[] slope;

  /** Fitted value at each observation. */
  final double[] fitted;

  /** Probability of an F this large if there were nothing but noise. */
  double p;

  Trace(int maxVertices, int maxCount) {
    at = new int[maxVertices];
    value = new double[maxVertices];
    slope = new double[maxVertices];
    fitted = new double[maxCount];
  }

  int segments() {
    return count - 1;
  }

  /** Takes over vertices and their values. */
  void copyVertices(Trace from) {
    count = from.count;
    System.arraycopy(from.at, 0, at, 0, count);
    System.arraycopy(from.value, 0, value, 0, count);
  }

  /** Drops one vertex, so that its two segments become one. */
  void remove(int vertex) {
    count--;
    for (int i = vertex; i < count; i++) {
      at[i] = at[i + 1];
      value[i] = value[i + 1];
    }
  }

  /** Sets the fitted values, and slopes, from the vertices' values. */
  void draw(double[] x) {
    for (int s = 0; s < count - 1; s++) {
      int first = at[s];
      int last = at[s + 1];
      slope[s] = (value[s + 1] - value[s]) / (x[last] - x[first]);
      for (int i = first; i <= last; i++) {
        fitted[i] = value[s] + slope[s] * (x[i] - x[first]);
      }
    }
  }

  /** Sum of squared residuals. */
  double residual(double[] y, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double r = y[i] - fitted[i];
      sum += r * r;
    }
    return sum;
  }

  /** Largest less smallest fitted value: those at the vertices, as segments are straight. */
  double range() {
    double min = value[0];
    double max = value[0];
    for (int i = 1; i < count; i++) {
      min = Math.min(min, value[i]);
      max = Math.max(max, value[i]);
    }
    return max - min;
  }
}
