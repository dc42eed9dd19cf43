// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.time.Instant;
import java.util.List;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;

/**
 * One block of a cube at one time.
 *
 * @param instant of the cube's time axis
 * @param window the block's pixels in the request's target
 * @param blocks one per requested band, of the window's shape; samples are the cube band's DN;
 *     pixels outside the requested area are invalid
 * @param inside the window's pixels that lie in the requested area, valid data or not; shared by
 *     the slices of one window, so not to be written to
 */
public record Slice(Instant instant, Window window, List<RasterBlock> blocks, ValidMask inside) {

  public Slice {
    blocks = List.copyOf(blocks);
  }
}
