// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.chronocube.time.TimeInterval;

/**
 * How a query is answered: SQL that selects candidates, and what is left to decide on each.
 *
 * @param where {@code FROM … WHERE …} over table {@code scene s}, but for the span
 * @param span outside of which no time is searched; null for none
 * @param residual what a candidate must still meet; {@link Condition#TRUE} when SQL decides all
 * @param cells how many cells of the area the candidates come from; 0 when they are walked through
 *     by product and time
 */
record QueryPlan(Sql where, TimeInterval span, Condition residual, int cells) {

  /** An area of more cells is searched by walking through all scenes of the product. */
  private static final int MOST_CELLS = 4096;

  private static final int MOST_BRANCHES = 16;

  /** Cells that have about a screen of scenes in some days. */
  private static final int CELLS_OF_A_DAY = 1024;

  /**
   * @param products keys of the products searched, at least one
   * @param condition all that must hold besides products and supersession
   */
  static QueryPlan of(
      Dialect dialect, List<Long> products, boolean withSuperseded, Condition condition) {
    Optional<BoxSearch> search = smallestArea(condition).map(area -> BoxSearch.of(area.area()));
    Collection<Long> cells =
        search.flatMap(s -> s.cells(products, MOST_CELLS)).orElse(Collections.emptyList());
    Split split = split(new ConditionSql(dialect, !cells.isEmpty()), condition);
    Sql where =
        cells.isEmpty()
            ? byProduct(products, withSuperseded)
            : byCell(dialect.integerIn("s.cell", cells), withSuperseded);
    search.ifPresent(s -> where.add(" AND ").add(s.condition()));
    split.sql().forEach(part -> where.add(" AND (").add(part).add(")"));
    return new QueryPlan(where, split.span(), Condition.all(split.residual()), cells.size());
  }

  /** The cells tell the product. */
  private static Sql byCell(Sql inCells, boolean withSuperseded) {
    return new Sql()
        .add(" FROM scene s WHERE ")
        .add(inCells)
        .add(withSuperseded ? " AND s.is_current IN (0, 1)" : " AND s.is_current = 1");
  }

  /**
   * The scenes of some products. Several are a union: both databases merge its branches in the
   * order of the time index, where for a list they would sort everything.
   */
  private static Sql byProduct(List<Long> products, boolean withSuperseded) {
    List<Integer> flags = withSuperseded ? List.of(1, 0) : List.of(1);
    int branches = products.size() * flags.size();
    if (branches == 1 || branches > MOST_BRANCHES) {
      String marks = String.join(", ", Collections.nCopies(products.size(), "?"));
      return new Sql()
          .add(
              " FROM scene s WHERE "
                  + (products.size() == 1 ? "s.product = ?" : "s.product IN (" + marks + ")"),
              products.toArray())
          .add(withSuperseded ? " AND s.is_current IN (0, 1)" : " AND s.is_current = 1");
    }
    Sql sql = new Sql().add(" FROM (");
    String union = "";
    for (long product : products) {
      for (int flag : flags) {
        sql.add(union).add("SELECT * FROM scene WHERE product = ?", product);
        sql.add(" AND is_current = " + flag);
        union = " UNION ALL ";
      }
    }
    return sql.add(") s WHERE 1 = 1");
  }

  boolean isExact() {
    return residual.equals(Condition.TRUE);
  }

  boolean viaCells() {
    return cells > 0;
  }

  /** The statement for all matching rows, with the columns that the residual needs. */
  Sql rows() {
    return select(columns());
  }

  /** The columns that the residual needs. */
  String columns() {
    return Condition.readsProperties(residual) && !isExact()
        ? SceneRow.MORE_COLUMNS
        : SceneRow.FEW_COLUMNS;
  }

  /** The statement for something of all matching rows. */
  Sql select(String columns) {
    return select(columns, span);
  }

  /** The same within a time in place of the span; null for any. */
  Sql select(String columns, TimeInterval within) {
    Sql sql = new Sql().add("SELECT " + columns).add(where);
    return within == null ? sql : sql.add(" AND ").add(ConditionSql.between(within));
  }

  /**
   * How much time to search first when the caller takes scenes in the order of time and may stop
   * early: little for many cells, which have more scenes.
   */
  Duration firstWindow() {
    return Duration.ofDays(Math.max(1, Math.min(16, CELLS_OF_A_DAY / Math.max(1, cells))));
  }

  /** The time as an expression that offers the planner no way around the cells. */
  String time() {
    return viaCells() ? "s.time_ms + 0" : "s.time_ms";
  }

  /** The smallest of the areas that footprints must overlap. */
  private static Optional<SpatialCondition> smallestArea(Condition condition) {
    return Condition.parts(condition).stream()
        .filter(SpatialCondition.class::isInstance)
        .map(SpatialCondition.class::cast)
        .filter(area -> area.needsOverlap() && !area.isEverywhere())
        .min(Comparator.comparingDouble(a -> a.area().getEnvelopeInternal().getArea()));
  }

  private record Split(List<Sql> sql, List<Condition> residual, TimeInterval span) {}

  private static Split split(ConditionSql writer, Condition condition) {
    List<Sql> sql = new ArrayList<>();
    List<Condition> residual = new ArrayList<>();
    TimeInterval span = null;
    for (Condition part : Condition.parts(condition)) {
      if (part instanceof SpatialCondition area) {
        if (!area.isEverywhere()) {
          residual.add(area);
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
    return new Split(sql, residual, span);
  }

  private static boolean isJustSpan(Condition part) {
    return part instanceof Condition.TimeIn t
        && t.intervals().size() == 1
        && t.solarDays().isEmpty();
  }
}
