// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode;

import java.util.ArrayList;
import java.util.List;
import org.chronocube.band.Band;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.chronocube.time.TimeInterval;

/**
 * Pixels that say where they are: the sample at (row, column) of a band of slice t is {@code (row ·
 * 7 + column + 31 · band + 3 · t) mod 251}, and every pixel whose row + column is a multiple of 17
 * is no data.
 */
public record SampleRaster(GeoBox grid, List<Band> bands, List<TimeInterval> times)
    implements RasterSource {

  public static float sample(int row, int col, int band, int slice) {
    return (row * 7 + col + 31 * band + 3 * slice) % 251;
  }

  public static boolean isValid(int row, int col) {
    return (row + col) % 17 != 0;
  }

  @Override
  public List<RasterBlock> read(int slice, Window window) {
    List<RasterBlock> blocks = new ArrayList<>();
    for (int band = 0; band < bands.size(); band++) {
      RasterBlock block = RasterBlock.allocate(window.shape());
      for (int row = 0; row < window.height(); row++) {
        for (int col = 0; col < window.width(); col++) {
          int r = window.rowStart() + row;
          int c = window.colStart() + col;
          if (isValid(r, c)) {
            block.samples()[block.index(row, col)] = sample(r, c, band, slice);
            block.mask().setValid(block.index(row, col));
          }
        }
      }
      blocks.add(block);
    }
    return blocks;
  }
}
