// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index;

import java.util.List;
import java.util.Objects;
import org.chronocube.time.TimeGrouping;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;
import org.locationtech.jts.geom.Geometry;

/**
 * What to look for. All criteria must hold; an empty list or null means "any".
 *
 * @param products ids of products
 * @param area geometry in longitude latitude degrees (cut at the antimeridian); a scene matches
 *     when its footprint intersects it exactly, not by its box. Sharing only a border is a match
 * @param times a scene matches when its time is in any of the intervals
 * @param grouping with {@link TimeGrouping#SOLAR_DAY}, an interval that is an instant matches every
 *     scene of the solar day of a scene that has that instant
 * @param filter on {@code id}, {@code product}, {@code time}, {@code footprint} (geometry) and
 *     scene properties; {@link Filter#INCLUDE} for none
 * @param sort in order of importance; newest first, then id, when empty. Ties always end by id, so
 *     that pages never overlap
 * @param offset scenes to skip, ≥ 0
 * @param limit most scenes to return, or {@link #UNLIMITED}
 * @param withSuperseded true to find also scenes that a newer revision has replaced
 */
public record SceneQuery(
    List<String> products,
    Geometry area,
    List<TimeInterval> times,
    TimeGrouping grouping,
    Filter filter,
    List<SortKey> sort,
    long offset,
    int limit,
    boolean withSuperseded) {

  public static final int UNLIMITED = Integer.MAX_VALUE;

  /** Every current scene, newest first. */
  public static final SceneQuery ALL =
      new SceneQuery(
          List.of(),
          null,
          List.of(),
          TimeGrouping.INSTANT,
          Filter.INCLUDE,
          List.of(),
          0,
          UNLIMITED,
          false);

  public SceneQuery {
    products = List.copyOf(products);
    times = List.copyOf(times);
    sort = List.copyOf(sort);
    Objects.requireNonNull(grouping, "grouping");
    Objects.requireNonNull(filter, "filter");
    if (offset < 0) {
      throw new IllegalArgumentException("offset must be >= 0, was " + offset);
    }
    if (limit < 0) {
      throw new IllegalArgumentException("limit must be >= 0, was " + limit);
    }
  }

  /** Every current scene of some products. */
  public static SceneQuery of(List<String> products) {
    return ALL.withProducts(products);
  }

  public SceneQuery withProducts(List<String> ids) {
    return new SceneQuery(ids, area, times, grouping, filter, sort, offset, limit, withSuperseded);
  }

  public SceneQuery withArea(Geometry geometry) {
    return new SceneQuery(
        products, geometry, times, grouping, filter, sort, offset, limit, withSuperseded);
  }

  public SceneQuery withTimes(List<TimeInterval> intervals, TimeGrouping by) {
    return new SceneQuery(
        products, area, intervals, by, filter, sort, offset, limit, withSuperseded);
  }

  public SceneQuery withFilter(Filter condition) {
    return new SceneQuery(
        products, area, times, grouping, condition, sort, offset, limit, withSuperseded);
  }

  public SceneQuery withSort(List<SortKey> keys) {
    return new SceneQuery(
        products, area, times, grouping, filter, keys, offset, limit, withSuperseded);
  }

  public SceneQuery withPage(long skip, int most) {
    return new SceneQuery(
        products, area, times, grouping, filter, sort, skip, most, withSuperseded);
  }

  public SceneQuery withSuperseded(boolean include) {
    return new SceneQuery(products, area, times, grouping, filter, sort, offset, limit, include);
  }
}
