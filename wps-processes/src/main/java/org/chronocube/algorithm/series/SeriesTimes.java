// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The dates of a series, ascending.
 *
 * @param days since 1970-01-01T00:00:00Z, with fractions; strictly ascending; not to be written to
 */
public record SeriesTimes(double[] days) {

  private static final double MILLIS_PER_DAY = 86_400_000.0;

  public SeriesTimes {
    for (int i = 1; i < days.length; i++) {
      if (!(days[i] > days[i - 1])) {
        throw new IllegalArgumentException(
            "days must ascend, were " + days[i - 1] + " and " + days[i]);
      }
    }
  }

  public static SeriesTimes of(List<Instant> instants) {
    return new SeriesTimes(instants.stream().mapToDouble(SeriesTimes::day).toArray());
  }

  /** Days since 1970-01-01T00:00:00Z. */
  public static double day(Instant instant) {
    return instant.toEpochMilli() / MILLIS_PER_DAY;
  }

  /** The instant of a number of days, to the millisecond. */
  public static Instant instant(double day) {
    return Instant.ofEpochMilli(Math.round(day * MILLIS_PER_DAY));
  }

  public int count() {
    return days.length;
  }

  /**
   * The year with the part of it that has passed: 2020-07-02T00:00Z is 2020.5. Leap years have 366
   * days.
   */
  public static double decimalYear(double day) {
    LocalDate date = instant(day).atZone(ZoneOffset.UTC).toLocalDate();
    double first = LocalDate.of(date.getYear(), 1, 1).toEpochDay();
    return date.getYear() + (day - first) / date.lengthOfYear();
  }
}
