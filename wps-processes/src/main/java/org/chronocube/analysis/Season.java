// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.MonthDay;
import java.time.ZoneOffset;
import org.chronocube.InvalidParameterException;

/**
 * A part of every year, both days included; it may reach over the turn of the year.
 *
 * @param first day of it
 * @param last day of it
 */
public record Season(MonthDay first, MonthDay last) {

  /** The whole year. */
  public static final Season ALL = new Season(MonthDay.of(1, 1), MonthDay.of(12, 31));

  /**
   * @param text {@code 06-01/09-15}; null or blank for the whole year
   */
  public static Season parse(String text) {
    if (text == null || text.isBlank()) {
      return ALL;
    }
    String[] ends = text.strip().split("/", -1);
    try {
      if (ends.length == 2) {
        return new Season(MonthDay.parse("--" + ends[0]), MonthDay.parse("--" + ends[1]));
      }
    } catch (DateTimeException notOne) {
      // Answered below, like a text without two ends.
    }
    throw new InvalidParameterException(
        "season", "season must be MM-DD/MM-DD, such as 06-01/09-15, was " + text);
  }

  /** True when an instant's day, in UTC, is part of it. */
  public boolean contains(Instant instant) {
    MonthDay day = MonthDay.from(instant.atZone(ZoneOffset.UTC));
    boolean afterFirst = !day.isBefore(first);
    boolean beforeLast = !day.isAfter(last);
    return first.isAfter(last) ? afterFirst || beforeLast : afterFirst && beforeLast;
  }
}
