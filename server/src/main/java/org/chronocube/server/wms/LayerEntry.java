// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chronocube.grid.Extent;
import org.chronocube.server.datadir.Bounds;
import org.chronocube.server.datadir.CoverageLayer.Attribution;

/**
 * A layer or a group as capabilities list it.
 *
 * @param name as requests use it; empty for one that only holds others
 * @param title for humans
 * @param description may be empty
 * @param keywords in order
 * @param queryable whether GetFeatureInfo is open
 * @param opaque whether it covers what is below
 * @param crs {@code EPSG:n} beside those of the root; none: where it lies is its parent's to say
 * @param geographic longitude and latitude in degrees
 * @param bounds in other CRSs
 * @param time its dimension, if it has one with data
 * @param attribution who to thank
 * @param styles default first
 * @param children beneath it
 */
public record LayerEntry(
    String name,
    String title,
    String description,
    List<String> keywords,
    boolean queryable,
    boolean opaque,
    List<String> crs,
    Extent geographic,
    List<Bounds> bounds,
    Optional<TimeEntry> time,
    Optional<Attribution> attribution,
    List<StyleEntry> styles,
    List<LayerEntry> children) {

  /** A layer without a name that holds others and lies where one of them lies. */
  static LayerEntry container(String title, LayerEntry where, List<LayerEntry> children) {
    return new LayerEntry(
        "",
        title,
        "",
        List.of(),
        false,
        false,
        where.crs,
        where.geographic,
        where.bounds,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        children);
  }

  /** This layer, saying nothing of its CRSs and boxes because its parent does. */
  LayerEntry withoutPlace() {
    return new LayerEntry(
        name,
        title,
        description,
        keywords,
        queryable,
        opaque,
        List.of(),
        geographic,
        List.of(),
        time,
        attribution,
        styles,
        children);
  }

  /**
   * A time dimension.
   *
   * @param units {@code ISO8601}
   * @param byDefault what a request without TIME means
   * @param nearest whether times without data are answered
   * @param extent list or interval
   * @param first with data
   * @param last with data
   */
  public record TimeEntry(
      String units,
      Optional<String> byDefault,
      boolean nearest,
      String extent,
      Instant first,
      Instant last) {

    /** The same, told by first and last time however few there are. */
    TimeEntry asInterval() {
      return isInterval()
          ? this
          : new TimeEntry(units, byDefault, nearest, interval(first, last, "PT1S"), first, last);
    }

    boolean isInterval() {
      return extent.contains("/");
    }

    /** First, last and step, whole seconds as such: what the tests of OGC look for. */
    static String interval(Instant first, Instant last, String step) {
      return Stream.of(SelectedTimes.format(first), SelectedTimes.format(last), step)
          .map(part -> part.replace(".000Z", "Z"))
          .collect(Collectors.joining("/"));
    }
  }

  /**
   * A style.
   *
   * @param name as requests use it
   * @param title for humans
   * @param description may be empty
   * @param legendWidth pixels
   * @param legendHeight pixels
   */
  public record StyleEntry(
      String name, String title, String description, int legendWidth, int legendHeight) {}
}
