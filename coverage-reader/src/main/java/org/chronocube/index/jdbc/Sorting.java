// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.util.List;
import java.util.Optional;
import org.chronocube.InvalidParameterException;
import org.chronocube.index.SortKey;
import org.chronocube.index.jdbc.Dialect.Kind;

/** The order of scenes: the keys, then id and product, so that it is total. */
final class Sorting {

  private Sorting() {}

  static Sql orderBy(ConditionSql writer, List<SortKey> keys, QueryPlan plan) {
    Sql sql = new Sql().add(" ORDER BY ");
    for (SortKey key : effective(keys)) {
      String direction = key.descending() ? " DESC" : "";
      Field field = Field.of(key.property());
      if (field == Field.Column.TIME) {
        sql.add(plan.time() + direction + ", ");
      } else if (field instanceof Field.Column) {
        sql.add(value(writer, key, Kind.TEXT)).add(direction + ", ");
      } else {
        for (Kind kind : Kind.values()) {
          sql.add(value(writer, key, kind)).add(direction + " NULLS LAST, ");
        }
      }
    }
    return sql.add("s.id, s.product");
  }

  /** True when the first scenes are the newest or the oldest. */
  static boolean isByTime(List<SortKey> keys) {
    return effective(keys).get(0).property().equals(SortKey.TIME);
  }

  private static List<SortKey> effective(List<SortKey> keys) {
    return keys.isEmpty() ? List.of(SortKey.NEWEST_FIRST) : keys;
  }

  private static Sql value(ConditionSql writer, SortKey key, Kind kind) {
    Optional<Sql> value = writer.value(Field.of(key.property()), kind);
    return value.orElseThrow(
        () ->
            new InvalidParameterException(
                "sort", "scenes must be sorted by time, id or a property, was " + key.property()));
  }
}
