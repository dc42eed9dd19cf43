// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.jdbc.SpatialCondition.Relation;
import org.chronocube.scene.Footprints;
import org.chronocube.time.TimeGrouping;
import org.chronocube.time.TimeInterval;
import org.locationtech.jts.geom.Geometry;

/** From the criteria of a query to one condition. */
final class QueryConditions {

  private final Dialect dialect;

  QueryConditions(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * @param keys of the products searched
   */
  Condition of(Connection connection, List<Long> keys, SceneQuery query) throws SQLException {
    List<Condition> parts = new ArrayList<>();
    if (query.area() != null) {
      parts.add(area(query.area()));
    }
    if (!query.times().isEmpty()) {
      parts.add(
          query.grouping() == TimeGrouping.SOLAR_DAY
              ? byDay(connection, keys, query.times())
              : new Condition.TimeIn(query.times(), Set.of()));
    }
    parts.add(FilterCompiler.compile(query.filter()));
    return Condition.all(parts);
  }

  private static Condition area(Geometry area) {
    return area.isEmpty()
        ? Condition.FALSE
        : new SpatialCondition(Relation.INTERSECTS, Footprints.normalizeArea(area));
  }

  /** Instants stand for the solar days of the scenes that have them. */
  private Condition byDay(Connection connection, List<Long> keys, List<TimeInterval> times)
      throws SQLException {
    List<TimeInterval> intervals = times.stream().filter(t -> !t.isInstant()).toList();
    List<Long> instants =
        times.stream().filter(TimeInterval::isInstant).map(t -> t.start().toEpochMilli()).toList();
    Set<Long> days = new HashSet<>();
    if (!instants.isEmpty()) {
      // The id is asked for because without it the index by day covers the columns, and SQLite
      // would rather scan that than look up the instants in the index by time.
      Sql sql = new Sql().add("SELECT s.solar_day, s.id FROM scene s WHERE ");
      sql.add(dialect.integerIn("s.product", keys)).add(" AND s.is_current IN (0, 1) AND ");
      sql.add(dialect.integerIn("s.time_ms", instants));
      try (LongCursor found = new LongCursor(connection, sql)) {
        for (Long day = found.next(); day != null; day = found.next()) {
          days.add(day);
        }
      }
    }
    return new Condition.TimeIn(intervals, days);
  }
}
