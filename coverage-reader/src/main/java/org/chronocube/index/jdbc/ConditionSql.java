// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chronocube.index.jdbc.Dialect.Kind;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeInterval;

/** Writes a condition as SQL, where SQL decides it exactly. */
final class ConditionSql {

  /** More would make the statement, or its planning, too large. */
  private static final int MOST_PARTS = 200;

  private static final int FEW_DAYS = 4;

  private final Dialect dialect;
  private final boolean viaCells;

  /**
   * @param viaCells true when rows come from the index by cell
   */
  ConditionSql(Dialect dialect, boolean viaCells) {
    this.dialect = dialect;
    this.viaCells = viaCells;
  }

  /** Empty when some part cannot be decided in SQL. */
  Optional<Sql> write(Condition condition) {
    if (condition instanceof Condition.All all) {
      return joined("AND", all.parts(), "1 = 1");
    }
    if (condition instanceof Condition.Any any) {
      return joined("OR", any.parts(), "1 = 0");
    }
    if (condition instanceof Condition.Not not) {
      return write(not.part()).map(part -> new Sql().add("NOT (").add(part).add(")"));
    }
    if (condition instanceof Condition.Compare compare) {
      return compare(compare);
    }
    if (condition instanceof Condition.Like like) {
      return value(like.field(), Kind.TEXT).map(text -> dialect.like(text, like.pattern()));
    }
    if (condition instanceof Condition.Missing missing) {
      return missing(missing.field());
    }
    if (condition instanceof Condition.IdIn in) {
      return Optional.of(dialect.textIn("s.id", in.ids()));
    }
    if (condition instanceof Condition.TimeIn times) {
      return times(times);
    }
    return Optional.empty();
  }

  /** Value of a field, null where it is missing or of another kind; empty when SQL has none. */
  Optional<Sql> value(Field field, Kind kind) {
    if (field instanceof Field.Property property) {
      if (property.name().equals(Scene.CLOUD_COVER) && kind == Kind.NUMBER) {
        return Optional.of(new Sql().add("s.cloud_cover"));
      }
      return property.isPlain()
          ? Optional.of(dialect.property(property.name(), kind))
          : Optional.empty();
    }
    return switch ((Field.Column) field) {
      case ID -> Optional.of(new Sql().add("s.id"));
      case PRODUCT ->
          Optional.of(new Sql().add("(SELECT p.id FROM product p WHERE p.pk = s.product)"));
      case TIME -> Optional.of(new Sql().add("s.time_ms"));
      case FOOTPRINT -> Optional.empty();
    };
  }

  private Optional<Sql> joined(String keyword, List<Condition> parts, String whenEmpty) {
    if (parts.isEmpty()) {
      return Optional.of(new Sql().add(whenEmpty));
    }
    if (parts.size() > MOST_PARTS) {
      return Optional.empty();
    }
    List<Sql> written = new ArrayList<>();
    for (Condition part : parts) {
      Optional<Sql> sql = write(part);
      if (sql.isEmpty()) {
        return Optional.empty();
      }
      written.add(sql.get());
    }
    return Optional.of(new Sql().join(keyword, written));
  }

  private Optional<Sql> compare(Condition.Compare compare) {
    Object literal = compare.literal();
    Kind kind =
        literal instanceof String
            ? Kind.TEXT
            : literal instanceof Boolean ? Kind.BOOLEAN : Kind.NUMBER;
    Object bound = kind == Kind.BOOLEAN ? literal.toString() : literal;
    String test = " " + compare.operator().sql + " ?";
    boolean always = compare.field() instanceof Field.Column;
    return value(compare.field(), kind)
        .map(
            value ->
                always
                    ? value.add(test, bound)
                    : new Sql().add("COALESCE((").add(value).add(")" + test + ", FALSE)", bound));
  }

  private Optional<Sql> missing(Field field) {
    if (field instanceof Field.Property property) {
      return property.isPlain() ? Optional.of(dialect.lacks(property.name())) : Optional.empty();
    }
    return Optional.of(new Sql().add("1 = 0"));
  }

  private Optional<Sql> times(Condition.TimeIn times) {
    List<Sql> parts = new ArrayList<>();
    List<Long> instants = new ArrayList<>();
    for (TimeInterval interval : times.intervals()) {
      if (interval.isInstant()) {
        instants.add(interval.start().toEpochMilli());
      } else {
        parts.add(between(interval));
      }
    }
    if (parts.size() > MOST_PARTS) {
      return Optional.empty();
    }
    if (!instants.isEmpty()) {
      parts.add(dialect.integerIn("s.time_ms", instants));
    }
    if (!times.solarDays().isEmpty()) {
      // An index by cell would be gone through once for each day.
      String column = times.solarDays().size() > FEW_DAYS ? "s.solar_day + 0" : "s.solar_day";
      parts.add(dialect.integerIn(viaCells ? column : "s.solar_day", times.solarDays()));
    }
    return Optional.of(parts.isEmpty() ? new Sql().add("1 = 0") : new Sql().join("OR", parts));
  }

  static Sql between(TimeInterval interval) {
    return new Sql()
        .add(
            "s.time_ms >= ? AND s.time_ms < ?",
            interval.start().toEpochMilli(),
            interval.end().toEpochMilli());
  }
}
