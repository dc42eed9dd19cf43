// SPDX-License-Identifier: Apache-2.0
package org.chronocube.mosaic;

import java.util.List;
import org.chronocube.grid.Shape;
import org.chronocube.raster.RasterBlock;

/** The arithmetic mean of the valid samples, summed in double precision. */
final class MeanAccumulator extends RunAccumulator {

  private final double[][] sums;
  private final int[][] counts;
  private final Shape tile;

  MeanAccumulator(Shape tile, int bands) {
    super(tile);
    int pixels = Math.toIntExact(tile.pixels());
    this.tile = tile;
    this.sums = new double[bands][pixels];
    this.counts = new int[bands][pixels];
  }

  @Override
  void add(int band, float[] samples, int from, int to, int count) {
    double[] sum = sums[band];
    int[] n = counts[band];
    for (int i = 0; i < count; i++) {
      sum[to + i] += samples[from + i];
      n[to + i]++;
    }
  }

  @Override
  public List<RasterBlock> result() {
    List<RasterBlock> result = Tiles.allocate(tile, sums.length);
    for (int b = 0; b < sums.length; b++) {
      RasterBlock block = result.get(b);
      for (int i = 0; i < counts[b].length; i++) {
        if (counts[b][i] > 0) {
          block.samples()[i] = (float) (sums[b][i] / counts[b][i]);
          block.mask().setValid(i);
        }
      }
    }
    return result;
  }
}
