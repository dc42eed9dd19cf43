// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series;

import java.util.Arrays;
import org.hipparchus.special.Erf;

/**
 * Mann-Kendall's test and the slopes of all pairs, summed over one or more groups (seasons) within
 * which values are compared. Working memory of a worker; reused from pixel to pixel.
 */
final class MannKendall {

  private final double[] slopes;
  private final double[] sorted;
  private int pairs;
  private long s;
  private double variance;

  /**
   * @param values of all groups together, at most
   */
  MannKendall(int values) {
    slopes = new double[values * (values - 1) / 2];
    sorted = new double[values];
  }

  void clear() {
    pairs = 0;
    s = 0;
    variance = 0;
  }

  /**
   * Adds a group.
   *
   * @param t ascending
   * @param from first of the group's values
   * @param to after the last of them
   */
  void add(double[] y, double[] t, int from, int to) {
    int start = pairs;
    for (int i = from; i < to - 1; i++) {
      double yi = y[i];
      double ti = t[i];
      int base = pairs - i - 1;
      for (int j = i + 1; j < to; j++) {
        // + 0.0 makes 0.0 of -0.0, whose sign is not counted.
        slopes[base + j] = (y[j] - yi) / (t[j] - ti) + 0.0;
      }
      pairs += to - i - 1;
    }
    int negative = 0;
    int zero = 0;
    for (int i = start; i < pairs; i++) {
      negative += (int) (Double.doubleToRawLongBits(slopes[i]) >>> 63);
      zero += slopes[i] == 0 ? 1 : 0;
    }
    s += pairs - start - zero - 2 * negative;
    variance += term(to - from) - (zero > 0 ? ties(y, from, to) : 0);
  }

  // n (n - 1) (2n + 5) / 18
  private static double term(double n) {
    return n * (n - 1) * (2 * n + 5) / 18;
  }

  private double ties(double[] y, int from, int to) {
    int n = to - from;
    System.arraycopy(y, from, sorted, 0, n);
    Arrays.sort(sorted, 0, n);
    double sum = 0;
    for (int i = 0, run = 1; i < n; i++, run++) {
      if (i == n - 1 || sorted[i + 1] > sorted[i]) {
        sum += term(run);
        run = 0;
      }
    }
    return sum;
  }

  /** Widens or narrows the variance, for series whose values depend on each other. */
  void correct(double factor) {
    variance *= factor;
  }

  /** Pairs compared. */
  int pairs() {
    return pairs;
  }

  /** Sen's estimator: the median of the slopes; they are reordered. With one pair at least. */
  double slope() {
    return Medians.median(slopes, pairs);
  }

  /** Kendall's S over the number of pairs (tau-a). */
  double tau() {
    return (double) s / pairs;
  }

  /** The standardised S with continuity correction; 0 when all values are the same. */
  double z() {
    return s == 0 ? 0 : (s - Long.signum(s)) / Math.sqrt(variance);
  }

  /** Two-sided probability of a z this far from 0 without a trend. */
  static double p(double z) {
    return Erf.erfc(Math.abs(z) / Math.sqrt(2));
  }
}
