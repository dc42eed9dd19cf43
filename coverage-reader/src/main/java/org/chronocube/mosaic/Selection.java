// SPDX-License-Identifier: Apache-2.0
package org.chronocube.mosaic;

import java.util.Arrays;

/** Order statistics of a part of an array, in place and without allocation. */
final class Selection {

  private static final int SMALL = 24;

  private Selection() {}

  /**
   * The percentile of {@code values[from, to)}, interpolated linearly at rank p/100 · (n − 1).
   * Reorders that part.
   *
   * @param values without NaN in that part, which is not empty
   * @param p 0 to 100
   */
  static float percentile(float[] values, int from, int to, double p) {
    double rank = p / 100 * (to - from - 1);
    int below = (int) Math.floor(rank);
    double fraction = rank - below;
    float low = select(values, from, to, from + below);
    if (fraction == 0) {
      return low;
    }
    // After selection everything behind the rank is at least as large.
    float high = Float.POSITIVE_INFINITY;
    for (int i = from + below + 1; i < to; i++) {
      high = Math.min(high, values[i]);
    }
    return between(low, high, fraction);
  }

  /**
   * @param fraction of the way from {@code low} to {@code high}, 0 to 1
   */
  static float between(float low, float high, double fraction) {
    return (float) (low + ((double) high - low) * fraction);
  }

  /** Puts the element of rank {@code k} at {@code k}, smaller ones before it, larger behind. */
  private static float select(float[] v, int from, int to, int k) {
    int lo = from;
    int hi = to - 1;
    while (hi - lo >= SMALL) {
      float pivot = median(v[lo], v[(lo + hi) >>> 1], v[hi]);
      int i = lo;
      int j = hi;
      while (i <= j) {
        while (v[i] < pivot) {
          i++;
        }
        while (v[j] > pivot) {
          j--;
        }
        if (i <= j) {
          float t = v[i];
          v[i++] = v[j];
          v[j--] = t;
        }
      }
      if (k <= j) {
        hi = j;
      } else if (k >= i) {
        lo = i;
      } else {
        return v[k];
      }
    }
    Arrays.sort(v, lo, hi + 1);
    return v[k];
  }

  private static float median(float a, float b, float c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
