// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.ccdc;

/** The observations of one pixel that have a value in all bands and were not thrown out yet. */
final class Observations {

  private final double[] days;
  private final int[] dates;
  private float[][] values;
  private int count;

  /**
   * @param days of all dates
   */
  Observations(double[] days) {
    this.days = days;
    this.dates = new int[days.length];
  }

  /** Takes those of another pixel. */
  void load(float[][] series) {
    values = series;
    count = 0;
    for (int date = 0; date < days.length; date++) {
      boolean valid = true;
      for (float[] band : series) {
        valid &= !Float.isNaN(band[date]);
      }
      if (valid) {
        dates[count++] = date;
      }
    }
  }

  /** Throws one out: those after it move up. */
  void remove(int index) {
    System.arraycopy(dates, index + 1, dates, index, count - index - 1);
    count--;
  }

  int count() {
    return count;
  }

  /** Which of the series' dates an observation is of. */
  int date(int index) {
    return dates[index];
  }

  /** Days since 1970-01-01. */
  double day(int index) {
    return days[dates[index]];
  }

  /** Days from the first to the last of those from one to before another. */
  double span(int from, int to) {
    return day(to - 1) - day(from);
  }

  double value(int band, int index) {
    return values[band][dates[index]];
  }
}
