// SPDX-License-Identifier: Apache-2.0
package org.chronocube.mosaic;

import java.util.BitSet;
import java.util.Optional;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;

/** Rules that look at every valid sample of every scene, each band for itself. */
abstract class StatisticAccumulator implements MosaicAccumulator {

  private final Shape tile;

  StatisticAccumulator(Shape tile) {
    this.tile = tile;
  }

  /**
   * Takes a valid sample.
   *
   * @param band position of the band
   * @param pixel index in the tile
   */
  abstract void add(int band, int pixel, float sample);

  @Override
  public final boolean feed(Contribution contribution) {
    boolean used = false;
    for (int b = 0; b < contribution.bands().size(); b++) {
      Optional<RasterBlock> block = contribution.bands().get(b);
      if (block.isPresent()) {
        used |= feed(b, block.get(), contribution.at());
      }
    }
    return used;
  }

  private boolean feed(int band, RasterBlock block, Window at) {
    boolean used = false;
    for (int r = 0; r < at.height(); r++) {
      int p = r * at.width();
      int q = (at.rowStart() + r) * tile.width() + at.colStart();
      for (int i = 0; i < at.width(); i++) {
        if (block.mask().isValid(p + i)) {
          add(band, q + i, block.samples()[p + i]);
          used = true;
        }
      }
    }
    return used;
  }

  @Override
  public final boolean needs(Window at, BitSet bands) {
    return !at.isEmpty() && !bands.isEmpty();
  }
}
