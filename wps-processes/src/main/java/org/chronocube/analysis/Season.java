// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.time.TimeInterval;

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

  /**
   * The parts of some times that lie in the season, so that nothing else is searched and read.
   *
   * @param times any of these; empty for all
   * @param from the earliest instant that matters
   * @param to the latest instant that matters
   * @return {@code times} themselves for the whole year
   */
  List<TimeInterval> within(List<TimeInterval> times, Instant from, Instant to) {
    if (equals(ALL)) {
      return times;
    }
    List<TimeInterval> result = new ArrayList<>();
    int firstYear = from.atZone(ZoneOffset.UTC).getYear() - 1;
    int lastYear = to.atZone(ZoneOffset.UTC).getYear();
    for (int year = firstYear; year <= lastYear; year++) {
      TimeInterval season = in(year);
      for (TimeInterval time : times.isEmpty() ? List.of(TimeInterval.ALL) : times) {
        if (time.intersects(season)) {
          Instant start = time.start().isAfter(season.start()) ? time.start() : season.start();
          Instant end = time.end().isBefore(season.end()) ? time.end() : season.end();
          result.add(new TimeInterval(start, end));
        }
      }
    }
    return result;
  }

  /** The season that begins in a year. */
  private TimeInterval in(int year) {
    int endYear = first.isAfter(last) ? year + 1 : year;
    return new TimeInterval(
        first.atYear(year).atStartOfDay(ZoneOffset.UTC).toInstant(),
        last.atYear(endYear).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
  }
}
