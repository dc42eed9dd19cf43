// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.ccdc;

import java.util.Arrays;

/** The middle of numbers. */
final class Medians {

  private Medians() {}

  /** The median of the first numbers, which are sorted by it; at least one. */
  static double of(double[] numbers, int count) {
    Arrays.sort(numbers, 0, count);
    return ofSorted(numbers, 0, count);
  }

  /** The median of sorted numbers from one to before another. */
  static double ofSorted(double[] numbers, int from, int to) {
    int middle = (from + to) / 2;
    return (to - from) % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2;
  }
}
