// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel;

import org.chronocube.band.Scaling;
import org.chronocube.raster.RasterBlock;

/**
 * Makes each pixel of a granule of those around it, on the granule's own pixels, before they are
 * resampled: the dilation of a mask, a speckle filter.
 *
 * <p>Whoever reads gives a block with {@link #margin} more pixels on every side than are used
 * afterwards, except where the raster ends. So a pixel that only depends on pixels within the
 * margin is the same in whatever window it is read. Beyond the block there is nothing: neither
 * values nor zeros.
 *
 * <p>Implementations are immutable, safe for concurrent use, and equal when they do the same
 * (records): what is read is shared by that.
 */
public interface Neighbourhood {

  /** Every pixel stays as it is. */
  Neighbourhood NONE = new Unchanged();

  /**
   * The pixels at hand.
   *
   * @param scaling from sample (DN) to physical value
   * @param factorX columns of full resolution in one column; 1 but on overviews
   * @param factorY rows of full resolution in one row
   */
  record Level(Scaling scaling, double factorX, double factorY) {}

  /**
   * How many pixels away a pixel still has a part.
   *
   * @param factor full-resolution pixels in one pixel along the axis, ≥ 1
   * @return in pixels of the level, ≥ 0
   */
  int margin(double factor);

  /**
   * @param block DN samples; not used by anybody else afterwards
   * @return DN samples of the same shape, in the same scaling; the block itself or another one
   */
  RasterBlock apply(RasterBlock block, Level level);

  /** What {@link #NONE} is. */
  record Unchanged() implements Neighbourhood {

    @Override
    public int margin(double factor) {
      return 0;
    }

    @Override
    public RasterBlock apply(RasterBlock block, Level level) {
      return block;
    }
  }
}
