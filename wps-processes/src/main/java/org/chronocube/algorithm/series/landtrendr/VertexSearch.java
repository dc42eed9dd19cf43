// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.landtrendr;

/**
 * Finds the years at which a series may turn. Kennedy et al. 2010, section 2.5.2: vertices are
 * added where the worst regression line is missed by most (more of them than wanted), then those of
 * the smallest angle are culled. Disturbance is an increase.
 */
final class VertexSearch {

  /** How much more an angle counts when what follows is a disturbance of the series' full range. */
  private static final double DISTURBANCE_WEIGHT = 2;

  private final double[] scaled;
  private final double[] score;
  private final double[] error;
  private final int[] vertex;
  private int count;

  VertexSearch(int maxVertices, int maxCount) {
    scaled = new double[maxCount];
    score = new double[maxVertices];
    error = new double[maxVertices];
    vertex = new int[maxVertices];
  }

  /**
   * Puts the vertices' indices into {@code trace}, ascending, the ends among them.
   *
   * @param wanted most vertices of the result, ≥ 2
   * @param overshoot how many more to find before culling
   */
  void find(double[] x, double[] y, int n, int wanted, int overshoot, Trace trace) {
    grow(x, y, n, Math.min(wanted + overshoot, n - 2));
    cull(x, y, n, wanted);
    trace.count = count;
    System.arraycopy(vertex, 0, trace.at, 0, count);
  }

  private void grow(double[] x, double[] y, int n, int most) {
    vertex[0] = 0;
    vertex[1] = n - 1;
    count = 2;
    error[0] = meanSquare(x, y, 0, n - 1);
    while (count < most) {
      int split = -1;
      int segment = 0;
      while (split < 0) {
        segment = worst();
        if (error[segment] == 0) {
          return;
        }
        split = farthest(x, y, vertex[segment], vertex[segment + 1], segment == count - 2);
        if (split < 0) {
          error[segment] = 0;
        }
      }
      insert(segment, split);
      error[segment] = meanSquare(x, y, vertex[segment], split);
      error[segment + 1] = meanSquare(x, y, split, vertex[segment + 2]);
    }
  }

  private void insert(int segment, int split) {
    for (int i = count; i > segment + 1; i--) {
      vertex[i] = vertex[i - 1];
      error[i - 1] = error[i - 2];
    }
    vertex[segment + 1] = split;
    count++;
  }

  private int worst() {
    int worst = 0;
    for (int s = 1; s < count - 1; s++) {
      if (error[s] > error[worst]) {
        worst = s;
      }
    }
    return worst;
  }

  /** Residual mean square of the regression over a segment; 0 if it has but two observations. */
  private static double meanSquare(double[] x, double[] y, int first, int last) {
    int span = last - first + 1;
    if (span <= 2 || constant(y, first, last)) {
      return 0;
    }
    double b = Regression.slope(x, y, first, last);
    double a = Regression.mean(y, first, last) - b * Regression.mean(x, first, last);
    double sum = 0;
    for (int i = first; i <= last; i++) {
      double r = y[i] - a - b * x[i];
      sum += r * r;
    }
    return sum / span;
  }

  private static boolean constant(double[] y, int first, int last) {
    for (int i = first + 1; i <= last; i++) {
      if (y[i] != y[first]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The inner observation farthest from the regression line, -1 if there is none. The last but one
   * of the whole series is none when a recovery follows: a year at the end tells too little.
   */
  private static int farthest(double[] x, double[] y, int first, int last, boolean end) {
    double b = Regression.slope(x, y, first, last);
    double a = Regression.mean(y, first, last) - b * Regression.mean(x, first, last);
    int farthest = -1;
    double most = 0;
    int stop = end && y[last] <= y[last - 1] ? last - 1 : last;
    for (int i = first + 1; i < stop; i++) {
      double distance = Math.abs(y[i] - a - b * x[i]);
      if (distance > most) {
        most = distance;
        farthest = i;
      }
    }
    return farthest;
  }

  private void cull(double[] x, double[] y, int n, int wanted) {
    if (count <= Math.max(wanted, 3)) {
      return;
    }
    // A square of years by values, so that an angle means the same whatever the values' unit.
    double low = y[0];
    double high = y[0];
    for (int i = 1; i < n; i++) {
      low = Math.min(low, y[i]);
      high = Math.max(high, y[i]);
    }
    double side = x[n - 1] - x[0];
    for (int i = 0; i < n; i++) {
      scaled[i] = (y[i] - low) / (high - low) * side;
    }
    for (int v = 1; v < count - 1; v++) {
      score[v] = angle(x, v, side);
    }
    while (count > wanted) {
      int weakest = 1;
      for (int v = 2; v < count - 1; v++) {
        if (score[v] < score[weakest]) {
          weakest = v;
        }
      }
      remove(weakest);
      if (weakest > 1) {
        score[weakest - 1] = angle(x, weakest - 1, side);
      }
      if (weakest < count - 1) {
        score[weakest] = angle(x, weakest, side);
      }
    }
  }

  private void remove(int v) {
    count--;
    for (int i = v; i < count; i++) {
      vertex[i] = vertex[i + 1];
      score[i] = score[i + 1];
    }
  }

  private double angle(double[] x, int v, double range) {
    int a = vertex[v - 1];
    int b = vertex[v];
    int c = vertex[v + 1];
    double before = Math.atan((scaled[b] - scaled[a]) / (x[b] - x[a]));
    double step = scaled[c] - scaled[b];
    double after = Math.atan(step / (x[c] - x[b]));
    double weight = 1 + Math.max(0, step * DISTURBANCE_WEIGHT / range);
    return Math.max(Math.abs(before), Math.abs(after)) * weight;
  }
}
