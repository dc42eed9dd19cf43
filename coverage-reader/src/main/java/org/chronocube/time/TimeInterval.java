// SPDX-License-Identifier: Apache-2.0
package org.chronocube.time;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A half-open interval of time, {@code [start, end)}, in UTC and whole milliseconds.
 *
 * <p>OGC requests use closed ranges; {@link #ofClosed} turns one into the half-open interval that
 * holds the same milliseconds. An instant is the interval of one millisecond.
 *
 * @param start first instant
 * @param end first instant after the interval, > start
 */
public record TimeInterval(Instant start, Instant end) implements Comparable<TimeInterval> {

  /** Years 0001 to 9999: what ISO 8601 text of four digits, and both databases, can hold. */
  public static final TimeInterval ALL =
      new TimeInterval(
          Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T23:59:59.999Z"));

  public TimeInterval {
    start = start.truncatedTo(ChronoUnit.MILLIS);
    end = end.truncatedTo(ChronoUnit.MILLIS);
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException(
          "time interval must have start < end, was " + start + " / " + end);
    }
  }

  /** The one millisecond that starts at {@code instant}. */
  public static TimeInterval at(Instant instant) {
    Instant ms = instant.truncatedTo(ChronoUnit.MILLIS);
    return new TimeInterval(ms, ms.plusMillis(1));
  }

  /** All milliseconds from {@code first} to {@code last}, both included. */
  public static TimeInterval ofClosed(Instant first, Instant last) {
    if (last.isBefore(first)) {
      throw new IllegalArgumentException(
          "time interval must have start <= end, was " + first + " / " + last);
    }
    return new TimeInterval(first, last.truncatedTo(ChronoUnit.MILLIS).plusMillis(1));
  }

  /** True when this is one millisecond: an instant. */
  public boolean isInstant() {
    return Duration.between(start, end).toMillis() == 1;
  }

  /** Last millisecond inside. */
  public Instant last() {
    return end.minusMillis(1);
  }

  public boolean contains(Instant instant) {
    return !instant.isBefore(start) && instant.isBefore(end);
  }

  public boolean intersects(TimeInterval other) {
    return start.isBefore(other.end) && other.start.isBefore(end);
  }

  /** The time in common; empty when there is none. */
  public Optional<TimeInterval> intersection(TimeInterval other) {
    return intersects(other)
        ? Optional.of(
            new TimeInterval(
                start.isAfter(other.start) ? start : other.start,
                end.isBefore(other.end) ? end : other.end))
        : Optional.empty();
  }

  @Override
  public int compareTo(TimeInterval other) {
    int byStart = start.compareTo(other.start);
    return byStart != 0 ? byStart : end.compareTo(other.end);
  }
}
