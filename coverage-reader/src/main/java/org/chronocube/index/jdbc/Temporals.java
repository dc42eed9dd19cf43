// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.chronocube.index.jdbc.Condition.Compare;
import org.chronocube.index.jdbc.Condition.Operator;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.filter.temporal.After;
import org.geotools.api.filter.temporal.Before;
import org.geotools.api.filter.temporal.BinaryTemporalOperator;
import org.geotools.api.filter.temporal.During;
import org.geotools.api.filter.temporal.TEquals;
import org.geotools.api.temporal.Period;
import org.geotools.util.Range;

/**
 * Temporal relations of the scene's time to an instant or a period. As OGC Filter has it, DURING
 * excludes both ends of the period.
 */
final class Temporals {

  private Temporals() {}

  /** Empty when this is not the time against a literal, or another relation. */
  static Optional<Condition> compile(BinaryTemporalOperator filter) {
    boolean mirrored = filter.getExpression1() instanceof Literal;
    Expression subject = mirrored ? filter.getExpression2() : filter.getExpression1();
    Expression object = mirrored ? filter.getExpression1() : filter.getExpression2();
    if (FilterCompiler.field(subject).orElse(null) != Field.Column.TIME
        || !(object instanceof Literal literal)) {
      return Optional.empty();
    }
    if (filter instanceof Before || filter instanceof After) {
      boolean before = filter instanceof Before != mirrored;
      long[] ends = ends(literal.getValue());
      return Optional.of(before ? time(Operator.LESS, ends[0]) : time(Operator.GREATER, ends[1]));
    }
    if (filter instanceof TEquals) {
      return Optional.of(time(Operator.EQUAL, millis(literal.getValue())));
    }
    if (filter instanceof During && !mirrored) {
      long[] ends = ends(literal.getValue());
      return Optional.of(
          Condition.all(List.of(time(Operator.GREATER, ends[0]), time(Operator.LESS, ends[1]))));
    }
    return Optional.empty();
  }

  private static Condition time(Operator operator, long millis) {
    return new Compare(Field.Column.TIME, operator, millis);
  }

  private static long[] ends(Object value) {
    if (value instanceof Period period) {
      return new long[] {
        millis(period.getBeginning().getPosition().getDate()),
        millis(period.getEnding().getPosition().getDate())
      };
    }
    if (value instanceof Range<?> range) {
      return new long[] {millis(range.getMinValue()), millis(range.getMaxValue())};
    }
    return new long[] {millis(value), millis(value)};
  }

  /** Milliseconds since 1970 of a literal; text is ISO 8601, UTC when it does not say. */
  static long millis(Object literal) {
    if (literal instanceof Date date) {
      return date.getTime();
    }
    if (literal instanceof Calendar calendar) {
      return calendar.getTimeInMillis();
    }
    if (literal instanceof Instant instant) {
      return instant.toEpochMilli();
    }
    if (literal instanceof org.geotools.api.temporal.Instant instant) {
      return instant.getPosition().getDate().getTime();
    }
    try {
      return parse(String.valueOf(literal)).toEpochMilli();
    } catch (DateTimeParseException e) {
      throw FilterCompiler.invalid("time must be ISO 8601, was " + literal);
    }
  }

  private static Instant parse(String text) {
    if (!text.contains("T")) {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    boolean zoned = text.matches(".*T.*(Z|[+-]\\d\\d:?\\d\\d)");
    return zoned
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
  }
}
