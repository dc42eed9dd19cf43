// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series;

import java.util.Arrays;
import org.chronocube.InvalidParameterException;

/** What the methods for series of one band share. */
final class OneBand {

  private OneBand() {}

  static void check(int bands) {
    if (bands != 1) {
      throw new InvalidParameterException("bands", "bands must be one, were " + bands);
    }
  }

  static void checkDates(SeriesTimes times, int min) {
    if (times.count() < min) {
      throw new InvalidParameterException(
          "dates", "dates must be >= " + min + " for this method, were " + times.count());
    }
  }

  /**
   * Where the values are.
   *
   * @param dates the indices of dates with a value, ascending, are written here
   * @return their number
   */
  static int valid(float[] values, int[] dates) {
    int n = 0;
    for (int i = 0; i < values.length; i++) {
      dates[n] = i;
      // Infinity is no measurement either.
      n += Math.abs(values[i]) <= Float.MAX_VALUE ? 1 : 0;
    }
    return n;
  }

  /** No answer but the number of values, the last layer. */
  static void none(float[] result, int count) {
    Arrays.fill(result, Float.NaN);
    result[result.length - 1] = count;
  }
}
