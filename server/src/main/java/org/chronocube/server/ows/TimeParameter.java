// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.ows;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chronocube.time.TimeInterval;

/**
 * A TIME parameter (WMS 1.3.0 annexes C and D, with GeoServer's extensions): a comma-separated list
 * of
 *
 * <ul>
 *   <li>an instant, {@code 2023-04-02T10:50:31.024Z};
 *   <li>an instant of reduced precision, {@code 2023-04} or {@code 2023-04-02T10:50:31Z}, which
 *       means all of that month or second;
 *   <li>a closed range, {@code 2023-04-01/2023-04-15} (ends of reduced precision are included
 *       whole), or one given by its duration, {@code 2023-04-01/P10D} or {@code P10D/2023-04-15};
 *   <li>instants at a period, {@code 2023-04-01/2023-04-15/P1D};
 *   <li>{@code current} (also {@code now}, {@code present}): the newest.
 * </ul>
 *
 * Times are UTC unless they carry an offset.
 *
 * @param items in the order given, at least one
 */
public record TimeParameter(List<Item> items) {

  /** What one element of the list selects. */
  public sealed interface Item permits At, Range, Current {}

  /** Exactly one instant. */
  public record At(Instant instant) implements Item {}

  /** All instants of a closed range, both ends in. */
  public record Range(Instant first, Instant last) implements Item {}

  /** The newest instant of the layer. */
  public record Current() implements Item {}

  private static final Pattern EXTENDED =
      Pattern.compile(
          "(\\d{4})(?:-(\\d\\d)(?:-(\\d\\d)(?:T(\\d\\d)(?::(\\d\\d)(?::(\\d\\d)(?:[.,](\\d{1,9}))?)?)?"
              + "(Z|[+ -]\\d\\d:?\\d\\d)?)?)?)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern BASIC =
      Pattern.compile(
          "(\\d{4})(?:(\\d\\d)(?:(\\d\\d)(?:T(\\d\\d)(?:(\\d\\d)(?:(\\d\\d)(?:[.,]?(\\d{1,9}))?)?)?"
              + "(Z|[+ -]\\d\\d:?\\d\\d)?)?)?)?",
          Pattern.CASE_INSENSITIVE);

  public TimeParameter {
    items = List.copyOf(items);
  }

  /** Thrown when a text is not one of the forms. */
  public static final class SyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SyntaxException(String message) {
      super(message);
    }

    SyntaxException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * @param text as in the class comment
   * @param maxItems of the list, periods expanded
   * @param parameter to name in the error
   * @param code of the error, e.g. {@code InvalidDimensionValue}
   * @throws OwsException when the text is none of these forms
   */
  public static TimeParameter parse(String text, int maxItems, String parameter, String code) {
    try {
      return parse(text, maxItems);
    } catch (SyntaxException e) {
      throw new OwsException(code, parameter, parameter + " " + e.getMessage(), e);
    }
  }

  private static TimeParameter parse(String text, int maxItems) {
    List<Item> items = new ArrayList<>();
    for (String element : text.split(",", -1)) {
      items.addAll(element(element.strip(), maxItems));
      if (items.size() > maxItems) {
        throw new SyntaxException("must select at most " + maxItems + " times, was " + text);
      }
    }
    return new TimeParameter(items);
  }

  /**
   * The selected times as half-open intervals.
   *
   * @param current what {@code current} means
   */
  public List<TimeInterval> intervals(Instant current) {
    Objects.requireNonNull(current, "current");
    return items.stream().map(item -> interval(item, current)).toList();
  }

  private static TimeInterval interval(Item item, Instant current) {
    if (item instanceof At at) {
      return TimeInterval.at(at.instant());
    }
    if (item instanceof Range range) {
      return TimeInterval.ofClosed(range.first(), range.last());
    }
    return TimeInterval.at(current);
  }

  private static List<Item> element(String text, int maxItems) {
    String[] parts = text.split("/", -1);
    if (parts.length == 1) {
      return List.of(single(text));
    }
    if (parts.length > 3) {
      throw bad(text);
    }
    Range range = range(parts[0].strip(), parts[1].strip(), text);
    if (parts.length == 2) {
      return List.of(range);
    }
    return steps(range, period(parts[2].strip()), maxItems, text);
  }

  private static Item single(String text) {
    if (isCurrent(text)) {
      return new Current();
    }
    Range range = instants(text);
    return range.first().equals(range.last()) ? new At(range.first()) : range;
  }

  private static boolean isCurrent(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.equals("current") || lower.equals("now") || lower.equals("present");
  }

  private static Range range(String from, String to, String text) {
    boolean durationFirst = isDuration(from);
    boolean durationLast = isDuration(to);
    if (durationFirst && durationLast) {
      throw bad(text);
    }
    Instant first;
    Instant last;
    if (durationFirst) {
      last = instants(to).last();
      first = shift(last, period(from), -1);
    } else if (durationLast) {
      first = instants(from).first();
      last = shift(first, period(to), 1);
    } else {
      first = instants(from).first();
      last = instants(to).last();
    }
    if (last.isBefore(first)) {
      throw new SyntaxException("must have start <= end, was " + text);
    }
    return new Range(first, last);
  }

  private static boolean isDuration(String text) {
    return text.regionMatches(true, 0, "P", 0, 1) && !isCurrent(text);
  }

  private static List<Item> steps(Range range, TemporalAmount step, int maxItems, String text) {
    List<Item> items = new ArrayList<>();
    Instant at = range.first();
    // The k-th step counts from the start: a month after 31 January is not three days short later.
    for (int k = 1; !at.isAfter(range.last()); k++) {
      if (items.size() == maxItems) {
        throw new SyntaxException("must select at most " + maxItems + " times, was " + text);
      }
      items.add(new At(at));
      at = shift(range.first(), step, k);
    }
    return items;
  }

  private static Instant shift(Instant from, TemporalAmount step, int times) {
    try {
      if (step instanceof Period period) {
        return from.atOffset(ZoneOffset.UTC).plus(period.multipliedBy(times)).toInstant();
      }
      return from.plus(((Duration) step).multipliedBy(times));
    } catch (DateTimeException | ArithmeticException e) {
      throw new SyntaxException("must stay within years 0000..9999", e);
    }
  }

  /**
   * An ISO 8601 duration of one kind: years, months, weeks, days, or hours, minutes, seconds; days
   * may be joined with the latter.
   *
   * @throws SyntaxException when it is something else, or not positive
   */
  public static TemporalAmount period(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    try {
      TemporalAmount amount =
          upper.contains("T") ? Duration.parse(upper) : (TemporalAmount) Period.parse(upper);
      boolean positive =
          amount instanceof Period p
              ? !p.isNegative() && !p.isZero()
              : !((Duration) amount).isNegative() && !((Duration) amount).isZero();
      if (positive) {
        return amount;
      }
    } catch (DateTimeParseException | ArithmeticException e) {
      throw new SyntaxException("must have a period such as P1D or PT6H, was " + text, e);
    }
    throw new SyntaxException("must have a period > 0, was " + text);
  }

  /** The milliseconds a time of any precision stands for. */
  static Range instants(String text) {
    Matcher m = EXTENDED.matcher(text);
    if (!m.matches()) {
      m = BASIC.matcher(text);
      if (!m.matches()) {
        throw bad(text);
      }
    }
    try {
      OffsetDateTime start =
          OffsetDateTime.of(
              number(m, 1, 0),
              number(m, 2, 1),
              number(m, 3, 1),
              number(m, 4, 0),
              number(m, 5, 0),
              number(m, 6, 0),
              0,
              offset(m.group(8)));
      OffsetDateTime next = next(m, start);
      if (next == null) {
        Instant exact = start.toInstant().plusMillis(millis(m.group(7)));
        return new Range(exact, exact);
      }
      return new Range(start.toInstant(), next.toInstant().minusMillis(1));
    } catch (DateTimeException e) {
      throw new SyntaxException("must be a date that exists, was " + text, e);
    }
  }

  private static OffsetDateTime next(Matcher m, OffsetDateTime start) {
    if (m.group(7) != null) {
      return null;
    }
    if (m.group(6) != null) {
      return start.plusSeconds(1);
    }
    if (m.group(5) != null) {
      return start.plusMinutes(1);
    }
    if (m.group(4) != null) {
      return start.plusHours(1);
    }
    if (m.group(3) != null) {
      return start.plusDays(1);
    }
    return m.group(2) != null ? start.plusMonths(1) : start.plusYears(1);
  }

  private static int number(Matcher m, int group, int otherwise) {
    return m.group(group) == null ? otherwise : Integer.parseInt(m.group(group));
  }

  private static int millis(String fraction) {
    return Integer.parseInt((fraction + "00").substring(0, 3));
  }

  // A plus sign that was not percent-encoded arrives as a space.
  private static ZoneOffset offset(String text) {
    return Optional.ofNullable(text)
        .map(t -> t.toUpperCase(Locale.ROOT).replace(' ', '+'))
        .map(ZoneOffset::of)
        .orElse(ZoneOffset.UTC);
  }

  private static SyntaxException bad(String text) {
    return new SyntaxException(
        "must be an ISO 8601 time, start/end, start/end/period or current, was " + text);
  }
}
