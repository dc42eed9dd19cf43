// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.awt.Point;
import java.awt.image.DataBuffer;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.chronocube.algorithm.Layer;
import org.chronocube.analysis.ChangeMap;
import org.chronocube.analysis.LayerRaster;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.geotools.TiledImage;
import org.chronocube.grid.Window;
import org.geotools.coverage.grid.GridCoverage2D;

/** Change maps as coverages: a band for each layer, then {@code change} when there are classes. */
final class ChangeCoverages {

  /** Name of the band of classes. */
  static final String CHANGE = "change";

  private ChangeCoverages() {}

  static GridCoverage2D of(String name, ChangeMap map, CrsRegistry crs) {
    List<String> names = new ArrayList<>(map.layers().stream().map(Layer::name).toList());
    if (map.change() != null) {
      names.add(CHANGE);
    }
    SampleModel model = model(names.size());
    TiledImage image =
        new TiledImage(
            map.grid(),
            model,
            FloatCoverages.colours(names.size()),
            (window, origin) -> tile(map, model, window, origin));
    return FloatCoverages.create(name, map.grid(), names, image, crs);
  }

  // One bank for all bands: JAI cannot read a selection of bands from a bank each.
  private static SampleModel model(int bands) {
    int[] offsets = IntStream.range(0, bands).toArray();
    int tile = LayerRaster.TILE;
    return new PixelInterleavedSampleModel(
        DataBuffer.TYPE_FLOAT, tile, tile, bands, bands * tile, offsets);
  }

  private static Raster tile(ChangeMap map, SampleModel model, Window window, Point origin) {
    WritableRaster tile = Raster.createWritableRaster(model, origin);
    float[] samples = new float[Math.toIntExact(window.pixels())];
    int layers = map.layers().size();
    for (int layer = 0; layer < layers; layer++) {
      map.values().read(layer, window, samples);
      put(tile, window, layer, samples);
    }
    if (map.change() != null) {
      for (int i = 0; i < samples.length; i++) {
        int row = window.rowStart() + i / window.width();
        byte c = map.change()[row * map.grid().width() + window.colStart() + i % window.width()];
        samples[i] = c == ChangeMap.UNKNOWN ? Float.NaN : c;
      }
      put(tile, window, layers, samples);
    }
    return tile;
  }

  private static void put(WritableRaster tile, Window window, int band, float[] samples) {
    tile.setSamples(
        window.colStart(), window.rowStart(), window.width(), window.height(), band, samples);
  }
}
