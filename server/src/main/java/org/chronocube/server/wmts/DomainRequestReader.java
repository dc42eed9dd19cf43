// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wmts;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chronocube.InvalidParameterException;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.SortKey;
import org.chronocube.server.datadir.CoverageLayer;
import org.chronocube.server.ows.Bbox;
import org.chronocube.server.ows.CrsName;
import org.chronocube.server.ows.Kvp;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.OwsRequest;
import org.chronocube.server.ows.TimeParameter;
import org.chronocube.time.TimeInterval;
import org.locationtech.jts.geom.Geometry;

/**
 * Decodes what the operations of GeoServer's multidimensional extension have in common: LAYER,
 * TILEMATRIXSET, BBOX (x first, in the set's CRS), TIME, DOMAINS.
 */
final class DomainRequestReader {

  static final String TIME = "time";
  static final String SPACE = "bbox";

  private final TiledLayers layers;
  private final Function<CoverageLayer, LayerCube> cubes;
  private final CrsRegistry crs;
  private final int maxTimes;

  DomainRequestReader(
      TiledLayers layers, Function<CoverageLayer, LayerCube> cubes, CrsRegistry crs, int maxTimes) {
    this.layers = layers;
    this.cubes = cubes;
    this.crs = crs;
    this.maxTimes = maxTimes;
  }

  DomainRequest read(OwsRequest request) {
    Kvp kvp = request.kvp();
    TiledLayer layer = layers.of(request, kvp.require("layer"));
    if (layer.members().size() != 1 || !layer.hasTime()) {
      throw OwsException.invalid(
          "layer", "layer must have a time dimension of its own, was " + layer.name());
    }
    LayerCube cube = cubes.apply(layer.members().get(0));
    GeoBox grid = cube.cube().grid();
    SceneQuery all =
        SceneQuery.of(cube.cube().products())
            .withArea(crs.searchArea(grid))
            .withTimes(List.of(), cube.cube().grouping());
    SceneQuery timed = all.withTimes(times(kvp, cube, all), cube.cube().grouping());
    Optional<String> box = kvp.get(SPACE);
    Optional<Extent> reach =
        box.isEmpty()
            ? Optional.of(grid.extent())
            : box(layer, kvp, box.get(), grid.crs())
                .flatMap(b -> Optional.ofNullable(b.intersection(grid.extent())));
    SceneQuery boxed = reach.map(r -> timed.withArea(area(r, grid.crs()))).orElse(timed);
    return new DomainRequest(cube, boxed, reach);
  }

  private Geometry area(Extent extent, String name) {
    return crs.searchArea(GeoBox.fitting(extent, new Shape(64, 64), name));
  }

  // In the CRS of the cube; empty where that has no place for it.
  private Optional<Extent> box(TiledLayer layer, Kvp kvp, String text, String name) {
    String setName = kvp.require("TileMatrixSet");
    TileMatrixSet set =
        layer
            .link(setName)
            .map(TiledLayer.Link::set)
            .orElseThrow(
                () ->
                    OwsException.invalid(
                        "TileMatrixSet",
                        "TileMatrixSet must be one that the layer has, was " + setName));
    Extent asked =
        Bbox.parse(
            text, new CrsName(set.crs(), false), SPACE, OwsException.INVALID_PARAMETER_VALUE);
    try {
      return Optional.of(crs.transform(asked, set.crs(), name));
    } catch (InvalidParameterException beyondTheProjection) {
      return Optional.empty();
    }
  }

  private List<TimeInterval> times(Kvp kvp, LayerCube cube, SceneQuery all) {
    return kvp.get(TIME)
        .map(
            text -> TimeParameter.parse(text, maxTimes, TIME, OwsException.INVALID_PARAMETER_VALUE))
        .map(time -> time.intervals(newest(cube, all)))
        .orElse(List.of());
  }

  private static Instant newest(LayerCube cube, SceneQuery all) {
    SceneQuery first = all.withSort(List.of(SortKey.NEWEST_FIRST)).withPage(0, 1);
    try (Stream<Instant> times = cube.datacube().index().times(first)) {
      return times.findFirst().orElse(Instant.EPOCH);
    }
  }

  /**
   * The domains to tell of; all when nothing is said.
   *
   * @throws OwsException when one is unknown
   */
  static Set<String> domains(Kvp kvp) {
    List<String> names = kvp.list("domains");
    if (names.isEmpty()) {
      return Set.of(SPACE, TIME);
    }
    return names.stream().map(DomainRequestReader::domain).collect(Collectors.toSet());
  }

  private static String domain(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!lower.equals(TIME) && !lower.equals(SPACE)) {
      throw OwsException.invalid("domains", "domains must be of bbox and time, was " + name);
    }
    return lower;
  }

  /**
   * The name of the one dimension there is.
   *
   * @throws OwsException when it is missing or another
   */
  static void requireTime(Kvp kvp, String parameter) {
    String name = kvp.require(parameter);
    if (!name.equalsIgnoreCase(TIME)) {
      throw OwsException.invalid(parameter, parameter + " must be time, was " + name);
    }
  }
}
