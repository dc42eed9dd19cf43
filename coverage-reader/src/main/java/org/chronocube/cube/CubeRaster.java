// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.util.List;
import org.chronocube.band.Band;
import org.chronocube.grid.GeoBox;
import org.chronocube.raster.RasterBlock;

/**
 * An answer: pixels on the requested grid.
 *
 * @param grid the request's target
 * @param bands encodings, in the request's order
 * @param blocks one per band, each of the grid's shape; samples are the cube band's DN
 * @param report what it is made of
 */
public record CubeRaster(
    GeoBox grid, List<Band> bands, List<RasterBlock> blocks, ReadReport report) {

  public CubeRaster {
    bands = List.copyOf(bands);
    blocks = List.copyOf(blocks);
  }
}
