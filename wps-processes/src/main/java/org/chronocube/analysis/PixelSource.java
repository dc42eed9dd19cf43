// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.List;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;

/** Images without a time that are read block by block. */
public interface PixelSource {

  GeoBox grid();

  /** Names of the bands. */
  List<String> bands();

  /**
   * Reads a window.
   *
   * @param window of the grid
   * @return one block a band; the caller's own
   */
  List<RasterBlock> read(Window window);
}
