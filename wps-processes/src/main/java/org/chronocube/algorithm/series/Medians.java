// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series;

import java.util.Arrays;

/**
 * Order statistics in place, without sorting all and without allocating (Hoare's quickselect; the
 * pivots are medians of three or of nine, the partition is without branches).
 */
final class Medians {

  private static final int SMALL = 24;

  private Medians() {}

  /**
   * The median: the mean of the two middle ones for an even number.
   *
   * @param a reordered; without NaN
   * @param n number of values, ≥ 1
   */
  static double median(double[] a, int n) {
    int k = n / 2;
    double upper = select(a, n, k);
    if ((n & 1) == 1) {
      return upper;
    }
    // What is left of k is not greater than it.
    double lower = a[0];
    for (int i = 1; i < k; i++) {
      lower = Math.max(lower, a[i]);
    }
    return (lower + upper) / 2;
  }

  /** The value that has {@code k} values before it in order; those end up left of it. */
  static double select(double[] a, int n, int k) {
    int from = 0;
    int to = n;
    while (to - from > SMALL) {
      double pivot = pivot(a, from, to);
      int less = partition(a, from, to, pivot, false);
      if (k < less) {
        to = less;
        continue;
      }
      // Only now are values equal to the pivot parted: ties are rare, and then the end is near.
      int notMore = partition(a, less, to, pivot, true);
      if (k < notMore) {
        return pivot;
      }
      from = notMore;
    }
    Arrays.sort(a, from, to);
    return a[k];
  }

  private static double pivot(double[] a, int from, int to) {
    int last = to - 1;
    int middle = (from + last) >>> 1;
    int step = (to - from) >> 3;
    if (step < 16) {
      return middle(a[from], a[middle], a[last]);
    }
    return middle(
        middle(a[from], a[from + step], a[from + 2 * step]),
        middle(a[middle - step], a[middle], a[middle + step]),
        middle(a[last - 2 * step], a[last - step], a[last]));
  }

  private static double middle(double x, double y, double z) {
    return Math.max(Math.min(x, y), Math.min(Math.max(x, y), z));
  }

  // Values below the pivot (or not above it) come first; returns where the others begin.
  private static int partition(double[] a, int from, int to, double pivot, boolean equalToo) {
    double bound = equalToo ? Math.nextUp(pivot) : pivot;
    int at = from;
    for (int i = from; i < to; i++) {
      double v = a[i];
      a[i] = a[at];
      a[at] = v;
      // The sign of the difference, not a comparison: a branch would be mispredicted half the time.
      at += (int) (Double.doubleToRawLongBits(v - bound) >>> 63);
    }
    return at;
  }
}
