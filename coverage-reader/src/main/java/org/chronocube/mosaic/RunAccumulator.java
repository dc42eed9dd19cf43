// SPDX-License-Identifier: Apache-2.0
package org.chronocube.mosaic;

import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;

/** Statistics that need no sample twice: they take runs of valid samples as they come. */
abstract class RunAccumulator extends StatisticAccumulator {

  private final Shape tile;

  RunAccumulator(Shape tile) {
    this.tile = tile;
  }

  /**
   * Takes valid samples that lie side by side.
   *
   * @param band position of the band
   * @param samples where they are
   * @param from index of the first
   * @param to index of its pixel in the tile
   * @param count how many
   */
  abstract void add(int band, float[] samples, int from, int to, int count);

  @Override
  final void add(int band, RasterBlock block, Window at) {
    ValidMask mask = block.mask();
    for (int r = 0; r < at.height(); r++) {
      int row = r * at.width();
      int stop = row + at.width();
      int to = (at.rowStart() + r) * tile.width() + at.colStart();
      int from = mask.nextValid(row, stop);
      while (from < stop) {
        int end = mask.nextInvalid(from, stop);
        add(band, block.samples(), from, to + from - row, end - from);
        from = mask.nextValid(end, stop);
      }
    }
  }
}
