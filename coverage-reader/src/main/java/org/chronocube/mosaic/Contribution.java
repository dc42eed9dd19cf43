// SPDX-License-Identifier: Apache-2.0
package org.chronocube.mosaic;

import java.util.List;
import java.util.Optional;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;

/**
 * What one scene has for a tile.
 *
 * @param at the pixels, in rows and columns of the tile, inside it
 * @param bands one per requested band, of the window's shape; empty where the scene has no such
 *     band at all. Whoever is fed them may keep them and write to them
 */
public record Contribution(Window at, List<Optional<RasterBlock>> bands) {

  public Contribution {
    bands = List.copyOf(bands);
  }
}
