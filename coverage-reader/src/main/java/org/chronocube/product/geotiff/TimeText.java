// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.geotiff;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.product.SceneParseException;

/**
 * How times are written in names and headers; UTC, the beginning of what they say.
 *
 * <p>Without a format of its own the digits decide, whatever separates them ({@code -}, {@code _},
 * {@code :}, {@code .}, {@code /}, blanks, {@code T}, {@code Z}): {@code yyyyMMdd}, {@code
 * yyyyMMddHHmm}, {@code yyyyMMddHHmmss} with or without milliseconds, {@code yyyyDDD} (day of
 * year), {@code yyyyMM}, {@code yyyy}. A text with an offset is taken as RFC 3339.
 *
 * @param format as {@link DateTimeFormatter} has it; null for the above
 */
record TimeText(DateTimeFormatter format) {

  static final String OPTION = "time-format";

  /**
   * @throws InvalidParameterException when the option is no format
   */
  static TimeText of(ProductDefinition product) {
    String format = product.options().get(OPTION);
    if (format == null) {
      return new TimeText(null);
    }
    try {
      return new TimeText(
          new DateTimeFormatterBuilder()
              .appendPattern(format)
              .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
              .toFormatter(Locale.ROOT)
              .withZone(ZoneOffset.UTC));
    } catch (IllegalArgumentException e) {
      throw new InvalidParameterException(
          OPTION, "time-format must be a pattern of DateTimeFormatter, was " + format, e);
    }
  }

  /**
   * @param where for messages
   * @throws SceneParseException when it is written otherwise, or there is no such time
   */
  Instant parse(String text, Object where) {
    try {
      return format == null ? common(text.strip()) : Instant.from(format.parse(text));
    } catch (DateTimeException e) {
      throw new SceneParseException(
          "time must be written as time-format says, was " + text + " in " + where, e);
    }
  }

  private static Instant common(String text) {
    if (text.matches("\\d{4}-\\d\\d-\\d\\dT.*[+-]\\d\\d:\\d\\d")) {
      return OffsetDateTime.parse(text).toInstant();
    }
    if (!text.matches("[\\d:/. _-]+(T[\\d:. _-]+)?Z?")) {
      throw new DateTimeException("not a time: " + text);
    }
    String digits = text.replaceAll("\\D", "");
    LocalDateTime time =
        switch (digits.length()) {
          case 4 -> LocalDate.of(number(digits, 0, 4), 1, 1).atStartOfDay();
          case 6 -> LocalDate.of(number(digits, 0, 4), number(digits, 4, 6), 1).atStartOfDay();
          case 7 -> LocalDate.ofYearDay(number(digits, 0, 4), number(digits, 4, 7)).atStartOfDay();
          case 8 -> day(digits).atStartOfDay();
          case 12, 14, 17 -> day(digits).atTime(clock(digits));
          default -> throw new DateTimeException("not a time: " + text);
        };
    return time.toInstant(ZoneOffset.UTC);
  }

  private static LocalDate day(String digits) {
    return LocalDate.of(number(digits, 0, 4), number(digits, 4, 6), number(digits, 6, 8));
  }

  private static LocalTime clock(String digits) {
    String padded = digits + "0".repeat(17 - digits.length());
    return LocalTime.of(
        number(padded, 8, 10),
        number(padded, 10, 12),
        number(padded, 12, 14),
        number(padded, 14, 17) * 1_000_000);
  }

  private static int number(String digits, int from, int to) {
    return Integer.parseInt(digits.substring(from, to));
  }
}
