// SPDX-License-Identifier: Apache-2.0
package org.chronocube.mosaic;

import java.util.BitSet;
import java.util.Optional;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;

/** Rules that look at every valid sample of every scene, each band for itself. */
abstract class StatisticAccumulator implements MosaicAccumulator {

  /**
   * Takes one scene's samples of a band, of which at least one is valid.
   *
   * @param band position of the band
   * @param at its pixels, in rows and columns of the tile
   */
  abstract void add(int band, RasterBlock block, Window at);

  @Override
  public final boolean feed(Contribution contribution) {
    boolean used = false;
    for (int b = 0; b < contribution.bands().size(); b++) {
      Optional<RasterBlock> block = contribution.bands().get(b);
      if (block.isPresent() && !block.get().mask().isNoneValid()) {
        add(b, block.get(), contribution.at());
        used = true;
      }
    }
    return used;
  }

  @Override
  public final boolean needs(Window at, BitSet bands) {
    return !at.isEmpty() && !bands.isEmpty();
  }
}
