// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.chronocube.geotools.DatacubeReader;
import org.chronocube.server.datadir.CoverageLayer;
import org.chronocube.server.datadir.DataDirectory;
import org.chronocube.server.datadir.Style;
import org.chronocube.server.sld.SldParser;
import org.chronocube.web.api.LayerSource;
import org.chronocube.web.api.MapLayer;
import org.chronocube.web.api.MapStyle;

/** The advertised layers of a data directory that show cubes, as the map page wants them. */
final class MapLayers implements LayerSource {

  private final List<MapLayer> layers;

  MapLayers(DataDirectory directory) {
    List<MapLayer> found = new ArrayList<>();
    for (CoverageLayer layer : directory.configuration().layers()) {
      if (layer.advertised() && directory.reader(layer) instanceof DatacubeReader reader) {
        found.add(mapLayer(layer, reader));
      }
    }
    // As the catalog lists them: whoever wrote it put first what is to be seen first.
    found.sort(Comparator.comparing(l -> l.datacube().catalog().cubes().indexOf(l.cube())));
    layers = List.copyOf(found);
  }

  @Override
  public List<MapLayer> layers() {
    return layers;
  }

  private static MapLayer mapLayer(CoverageLayer layer, DatacubeReader reader) {
    return new MapLayer(
        layer.prefixedName(),
        layer.title(),
        layer.description(),
        reader.datacube(),
        reader.cube(layer.coverageName()),
        layer.allStyles().stream().map(MapLayers::mapStyle).toList());
  }

  private static MapStyle mapStyle(Style style) {
    String title = SldParser.style(style.file()).title();
    return new MapStyle(style.prefixedName(), title.isEmpty() ? style.name() : title);
  }
}
