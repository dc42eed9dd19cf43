// SPDX-License-Identifier: Apache-2.0
package org.chronocube.mosaic;

import java.util.List;
import org.chronocube.grid.Shape;
import org.chronocube.raster.RasterBlock;

/**
 * A percentile of the valid samples: linear interpolation between order statistics at rank p/100 ·
 * (n − 1), which is NumPy's default and Hyndman &amp; Fan's type 7. Keeps every sample of the tile,
 * so the tile bounds the memory.
 */
final class PercentileAccumulator extends StatisticAccumulator {

  private final double percentile;
  private final int capacity;
  private final Shape tile;
  private final float[][] samples;
  private final int[][] counts;

  PercentileAccumulator(Shape tile, int bands, int scenes, double percentile) {
    super(tile);
    int pixels = Math.toIntExact(tile.pixels());
    this.tile = tile;
    this.percentile = percentile;
    this.capacity = scenes;
    this.samples = new float[bands][Math.multiplyExact(pixels, scenes)];
    this.counts = new int[bands][pixels];
  }

  @Override
  void add(int band, int pixel, float sample) {
    samples[band][pixel * capacity + counts[band][pixel]++] = sample;
  }

  @Override
  public List<RasterBlock> result() {
    List<RasterBlock> result = Tiles.allocate(tile, samples.length);
    for (int b = 0; b < samples.length; b++) {
      RasterBlock block = result.get(b);
      for (int i = 0; i < counts[b].length; i++) {
        if (counts[b][i] > 0) {
          int from = i * capacity;
          block.samples()[i] =
              Selection.percentile(samples[b], from, from + counts[b][i], percentile);
          block.mask().setValid(i);
        }
      }
    }
    return result;
  }
}
