// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;

/**
 * What must hold for a scene. True or false, never unknown: a comparison with a property that is
 * missing, or of another type than the literal, is false.
 */
sealed interface Condition
    permits Condition.All,
        Condition.Any,
        Condition.Not,
        Condition.Compare,
        Condition.Like,
        Condition.Missing,
        Condition.IdIn,
        Condition.TimeIn,
        Condition.ByFilter,
        SpatialCondition {

  Condition TRUE = new All(List.of());
  Condition FALSE = new Any(List.of());

  boolean test(SceneRow row);

  /** Every part holds. */
  record All(List<Condition> parts) implements Condition {

    @Override
    public boolean test(SceneRow row) {
      return parts.stream().allMatch(p -> p.test(row));
    }
  }

  /** Some part holds. */
  record Any(List<Condition> parts) implements Condition {

    @Override
    public boolean test(SceneRow row) {
      return parts.stream().anyMatch(p -> p.test(row));
    }
  }

  /** The part does not hold. */
  record Not(Condition part) implements Condition {

    @Override
    public boolean test(SceneRow row) {
      return !part.test(row);
    }
  }

  /** Comparison operators. */
  enum Operator {
    EQUAL("="),
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">=");

    final String sql;

    Operator(String sql) {
      this.sql = sql;
    }

    boolean holds(int comparison) {
      return switch (this) {
        case EQUAL -> comparison == 0;
        case LESS -> comparison < 0;
        case AT_MOST -> comparison <= 0;
        case GREATER -> comparison > 0;
        case AT_LEAST -> comparison >= 0;
      };
    }

    /** The operator with its sides exchanged. */
    Operator mirrored() {
      return switch (this) {
        case EQUAL -> EQUAL;
        case LESS -> GREATER;
        case AT_MOST -> AT_LEAST;
        case GREATER -> LESS;
        case AT_LEAST -> AT_MOST;
      };
    }
  }

  /**
   * A field against a literal of one type: Long for the time, String, Double or Boolean otherwise.
   * Numbers compare as numbers, texts by their bytes in UTF-8.
   */
  record Compare(Field field, Operator operator, Object literal) implements Condition {

    @Override
    public boolean test(SceneRow row) {
      Object value = field.valueIn(row);
      if (value instanceof Number n && literal instanceof Number l) {
        return l instanceof Long ms
            ? operator.holds(Long.compare(n.longValue(), ms))
            : operator.holds(Double.compare(n.doubleValue() + 0.0, l.doubleValue() + 0.0));
      }
      if (value instanceof String text && literal instanceof String other) {
        return operator.holds(Utf8.compare(text, other));
      }
      return value instanceof Boolean && operator == Operator.EQUAL && value.equals(literal);
    }
  }

  /** A text field has a pattern. */
  record Like(Field field, LikePattern pattern) implements Condition {

    @Override
    public boolean test(SceneRow row) {
      return field.valueIn(row) instanceof String text && pattern.matches(text);
    }
  }

  /** The scene has no such property. */
  record Missing(Field field) implements Condition {

    @Override
    public boolean test(SceneRow row) {
      return field.valueIn(row) == null;
    }
  }

  /** The scene id is one of some. */
  record IdIn(Set<String> ids) implements Condition {

    @Override
    public boolean test(SceneRow row) {
      return ids.contains(row.id);
    }
  }

  /** The time is in an interval, or the scene's solar day is one of some days. */
  record TimeIn(List<TimeInterval> intervals, Set<Long> solarDays) implements Condition {

    // A solar day runs from 12 h before its UTC day (180° E) to 12 h after it (180° W).
    private static final long HOUR_MS = 3_600_000L;
    private static final long BEFORE = 13 * HOUR_MS;
    private static final long DAY = 24 * HOUR_MS;
    private static final long AFTER = DAY + BEFORE;

    @Override
    public boolean test(SceneRow row) {
      return solarDays.contains((long) row.solarDay)
          || intervals.stream()
              .anyMatch(
                  i -> row.time >= i.start().toEpochMilli() && row.time < i.end().toEpochMilli());
    }

    /** A time outside of which the condition never holds; null when it never holds at all. */
    TimeInterval span() {
      long start =
          Stream.concat(
                  intervals.stream().map(i -> i.start().toEpochMilli()),
                  solarDays.stream().map(d -> d * DAY - BEFORE))
              .mapToLong(Long::longValue)
              .min()
              .orElse(0);
      long end =
          Stream.concat(
                  intervals.stream().map(i -> i.end().toEpochMilli()),
                  solarDays.stream().map(d -> d * DAY + AFTER))
              .mapToLong(Long::longValue)
              .max()
              .orElse(0);
      return start < end
          ? new TimeInterval(Instant.ofEpochMilli(start), Instant.ofEpochMilli(end))
          : null;
    }
  }

  /** What only GeoTools can evaluate; its property names are already bound to scene rows. */
  record ByFilter(Filter filter) implements Condition {

    @Override
    public boolean test(SceneRow row) {
      return filter.evaluate(row);
    }
  }

  /** True when a condition may look at the properties of scenes. */
  static boolean readsProperties(Condition condition) {
    return !parts(condition).stream()
        .allMatch(p -> p instanceof SpatialCondition || p instanceof TimeIn || p instanceof IdIn);
  }

  /** The conditions that must hold each. */
  static List<Condition> parts(Condition condition) {
    return condition instanceof All all ? all.parts() : List.of(condition);
  }

  /** All of some conditions, flattened. */
  static Condition all(List<Condition> parts) {
    List<Condition> flat =
        parts.stream()
            .flatMap(p -> p instanceof All a ? a.parts().stream() : Stream.of(p))
            .toList();
    return flat.size() == 1 ? flat.get(0) : new All(flat);
  }
}
