// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wmts;

import java.util.List;
import java.util.Optional;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.server.datadir.Configuration;
import org.chronocube.server.datadir.CoverageLayer;
import org.chronocube.server.datadir.LayerGroup;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.OwsRequest;
import org.chronocube.server.wms.TileMaps;

/** Finds layers and groups as tiles. */
final class TiledLayers {

  private final Configuration configuration;
  private final TileMaps maps;
  private final TileMatrixSets sets;

  TiledLayers(Configuration configuration, TileMaps maps, CrsRegistry crs) {
    this.configuration = configuration;
    this.maps = maps;
    this.sets = new TileMatrixSets(crs);
  }

  /**
   * A layer or group by name.
   *
   * @throws OwsException {@code InvalidParameterValue} when there is none
   */
  TiledLayer of(OwsRequest request, String name) {
    Optional<List<CoverageLayer>> members =
        configuration
            .group(name, request.workspace())
            .map(g -> g.members().stream().map(LayerGroup.Member::layer).toList())
            .or(() -> configuration.layer(name, request.workspace()).map(List::of));
    return members
        .map(m -> new TiledLayer(name, m, m.stream().map(maps::grid).toList(), sets))
        .orElseThrow(
            () ->
                OwsException.invalid(
                    "layer", "layer must be one of the capabilities, was " + name));
  }
}
