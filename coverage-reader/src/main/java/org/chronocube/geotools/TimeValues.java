// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Calendar;
import java.util.Date;
import org.chronocube.InvalidParameterException;
import org.chronocube.time.TimeInterval;
import org.geotools.util.Range;

/** The mixed values GeoServer puts into its lists of times. */
final class TimeValues {

  private TimeValues() {}

  /**
   * @param value Date, Calendar, range of dates (both ends included), or ISO text: an instant or
   *     {@code start/end}. Before and after the years 0001 to 9999 are their first and last
   *     millisecond: GeoServer has open ends as the smallest and largest date there is
   */
  static TimeInterval interval(Object value) {
    if (value instanceof Range<?> range) {
      return closed(instant(range.getMinValue()), instant(range.getMaxValue()));
    }
    if (value instanceof String text && text.contains("/")) {
      String[] ends = text.split("/", 2);
      return closed(instant(ends[0]), instant(ends[1]));
    }
    return TimeInterval.at(instant(value));
  }

  private static TimeInterval closed(Instant first, Instant last) {
    try {
      return TimeInterval.ofClosed(first, last);
    } catch (IllegalArgumentException e) {
      throw new InvalidParameterException("TIME", e.getMessage(), e);
    }
  }

  private static Instant instant(Object value) {
    Instant instant = anyInstant(value);
    if (instant.isBefore(TimeInterval.ALL.start())) {
      return TimeInterval.ALL.start();
    }
    return instant.isAfter(TimeInterval.ALL.last()) ? TimeInterval.ALL.last() : instant;
  }

  private static Instant anyInstant(Object value) {
    if (value instanceof Date date) {
      return Instant.ofEpochMilli(date.getTime());
    }
    if (value instanceof Calendar calendar) {
      return calendar.toInstant();
    }
    try {
      return OffsetDateTime.parse(String.valueOf(value).strip()).toInstant();
    } catch (DateTimeParseException e) {
      throw new InvalidParameterException(
          "TIME", "TIME must be a date, a range of dates or an ISO 8601 instant, was " + value, e);
    }
  }
}
