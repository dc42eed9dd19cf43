// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.chronocube.index.SceneQuery;
import org.chronocube.time.TimeInterval;

/**
 * How a query is answered: SQL that selects candidates, and what is left to decide on each.
 *
 * @param where {@code FROM … WHERE …} over table {@code scene s}
 * @param residual what a candidate must still meet; {@link Condition#TRUE} when SQL decides all
 * @param viaBoxes true when candidates come from the spatial index
 */
record QueryPlan(Sql where, Condition residual, boolean viaBoxes) {

  /**
   * Up to this share of the globe, a search that wants only the first scenes in time asks the
   * spatial index and sorts; beyond it walks along the time index, where a hit is never far.
   */
  private static final double SMALL_AREA = 0.005;

  /** The same where all scenes of the area are wanted anyway: against a scan of everything. */
  private static final double MEDIUM_AREA = 0.3;

  /**
   * @param products keys of the products searched, at least one
   * @param condition all that must hold besides products and supersession
   * @param firstOnly true when the caller takes scenes in the order of time and may stop early
   */
  static QueryPlan of(
      Dialect dialect,
      List<Long> products,
      boolean withSuperseded,
      Condition condition,
      boolean firstOnly) {
    Split split = split(dialect, condition);
    double limit = firstOnly ? SMALL_AREA : MEDIUM_AREA;
    Optional<BoxSearch> search =
        split.smallestArea().map(area -> BoxSearch.of(area.area(), split.span()));
    boolean viaBoxes = search.filter(s -> s.share() <= limit).isPresent();
    Sql where =
        viaBoxes ? dialect.fromBoxes(search.get()) : new Sql().add(" FROM scene s WHERE 1 = 1");
    if (products.size() == 1) {
      where.add(" AND s.product = ?", products.get(0));
    } else {
      String marks = String.join(", ", Collections.nCopies(products.size(), "?"));
      where.add(" AND s.product IN (" + marks + ")", products.toArray());
    }
    where.add(withSuperseded ? " AND s.is_current IN (0, 1)" : " AND s.is_current = 1");
    if (split.span() != null) {
      where.add(" AND ").add(ConditionSql.between(split.span()));
    }
    if (!viaBoxes && search.isPresent()) {
      where.add(" AND ").add(Dialect.plainBoxes(search.get()));
    }
    split.sql().forEach(part -> where.add(" AND (").add(part).add(")"));
    return new QueryPlan(where, Condition.all(split.residual()), viaBoxes);
  }

  boolean isExact() {
    return residual.equals(Condition.TRUE);
  }

  /** The statement for rows in an order, from {@code LIMIT} on only when the SQL is exact. */
  Sql rows(ConditionSql writer, SceneQuery query) {
    Sql sql = new Sql().add("SELECT " + SceneRow.COLUMNS).add(where);
    sql.add(Sorting.orderBy(writer, query.sort(), viaBoxes));
    if (isExact() && (query.limit() < SceneQuery.UNLIMITED || query.offset() > 0)) {
      sql.add(" LIMIT ? OFFSET ?", (long) query.limit(), query.offset());
    }
    return sql;
  }

  /** The statement for something computed from all matching rows; the plan must be exact. */
  Sql select(String columns) {
    return new Sql().add("SELECT " + columns).add(where);
  }

  private record Split(
      List<Sql> sql, List<Condition> residual, List<SpatialCondition> areas, TimeInterval span) {

    Optional<SpatialCondition> smallestArea() {
      return areas.stream()
          .min(Comparator.comparingDouble(a -> a.area().getEnvelopeInternal().getArea()));
    }
  }

  private static Split split(Dialect dialect, Condition condition) {
    ConditionSql writer = new ConditionSql(dialect);
    List<Sql> sql = new ArrayList<>();
    List<Condition> residual = new ArrayList<>();
    List<SpatialCondition> areas = new ArrayList<>();
    TimeInterval span = null;
    for (Condition part : Condition.parts(condition)) {
      if (part instanceof SpatialCondition area) {
        if (area.isEverywhere()) {
          continue;
        }
        residual.add(area);
        if (area.needsOverlap()) {
          areas.add(area);
        }
        continue;
      }
      if (part instanceof Condition.TimeIn times) {
        span = times.span();
      }
      if (!isJustSpan(part)) {
        writer.write(part).ifPresentOrElse(sql::add, () -> residual.add(part));
      }
    }
    return new Split(sql, residual, areas, span);
  }

  private static boolean isJustSpan(Condition part) {
    return part instanceof Condition.TimeIn t
        && t.intervals().size() == 1
        && t.solarDays().isEmpty();
  }
}
