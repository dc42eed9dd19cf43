// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode;

import java.util.List;
import org.chronocube.band.Band;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.chronocube.time.TimeInterval;

/** What an encoder needs to know of pixels: one grid, some bands, one or more slices in time. */
public interface RasterSource {

  /** The grid of every slice. */
  GeoBox grid();

  /** How samples are stored and what they mean, in the order of {@link #read}. At least one. */
  List<Band> bands();

  /**
   * One entry per slice, ascending; empty for a raster without time, which is one slice. A slice
   * that is a mosaic over a range has that range.
   */
  List<TimeInterval> times();

  /**
   * Reads a window of one slice.
   *
   * @param slice from 0
   * @param window inside the grid, not empty
   * @return one block per band, of the window's shape, samples in the band's DN
   */
  List<RasterBlock> read(int slice, Window window);

  /** Number of slices, at least one. */
  default int slices() {
    return Math.max(1, times().size());
  }
}
