// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chronocube.catalog.Datacube;
import org.chronocube.cube.Cube;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.SortKey;
import org.chronocube.time.TimeInterval;

/** The times of a cube, each question one query of the index. */
final class CubeTimes implements LayerTimes {

  private final SceneIndex index;
  private final Cube cube;
  private final SceneQuery all;

  CubeTimes(Datacube datacube, Cube cube) {
    this.index = datacube.index();
    this.cube = cube;
    this.all =
        SceneQuery.of(cube.products())
            .withArea(datacube.crs().searchArea(cube.grid()))
            .withTimes(List.of(), cube.grouping());
  }

  @Override
  public Optional<Instant> newest() {
    return first(all.withSort(List.of(SortKey.NEWEST_FIRST)));
  }

  @Override
  public Optional<Instant> oldest() {
    return first(all.withSort(List.of(SortKey.OLDEST_FIRST)));
  }

  @Override
  public List<Instant> first(int most) {
    SceneQuery ascending = all.withSort(List.of(SortKey.OLDEST_FIRST)).withPage(0, most);
    try (Stream<Instant> times = index.times(ascending)) {
      return times.toList();
    }
  }

  @Override
  public boolean any(Instant first, Instant last) {
    return first(within(TimeInterval.ofClosed(first, last), SortKey.NEWEST_FIRST)).isPresent();
  }

  @Override
  public Optional<Instant> atOrBefore(Instant instant) {
    Instant start = TimeInterval.ALL.start();
    return instant.isBefore(start)
        ? Optional.empty()
        : first(within(TimeInterval.ofClosed(start, instant), SortKey.NEWEST_FIRST));
  }

  @Override
  public Optional<Instant> atOrAfter(Instant instant) {
    Instant end = TimeInterval.ALL.last();
    return instant.isAfter(end)
        ? Optional.empty()
        : first(within(TimeInterval.ofClosed(instant, end), SortKey.OLDEST_FIRST));
  }

  private SceneQuery within(TimeInterval interval, SortKey order) {
    return all.withTimes(List.of(interval), cube.grouping()).withSort(List.of(order));
  }

  private Optional<Instant> first(SceneQuery query) {
    try (Stream<Instant> times = index.times(query.withPage(0, 1))) {
      return times.findFirst();
    }
  }
}
