// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.chronocube.catalog.Datacube;
import org.chronocube.cube.Cube;
import org.chronocube.server.datadir.Configuration;
import org.chronocube.server.datadir.CoverageLayer;
import org.chronocube.server.datadir.DataDirectoryException;
import org.chronocube.server.ows.OwsException;

/** The coverages of a data directory. */
final class Coverages {

  private final Configuration configuration;
  private final Function<CoverageLayer, Datacube> datacubes;
  private final boolean eo;

  /**
   * @param datacubes the opened catalog behind a layer
   */
  Coverages(Configuration configuration, Function<CoverageLayer, Datacube> datacubes) {
    this.configuration = configuration;
    this.datacubes = datacubes;
    this.eo = EoSettings.of(configuration.wcs()).enabled();
  }

  /** Those that capabilities list, of a virtual service's workspace or all. */
  List<Coverage> advertised(Optional<String> workspace) {
    return configuration.layers(workspace).stream()
        .filter(CoverageLayer::advertised)
        .map(this::coverage)
        .toList();
  }

  /**
   * The coverage of an id {@code workspace__name}; also of {@code workspace:name}, and of the bare
   * name where it is clear; with the Earth observation profile also a dataset.
   *
   * @throws OwsException {@code NoSuchCoverage}
   */
  Coverage require(String id, Optional<String> workspace) {
    return published(id, workspace)
        .or(() -> dataset(id, workspace))
        .orElseThrow(
            () ->
                new OwsException(
                    WcsCodes.NO_SUCH_COVERAGE,
                    "coverageId",
                    "coverageId must be one of GetCapabilities, was " + id));
  }

  private Optional<Coverage> published(String id, Optional<String> workspace) {
    int split = id.indexOf("__");
    Optional<CoverageLayer> exact =
        split < 0
            ? Optional.empty()
            : configuration.layer(
                id.substring(0, split) + ":" + id.substring(split + 2), workspace);
    return exact.or(() -> configuration.layer(id, workspace)).map(this::coverage);
  }

  /** The scene of an id of {@link EoIds}, when it touches its coverage. */
  private Optional<Coverage> dataset(String id, Optional<String> workspace) {
    Optional<EoIds.Parts> parts = EoIds.parse(id);
    if (!eo || parts.isEmpty()) {
      return Optional.empty();
    }
    return published(parts.get().coverageId(), workspace)
        .filter(Coverage::hasDatasets)
        .flatMap(
            c ->
                c.cube().products().stream()
                    .flatMap(
                        p -> parts.get().sceneOf(p, c.cube()).flatMap(s -> c.find(p, s)).stream())
                    .map(c::dataset)
                    .findFirst());
  }

  private Coverage coverage(CoverageLayer layer) {
    Datacube datacube = datacubes.apply(layer);
    Cube cube =
        datacube
            .catalog()
            .cube(layer.coverageName())
            .orElseThrow(
                () ->
                    new DataDirectoryException(
                        "layer "
                            + layer.prefixedName()
                            + " must show a cube of its catalog, was "
                            + layer.coverageName()));
    return Coverage.of(layer, cube, datacube);
  }
}
