// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.sql.SQLException;
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

  /** Areas up to this share of the globe are searched in the spatial index, come what may. */
  private static final double SMALL_AREA = 0.0005;

  /** The same for queries that need all scenes of the area anyway. */
  private static final double MEDIUM_AREA = 0.3;

  /**
   * Up to so many candidates, sorting them is quick; where there are more, a walk along the time
   * index meets its first hits soon.
   */
  private static final long FEW = 10_000;

  private static final int MOST_BRANCHES = 16;

  /** Scenes at the head of the time index that tell how many of it lie in the area. */
  private static final int PROBE = 64;

  /** Where so many of the probe match, the area holds much of the product: a walk meets it soon. */
  private static final int DENSE = 16;

  /**
   * The caller takes scenes in the order of time and may stop early.
   *
   * @param scenes taken mostly; {@link SceneQuery#UNLIMITED} when that is not known
   * @param descending newest first
   */
  record Head(long scenes, boolean descending) {}

  /** Runs a statement for one number. */
  interface Counter {
    long count(Sql sql) throws SQLException;
  }

  /**
   * @param products keys of the products searched, at least one
   * @param condition all that must hold besides products and supersession
   * @param head what the caller takes; empty when it needs all scenes, or in another order
   */
  static QueryPlan of(
      Dialect dialect,
      List<Long> products,
      boolean withSuperseded,
      Condition condition,
      Optional<Head> head,
      Counter counter)
      throws SQLException {
    Split split = split(dialect, condition);
    Optional<BoxSearch> search =
        split.smallestArea().map(area -> BoxSearch.of(area.area(), split.span()));
    boolean viaBoxes = false;
    if (search.isPresent()) {
      Sql walk = byProduct(products, withSuperseded);
      viaBoxes =
          !(head.isPresent() && isAtHead(walk, split, search.get(), head.get(), counter))
              && isBetterByBoxes(dialect, search.get(), head.isPresent(), counter);
    }
    Sql where =
        viaBoxes
            ? dialect.fromBoxes(search.get()).add(" AND ").add(among(products, withSuperseded))
            : byProduct(products, withSuperseded);
    addSpan(where, split);
    if (!viaBoxes && search.isPresent()) {
      where.add(" AND ").add(Dialect.plainBoxes(search.get()));
    }
    split.sql().forEach(part -> where.add(" AND (").add(part).add(")"));
    return new QueryPlan(where, Condition.all(split.residual()), viaBoxes);
  }

  private static void addSpan(Sql where, Split split) {
    if (split.span() != null) {
      where.add(" AND ").add(ConditionSql.between(split.span()));
    }
  }

  /**
   * True when a look at the first scenes in time, wherever they are, shows that a walk along the
   * time index soon has what the caller takes. Mostly a product lies where its cube is; a search
   * for the area would have the whole series in hand, and sort it, for one time of it.
   */
  private static boolean isAtHead(
      Sql walk, Split split, BoxSearch search, Head head, Counter counter) throws SQLException {
    if (head.scenes() == SceneQuery.UNLIMITED) {
      return false;
    }
    addSpan(walk, split);
    Sql probe =
        new Sql()
            .add("SELECT count(*) FROM (SELECT s.*")
            .add(walk)
            .add(" ORDER BY s.time_ms" + (head.descending() ? " DESC" : ""))
            .add(" LIMIT ?) s WHERE ", PROBE)
            .add(Dialect.plainBoxes(search));
    split.sql().forEach(part -> probe.add(" AND (").add(part).add(")"));
    return counter.count(probe) >= Math.min(head.scenes(), DENSE);
  }

  private static boolean isBetterByBoxes(
      Dialect dialect, BoxSearch search, boolean firstOnly, Counter counter) throws SQLException {
    return search.share() <= SMALL_AREA
        || (!firstOnly && search.share() <= MEDIUM_AREA)
        || counter.count(dialect.countBoxes(search, FEW + 1)) <= FEW;
  }

  /**
   * The scenes of some products. Several are a union: both databases merge its branches in the
   * order of the time index, where for a list they would sort everything.
   */
  private static Sql byProduct(List<Long> products, boolean withSuperseded) {
    List<Integer> flags = withSuperseded ? List.of(1, 0) : List.of(1);
    int branches = products.size() * flags.size();
    if (branches == 1 || branches > MOST_BRANCHES) {
      return new Sql().add(" FROM scene s WHERE ").add(among(products, withSuperseded));
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

  private static Sql among(List<Long> products, boolean withSuperseded) {
    String marks = String.join(", ", Collections.nCopies(products.size(), "?"));
    return new Sql()
        .add(
            products.size() == 1 ? "s.product = ?" : "s.product IN (" + marks + ")",
            products.toArray())
        .add(withSuperseded ? " AND s.is_current IN (0, 1)" : " AND s.is_current = 1");
  }

  boolean isExact() {
    return residual.equals(Condition.TRUE);
  }

  /** The statement for all matching rows, with the columns that the residual needs. */
  Sql rows() {
    return select(
        Condition.readsProperties(residual) && !isExact()
            ? SceneRow.ALL_COLUMNS
            : SceneRow.FEW_COLUMNS);
  }

  /** The statement for something of all matching rows. */
  Sql select(String columns) {
    return new Sql().add("SELECT " + columns).add(where);
  }

  /** The time as an expression that offers the planner no way around the spatial index. */
  String time() {
    return viaBoxes ? "s.time_ms + 0" : "s.time_ms";
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
