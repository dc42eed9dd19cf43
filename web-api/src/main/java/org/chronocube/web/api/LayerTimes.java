// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.SortKey;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.factory.CommonFactoryFinder;

/** Reads a bounded part of a layer's time axis; what it costs does not grow with the archive. */
final class LayerTimes {

  private static final double MOSTLY_FREE_PERCENT = 10;

  private final SceneIndex index;
  private final SceneQuery all;
  private final MapLayer layer;

  LayerTimes(MapLayer layer) {
    this.layer = layer;
    index = layer.datacube().index();
    all = SceneQuery.of(layer.cube().products()).withTimes(List.of(), layer.cube().grouping());
  }

  /** The earliest instants, ascending. */
  List<Instant> first(int most) {
    return read(all.withSort(List.of(SortKey.OLDEST_FIRST)), most);
  }

  /** The latest instants, ascending. */
  List<Instant> last(int most) {
    return reversed(read(all.withSort(List.of(SortKey.NEWEST_FIRST)), most));
  }

  /** Up to half of {@code most} instants before another, and as many from it on; ascending. */
  List<Instant> around(Instant near, int most) {
    int half = Math.max(1, most / 2);
    List<Instant> before = List.of();
    List<Instant> after = List.of();
    TimeInterval ever = TimeInterval.ALL;
    if (near.isAfter(ever.start())) {
      before =
          reversed(read(within(ever.start(), near).withSort(List.of(SortKey.NEWEST_FIRST)), half));
    }
    if (near.isBefore(ever.end())) {
      after = read(within(near, ever.end()).withSort(List.of(SortKey.OLDEST_FIRST)), half);
    }
    return Stream.concat(before.stream(), after.stream()).distinct().sorted().toList();
  }

  /** The latest time of a scene that clouds leave mostly free; empty when none is known to be. */
  Optional<Instant> latestClear() {
    FilterFactory filters = CommonFactoryFinder.getFilterFactory();
    Filter clear =
        filters.lessOrEqual(
            filters.property(Scene.CLOUD_COVER), filters.literal(MOSTLY_FREE_PERCENT));
    SceneQuery newest =
        all.withFilter(clear).withSort(List.of(SortKey.NEWEST_FIRST)).withPage(0, 1);
    try (Stream<Scene> scenes = index.find(newest)) {
      return scenes.findFirst().map(Scene::time);
    }
  }

  private SceneQuery within(Instant start, Instant end) {
    return all.withTimes(List.of(new TimeInterval(start, end)), layer.cube().grouping());
  }

  private List<Instant> read(SceneQuery query, int most) {
    try (Stream<Instant> times = index.times(query.withPage(0, most))) {
      return times.toList();
    }
  }

  private static List<Instant> reversed(List<Instant> instants) {
    List<Instant> copy = new ArrayList<>(instants);
    Collections.reverse(copy);
    return copy;
  }
}
