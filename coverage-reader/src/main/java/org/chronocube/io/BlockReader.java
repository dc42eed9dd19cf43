// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io;

import java.util.Map;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;

/** Reads windows of one raster file. Stateless to its callers: safe for concurrent use. */
public interface BlockReader {

  RasterInfo info();

  /**
   * Reads one window of one band at one level, decoding only the blocks it touches.
   *
   * @param level index into {@link RasterInfo#levels()}
   * @param band zero-based
   * @param window in pixels of that level, inside it, not empty
   * @return DN samples, not scaled; a pixel is valid when it is neither nodata, nor NaN, nor masked
   *     out by the file's own mask
   * @throws RasterReadException naming file, block and cause
   */
  RasterBlock read(int level, int band, Window window);

  /**
   * Which blocks hold a band: bands of equal numbers are in the same ones, so that whoever reads
   * one of them has decoded all.
   *
   * @param band zero-based
   */
  default int blocksOf(int band) {
    return band;
  }

  /**
   * What the header says in words, by name: of a TIFF {@code TIFFTAG_DATETIME} and the items of
   * GDAL's metadata, as {@code gdalinfo} shows them. Empty where a format has no such thing.
   */
  default Map<String, String> descriptions() {
    return Map.of();
  }

  /**
   * False when the file is known to have changed or gone since its header was read; {@link
   * RasterOpener#open} then gives another reader.
   */
  default boolean isCurrent() {
    return true;
  }
}
