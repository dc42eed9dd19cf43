// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.time.TimeInterval;

/**
 * Times as people write them: {@code 2023}, {@code 2023-04}, {@code 2023-04-02}, {@code
 * 2023-04-02T10:50:31Z}, all that lies within them included; {@code start/end}, both ends included,
 * {@code ..} or nothing for an open end; and lists of these, parted by commas. UTC unless an offset
 * is given.
 */
public final class TimeText {

  private static final int YEAR = 4;
  private static final int MONTH = 7;
  private static final int DAY = 10;

  private TimeText() {}

  /**
   * @param text null or blank for all times
   * @param parameter to name in the error
   * @return empty for all times
   * @throws InvalidParameterException when it cannot be read
   */
  public static List<TimeInterval> parse(String text, String parameter) {
    if (text == null || text.isBlank()) {
      return List.of();
    }
    List<TimeInterval> intervals = new ArrayList<>();
    for (String part : text.split(",")) {
      try {
        intervals.add(interval(part.strip()));
      } catch (DateTimeException | IllegalArgumentException e) {
        throw new InvalidParameterException(
            parameter,
            parameter + " must be an ISO 8601 date, time or start/end, was " + part.strip(),
            e);
      }
    }
    return intervals;
  }

  private static TimeInterval interval(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return within(text);
    }
    String from = text.substring(0, slash).strip();
    String to = text.substring(slash + 1).strip();
    Instant start = isOpen(from) ? TimeInterval.ALL.start() : within(from).start();
    Instant end = isOpen(to) ? TimeInterval.ALL.end() : within(to).end();
    return new TimeInterval(start, end);
  }

  private static boolean isOpen(String text) {
    return text.isEmpty() || text.equals("..");
  }

  private static TimeInterval within(String text) {
    if (text.length() == YEAR) {
      LocalDate first = Year.parse(text).atDay(1);
      return days(first, first.plusYears(1));
    }
    if (text.length() == MONTH) {
      LocalDate first = YearMonth.parse(text).atDay(1);
      return days(first, first.plusMonths(1));
    }
    if (text.length() == DAY) {
      LocalDate day = LocalDate.parse(text);
      return days(day, day.plusDays(1));
    }
    boolean zoned = text.matches(".*(Z|z|[+-]\\d\\d:?\\d\\d)$");
    Instant instant = OffsetDateTime.parse(zoned ? text : text + "Z").toInstant();
    boolean wholeSecond = text.indexOf('.') < 0;
    return wholeSecond
        ? new TimeInterval(instant, instant.plusSeconds(1))
        : TimeInterval.at(instant);
  }

  private static TimeInterval days(LocalDate first, LocalDate end) {
    return new TimeInterval(
        first.atStartOfDay().toInstant(ZoneOffset.UTC),
        end.atStartOfDay().toInstant(ZoneOffset.UTC));
  }
}
