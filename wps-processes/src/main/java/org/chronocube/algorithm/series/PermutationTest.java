// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series;

/**
 * The range of cumulative sums among those of random orders of the same values; see {@link
 * CusumTest}. Working memory of a worker.
 */
final class PermutationTest {

  /** Orders with the same sums in another sequence of rounding are as large. */
  private static final double ROUNDING = 1 - 1e-12;

  /** Fits and takes out of an order what was taken out of the series. */
  @FunctionalInterface
  interface Refit {

    /** Writes what is left of the first {@code n} values of {@code order} to {@code left}. */
    void residuals(double[] order, int n, double[] left);
  }

  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private final double[] order;
  private final double[] left;
  private final int permutations;
  private final int enough;
  private long state;
  private int split;
  private double statistic;

  PermutationTest(int values, int permutations, double significance) {
    this.order = new double[values];
    this.left = new double[values];
    this.permutations = permutations;
    // With so many exceedances p is above the significance, whatever follows.
    this.enough = (int) Math.floor(significance * (permutations + 1) + 1e-9);
  }

  /** What is drawn for a pixel follows from its values. */
  void seed(float[] values, int[] dates, int n) {
    long hash = n;
    for (int i = 0; i < n; i++) {
      hash = mix(hash + GOLDEN + Float.floatToIntBits(values[dates[i]]));
    }
    state = hash;
  }

  /**
   * The p of a change of the mean of {@code x} within a segment.
   *
   * @param refit what every order is put through (Freedman and Lane 1983), or null: without it the
   *     orders of residuals would vary more slowly than residuals do, and changes be missed
   */
  double p(double[] x, int from, int to, Refit refit) {
    int n = to - from;
    double mean = 0;
    for (int i = from; i < to; i++) {
      mean += x[i];
    }
    mean /= n;
    double squares = 0;
    boolean varies = false;
    for (int i = 0; i < n; i++) {
      order[i] = x[from + i] - mean;
      squares += order[i] * order[i];
      varies |= order[i] != order[0];
    }
    double range = range(order, n);
    split = from + split(order, n);
    if (!varies) {
      statistic = 0;
      return 1;
    }
    statistic = range / Math.sqrt(squares / (n - 1) * n);
    return draw(n, range * ROUNDING, squares, refit);
  }

  // The sum over all is 0 but for rounding.
  private static double range(double[] values, int n) {
    double sum = 0;
    double low = 0;
    double high = 0;
    for (int i = 0; i < n - 1; i++) {
      sum += values[i];
      low = Math.min(low, sum);
      high = Math.max(high, sum);
    }
    return high - low;
  }

  // After the sum that is furthest from 0.
  private static int split(double[] values, int n) {
    double sum = 0;
    double furthest = -1;
    int split = 0;
    for (int i = 0; i < n - 1; i++) {
      sum += values[i];
      if (Math.abs(sum) > furthest) {
        furthest = Math.abs(sum);
        split = i + 1;
      }
    }
    return split;
  }

  private double draw(int n, double range, double squares, Refit refit) {
    int exceedances = 0;
    for (int k = 1; k <= permutations; k++) {
      double shuffled = shuffledRange(n);
      if (refit != null) {
        shuffled = refittedRange(n, squares, refit);
      }
      if (shuffled >= range && ++exceedances >= enough) {
        return (double) exceedances / k;
      }
    }
    return (1.0 + exceedances) / (1.0 + permutations);
  }

  // Scaled to the variance of the series itself, as fitting again makes it smaller.
  private double refittedRange(int n, double squares, Refit refit) {
    refit.residuals(order, n, left);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += left[i] * left[i];
    }
    return range(left, n) * Math.sqrt(squares / sum);
  }

  // Fisher and Yates' shuffle from the end, summed up as it goes.
  private double shuffledRange(int n) {
    double sum = 0;
    double low = 0;
    double high = 0;
    for (int i = n - 1; i > 0; i--) {
      state += GOLDEN;
      int j = (int) (((mix(state) >>> 32) * (i + 1)) >>> 32);
      double v = order[j];
      order[j] = order[i];
      order[i] = v;
      sum += v;
      low = Math.min(low, sum);
      high = Math.max(high, sum);
    }
    return high - low;
  }

  // SplitMix64 (Steele, Lea and Flood 2014).
  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }

  /** The first value after the change. */
  int split() {
    return split;
  }

  /** The range over the standard deviation and the root of the number of values. */
  double statistic() {
    return statistic;
  }
}
