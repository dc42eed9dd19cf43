// SPDX-License-Identifier: Apache-2.0
package org.chronocube.mosaic;

import java.util.ArrayList;
import java.util.List;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;

/**
 * A percentile of the valid samples: linear interpolation between order statistics at rank p/100 ·
 * (n − 1), which is NumPy's default and Hyndman &amp; Fan's type 7. Keeps every sample of the tile,
 * so the tile bounds the memory.
 *
 * <p>Samples stay in layers, scene by scene. At the end a run of pixels at a time is sorted in all
 * its columns at once; scenes that have nothing there, for they are clouded or lie elsewhere, are
 * left out.
 */
final class PercentileAccumulator extends StatisticAccumulator {

  private final Shape tile;
  private final double percentile;
  private final List<List<SampleLayer>> layers;

  PercentileAccumulator(Shape tile, int bands, double percentile) {
    this.tile = tile;
    this.percentile = percentile;
    this.layers = new ArrayList<>();
    for (int b = 0; b < bands; b++) {
      layers.add(new ArrayList<>());
    }
  }

  @Override
  void add(int band, RasterBlock block, Window at) {
    layers.get(band).add(SampleLayer.of(at, block));
  }

  @Override
  public List<RasterBlock> result() {
    List<RasterBlock> result = Tiles.allocate(tile, layers.size());
    for (int b = 0; b < layers.size(); b++) {
      if (!layers.get(b).isEmpty()) {
        reduce(layers.get(b), result.get(b));
      }
    }
    return result;
  }

  private void reduce(List<SampleLayer> of, RasterBlock to) {
    LayerRuns runs =
        of.stream().allMatch(SampleLayer::isNarrow)
            ? new LayerRuns.Numbers(of, percentile)
            : new LayerRuns.Samples(of, percentile);
    for (int row = 0; row < tile.height(); row++) {
      for (int col = 0; col < tile.width(); col += LayerRuns.PIXELS) {
        runs.reduce(row, col, Math.min(tile.width(), col + LayerRuns.PIXELS), to);
      }
    }
  }
}
