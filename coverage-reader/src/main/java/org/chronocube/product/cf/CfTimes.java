// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.cf;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chronocube.io.array.ArrayInfo;
import org.chronocube.product.SceneParseException;

/**
 * Numbers as times, by their units: {@code days since 1970-01-01 00:00:00}, in UTC unless they say
 * otherwise (CF-1.11 section 4.4).
 *
 * @param secondsPerUnit length of the unit
 * @param reference time zero
 */
record CfTimes(double secondsPerUnit, Instant reference) {

  private static final Pattern UNITS =
      Pattern.compile("\\s*([a-zA-Z]+)\\s+since\\s+(\\S+)(?:[ T](.*))?\\s*");
  private static final Map<String, Double> UNIT_SECONDS =
      Map.ofEntries(
          Map.entry("day", 86400.0),
          Map.entry("d", 86400.0),
          Map.entry("hour", 3600.0),
          Map.entry("hr", 3600.0),
          Map.entry("h", 3600.0),
          Map.entry("minute", 60.0),
          Map.entry("min", 60.0),
          Map.entry("second", 1.0),
          Map.entry("sec", 1.0),
          Map.entry("s", 1.0),
          Map.entry("millisecond", 1e-3),
          Map.entry("ms", 1e-3),
          Map.entry("microsecond", 1e-6),
          Map.entry("us", 1e-6),
          Map.entry("nanosecond", 1e-9),
          Map.entry("ns", 1e-9));

  /** The calendars in which a day has its usual date, for all dates of satellites. */
  private static final Set<String> CALENDARS =
      Set.of("standard", "gregorian", "proleptic_gregorian");

  /** True when a variable's units are those of time. */
  static boolean areUnits(ArrayInfo variable) {
    return variable.text("units").filter(u -> u.contains(" since ")).isPresent();
  }

  /**
   * @throws SceneParseException when units or calendar are none that is known
   */
  static CfTimes of(ArrayInfo variable) {
    String calendar = variable.text("calendar").orElse("standard").toLowerCase(Locale.ROOT);
    if (!CALENDARS.contains(calendar)) {
      throw new SceneParseException(
          "calendar of variable "
              + variable.name()
              + " must be standard or proleptic_gregorian, was "
              + calendar);
    }
    String units = variable.text("units").orElse("");
    Matcher matcher = UNITS.matcher(units);
    if (!matcher.matches()) {
      throw bad(variable, units, null);
    }
    String unit = matcher.group(1).toLowerCase(Locale.ROOT);
    Double seconds = UNIT_SECONDS.get(unit);
    if (seconds == null) {
      seconds = UNIT_SECONDS.get(unit.replaceFirst("s$", ""));
    }
    if (seconds == null) {
      throw bad(variable, units, null);
    }
    try {
      String date = matcher.group(2);
      String rest = matcher.group(3) == null ? "" : " " + matcher.group(3);
      return new CfTimes(
          seconds, reference((date + rest).replaceFirst("(\\d)T(\\d)", "$1 $2").strip()));
    } catch (DateTimeParseException e) {
      throw bad(variable, units, e);
    }
  }

  private static SceneParseException bad(ArrayInfo variable, String units, Exception cause) {
    return new SceneParseException(
        "units of variable " + variable.name() + " must be UNIT since DATE, were " + units, cause);
  }

  private static Instant reference(String text) {
    String utc = text.replaceFirst("( ?UTC| ?Z| ?GMT)$", "");
    if (utc.matches(".*[0-9]:[0-9.]+ ?[+-]\\d{1,2}:?\\d{0,2}")) {
      return OffsetDateTime.parse(utc, formatter("y-M-d H:m[:s][.SSS][ ][XXX][XX][X]")).toInstant();
    }
    if (!utc.contains(":")) {
      return LocalDate.parse(utc.split(" ")[0], formatter("y-M-d"))
          .atStartOfDay(ZoneOffset.UTC)
          .toInstant();
    }
    String whole = utc.replaceFirst("\\.0*$", "");
    return LocalDateTime.parse(whole, formatter("y-M-d H:m[:s][.SSSSSS][.SSS][.S]"))
        .toInstant(ZoneOffset.UTC);
  }

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern.replace("y-", "uuuu-"), Locale.ROOT);
  }

  /** The time of a number, to the millisecond. */
  Instant at(double value) {
    double millis = value * secondsPerUnit * 1000;
    return reference.plusMillis(Math.round(millis));
  }
}
