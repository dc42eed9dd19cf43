// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chronocube.catalog.Datacube;
import org.chronocube.cube.Cube;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.SortKey;
import org.locationtech.jts.geom.Geometry;

/** The scenes of one cube: those of its products that touch its grid. */
final class CubeScenes {

  private final SceneIndex index;
  private final Cube cube;
  private final SceneQuery all;

  CubeScenes(Cube cube, Datacube datacube) {
    this.index = datacube.index();
    this.cube = cube;
    Geometry area = datacube.crs().searchArea(cube.grid());
    this.all = SceneQuery.of(cube.products()).withArea(area).withTimes(List.of(), cube.grouping());
  }

  Cube cube() {
    return cube;
  }

  SceneIndex index() {
    return index;
  }

  /** The first time of a query in an order of time, grouped as the query says: one look-up. */
  Optional<Instant> edge(SceneQuery query, SortKey order) {
    try (Stream<Instant> times = index.times(query.withSort(List.of(order)).withPage(0, 1))) {
      return times.findFirst();
    }
  }

  /** All of them, newest first; times grouped as the cube says. */
  SceneQuery all() {
    return all;
  }
}
