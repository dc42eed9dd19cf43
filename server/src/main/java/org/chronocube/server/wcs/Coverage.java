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
import org.chronocube.scene.Scene;
import org.chronocube.server.datadir.CoverageLayer;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.factory.CommonFactoryFinder;

/**
 * A published coverage and the cube behind it; or one scene of it, a dataset of the Earth
 * observation profile.
 *
 * @param id an NCName, {@code workspace__name} for a published coverage
 * @param layer what the data directory says
 * @param cube what it shows; of a dataset on the part of its lattice that the scene covers, also
 *     outside of the cube's own extent
 * @param datacube whose cube it is
 * @param scene the scene when this is a dataset
 */
record Coverage(
    String id, CoverageLayer layer, Cube cube, Datacube datacube, Optional<Scene> scene) {

  private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();

  static Coverage of(CoverageLayer layer, Cube cube, Datacube datacube) {
    return new Coverage(
        layer.workspace().name() + "__" + layer.name(), layer, cube, datacube, Optional.empty());
  }

  /** True when its scenes, one by one, are datasets: what is derived takes more than one. */
  boolean hasDatasets() {
    return cube.derivation().isEmpty();
  }

  /** One scene of this coverage's products. */
  Coverage dataset(Scene one) {
    Cube part =
        new Cube(
            cube.name(),
            cube.title(),
            cube.description(),
            List.of(one.product()),
            cube.bands(),
            DatasetGrid.of(cube.grid(), one, datacube.crs()),
            cube.grouping(),
            cube.rule(),
            cube.resampling(),
            cube.masks(),
            List.of(),
            cube.coregistration());
    return new Coverage(EoIds.dataset(id, cube, one), layer, part, datacube, Optional.of(one));
  }

  String title() {
    return scene.map(s -> layer.title() + ", " + s.id()).orElse(layer.title());
  }

  /** True when the time dimension is published. */
  boolean hasTime() {
    return layer.time().isPresent();
  }

  /** The scene of an id, when it is current and touches the cube. */
  Optional<Scene> find(String product, String sceneId) {
    SceneQuery query =
        scenes().withProducts(List.of(product)).withFilter(hasId(sceneId)).withPage(0, 1);
    try (Stream<Scene> found = datacube.index().find(query)) {
      return found.findFirst();
    }
  }

  /** The one scene that this coverage shows, when it shows no other. */
  Optional<Scene> onlyScene() {
    if (scene.isPresent()) {
      return scene;
    }
    try (Stream<Scene> found = datacube.index().find(scenes().withPage(0, 2))) {
      List<Scene> two = found.toList();
      return two.size() == 1 ? Optional.of(two.get(0)) : Optional.empty();
    }
  }

  /** Which scenes the engine may read. */
  Filter filter() {
    return scene.map(s -> hasId(s.id())).orElse(Filter.INCLUDE);
  }

  private static Filter hasId(String sceneId) {
    return FILTERS.equals(FILTERS.property("id"), FILTERS.literal(sceneId));
  }

  /** First to last scene of the cube; empty while it has none. */
  Optional<TimeInterval> timeBounds() {
    return scene.isPresent()
        ? scene.map(s -> TimeInterval.at(s.time()))
        : datacube.index().timeBounds(scenes());
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
    if (scene.isPresent()) {
      return List.of(scene.get().time());
    }
    SceneQuery query =
        scenes().withTimes(List.of(), cube.grouping()).withSort(List.of(sort)).withPage(0, most);
    try (Stream<Instant> times = datacube.index().times(query)) {
      return times.toList();
    }
  }

  /** The scenes that touch the cube's grid. */
  SceneQuery scenes() {
    return SceneQuery.of(cube.products()).withArea(datacube.crs().searchArea(cube.grid()));
  }
}
