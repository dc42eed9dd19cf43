// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chronocube.catalog.Datacube;
import org.chronocube.cube.Cube;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.SortKey;
import org.chronocube.server.datadir.CoverageLayer;
import org.chronocube.time.TimeInterval;

/**
 * A published coverage and the cube behind it.
 *
 * @param layer what the data directory says
 * @param cube what it shows
 * @param datacube whose cube it is
 */
record Coverage(CoverageLayer layer, Cube cube, Datacube datacube) {

  /** The id of a coverage, an NCName: {@code workspace__name}. */
  String id() {
    return layer.workspace().name() + "__" + layer.name();
  }

  /** True when the time dimension is published. */
  boolean hasTime() {
    return layer.time().isPresent();
  }

  /** First to last scene of the cube; empty while it has none. */
  Optional<TimeInterval> timeBounds() {
    return datacube.index().timeBounds(scenes());
  }

  /** The newest instant; empty while the cube has none. */
  Optional<Instant> newest() {
    return times(SortKey.NEWEST_FIRST, 1).stream().findFirst();
  }

  /** The earliest instants, ascending. */
  List<Instant> times(int most) {
    return times(SortKey.OLDEST_FIRST, most);
  }

  private List<Instant> times(SortKey sort, int most) {
    SceneQuery query =
        scenes().withTimes(List.of(), cube.grouping()).withSort(List.of(sort)).withPage(0, most);
    try (Stream<Instant> times = datacube.index().times(query)) {
      return times.toList();
    }
  }

  private SceneQuery scenes() {
    return SceneQuery.of(cube.products()).withArea(datacube.crs().searchArea(cube.grid()));
  }
}
