// SPDX-License-Identifier: Apache-2.0
package org.chronocube.mosaic;

import java.util.List;
import java.util.stream.IntStream;
import org.chronocube.grid.Shape;
import org.chronocube.raster.RasterBlock;

/** What the accumulators share. */
final class Tiles {

  private Tiles() {}

  static List<RasterBlock> allocate(Shape tile, int bands) {
    return IntStream.range(0, bands).mapToObj(i -> RasterBlock.allocate(tile)).toList();
  }
}
