// SPDX-License-Identifier: Apache-2.0
package org.chronocube.mosaic;

import java.util.Arrays;

/**
 * Sorts many short columns at once: rows are compared and exchanged as a whole, in an order that
 * does not depend on what they hold, so the loop over a row has no branch and the compiler makes
 * vector instructions of it.
 *
 * <p>Batcher's merge exchange (Knuth, The Art of Computer Programming 3, 5.2.2, algorithm M):
 * n·log²(n)/4 exchanges, 543 for 64 rows.
 */
final class SortingNetwork {

  /** First row, second row, first row, second row … */
  private final int[] pairs;

  /**
   * @param rows how many are sorted, ≥ 1
   */
  SortingNetwork(int rows) {
    int[] found = new int[64];
    int count = 0;
    for (int p = Integer.highestOneBit(Math.max(1, rows - 1)); p > 0; p /= 2) {
      int q = Integer.highestOneBit(Math.max(1, rows - 1));
      int r = 0;
      int d = p;
      while (true) {
        for (int i = 0; i < rows - d; i++) {
          if ((i & p) == r) {
            if (count + 2 > found.length) {
              found = Arrays.copyOf(found, 2 * found.length);
            }
            found[count++] = i;
            found[count++] = i + d;
          }
        }
        if (q == p) {
          break;
        }
        d = q - p;
        q /= 2;
        r = p;
      }
    }
    this.pairs = Arrays.copyOf(found, count);
  }

  /** Number of exchanges. */
  int size() {
    return pairs.length / 2;
  }

  /**
   * Sorts every column, the smallest into the first row.
   *
   * @param rows values of which no two differ by 2^31 or more
   * @param columns how many
   */
  void sort(int[][] rows, int columns) {
    for (int k = 0; k < pairs.length; k += 2) {
      exchange(rows[pairs[k]], rows[pairs[k + 1]], columns);
    }
  }

  /**
   * Sorts every column, the smallest into the first row.
   *
   * @param rows values without NaN
   * @param columns how many
   */
  void sort(float[][] rows, int columns) {
    for (int k = 0; k < pairs.length; k += 2) {
      exchange(rows[pairs[k]], rows[pairs[k + 1]], columns);
    }
  }

  // Not by Math.min and Math.max: of integers they are not vectorised here.
  private static void exchange(int[] x, int[] y, int n) {
    for (int i = 0; i < n; i++) {
      int a = x[i];
      int b = y[i];
      int less = b - a;
      less &= less >> 31;
      x[i] = a + less;
      y[i] = b - less;
    }
  }

  private static void exchange(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      float a = x[i];
      float b = y[i];
      x[i] = Math.min(a, b);
      y[i] = Math.max(a, b);
    }
  }
}
