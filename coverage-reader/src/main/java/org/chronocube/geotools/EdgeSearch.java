// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.SortKey;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeInterval;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/**
 * Finds the first few scenes in time, and the first time, of a query with an area: what is asked
 * most often of a cube, and of long series.
 *
 * <p>An index that looks for the area first has all scenes of the series in hand before it can sort
 * them. Mostly a product lies where its cube is, so a few scenes in the order of time, wherever
 * they are, already hold the answer; only when they do not, the index is asked for the area.
 *
 * @param index where scenes are
 */
record EdgeSearch(SceneIndex index) {

  /** Scenes looked at before the area is searched for. */
  static final int PROBE = 64;

  /** The first time of a query in an order of time, as the query groups times. */
  Optional<Instant> time(SceneQuery query, SortKey order) {
    SceneQuery sorted = query.withSort(List.of(order));
    // Which of two scenes of one time comes first does not matter; as its exact reverse, the
    // ascending order too is one an index on descending times can give.
    SortKey ties = new SortKey(SortKey.ID, !order.descending());
    List<Scene> probed = probe(query.withSort(List.of(order, ties)).withPage(0, 1));
    if (probed.isEmpty()) {
      return firstTime(sorted);
    }
    if (!order.descending()) {
      return Optional.of(probed.get(0).time());
    }
    // Grouped times go by the earliest of their scenes, which need not be the one found.
    TimeInterval at = TimeInterval.at(probed.get(0).time());
    return firstTime(sorted.withTimes(List.of(at), query.grouping()));
  }

  private Optional<Instant> firstTime(SceneQuery query) {
    try (Stream<Instant> times = index.times(query.withPage(0, 1))) {
      return times.findFirst();
    }
  }

  /** As the index finds them; must be closed. */
  Stream<Scene> find(SceneQuery query) {
    List<Scene> probed = probe(query);
    return probed.size() == query.limit() ? probed.stream() : index.find(query);
  }

  /** The query's scenes among the first ones in time: all it asks for, or too few. */
  private List<Scene> probe(SceneQuery query) {
    List<Scene> found = new ArrayList<>();
    if (query.area() == null || query.offset() > 0 || query.limit() > PROBE || !isByTime(query)) {
      return found;
    }
    PreparedGeometry area = PreparedGeometryFactory.prepare(query.area());
    try (Stream<Scene> scenes = index.find(query.withArea(null).withPage(0, PROBE))) {
      scenes
          .filter(scene -> area.intersects(scene.footprint()))
          .limit(query.limit())
          .forEach(found::add);
    }
    return found;
  }

  private static boolean isByTime(SceneQuery query) {
    return query.sort().isEmpty() || query.sort().get(0).property().equals(SortKey.TIME);
  }
}
