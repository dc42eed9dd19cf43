// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.chronocube.InvalidParameterException;
import org.chronocube.geotools.DatacubeReader;
import org.chronocube.server.datadir.CoverageLayer;
import org.chronocube.server.datadir.DataDirectory;
import org.chronocube.wps.CubeSource;

/**
 * The cubes behind the published layers of a data directory, by the layers' names: what is not
 * published cannot be processed.
 */
final class LayerCubes implements CubeSource {

  private final Supplier<DataDirectory> published;

  /**
   * @param published what there is now
   */
  LayerCubes(Supplier<DataDirectory> published) {
    this.published = published;
  }

  @Override
  public Found find(String name) {
    DataDirectory directory = published.get();
    Optional<CoverageLayer> layer = directory.configuration().layer(name, Optional.empty());
    if (layer.isPresent() && directory.reader(layer.get()) instanceof DatacubeReader reader) {
      return Found.of(reader.cube(layer.get().coverageName()), reader.datacube());
    }
    List<String> known =
        directory.configuration().layers().stream().map(CoverageLayer::prefixedName).toList();
    throw new InvalidParameterException(
        "cube", "cube must be one of " + String.join(", ", known) + ", was " + name);
  }
}
