// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io;

import java.net.URI;
import java.util.List;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;

/**
 * What the header of a raster file says.
 *
 * @param uri of the file
 * @param grid full-resolution grid; of an image that control points place, in an image CRS; null
 *     when the file is not georeferenced by an affine and a CRS with an EPSG code, nor by such
 * @param type sample type of all bands
 * @param bandCount number of bands, ≥ 1
 * @param noData of all bands
 * @param scalings DN to physical value, one per band
 * @param levels full resolution first, then overviews by decreasing size
 */
public record RasterInfo(
    URI uri,
    GeoBox grid,
    DataType type,
    int bandCount,
    NoData noData,
    List<Scaling> scalings,
    List<Level> levels) {

  /**
   * One resolution of a file.
   *
   * @param shape of the raster at this level
   * @param block shape of a tile or strip
   */
  public record Level(Shape shape, Shape block) {}

  public RasterInfo {
    scalings = List.copyOf(scalings);
    levels = List.copyOf(levels);
  }

  /** Shape at full resolution. */
  public Shape shape() {
    return levels.get(0).shape();
  }

  /**
   * Checks what a {@link BlockReader#read} is asked for.
   *
   * @throws IllegalArgumentException naming what is not in the file: level, band or window
   */
  public void checkRead(int level, int band, Window window) {
    if (level < 0 || level >= levels.size()) {
      throw new IllegalArgumentException(
          "level must be in 0.." + (levels.size() - 1) + ", was " + level);
    }
    if (band < 0 || band >= bandCount) {
      throw new IllegalArgumentException("band must be in 0.." + (bandCount - 1) + ", was " + band);
    }
    Window all = levels.get(level).shape().window();
    if (window.isEmpty() || !all.contains(window)) {
      throw new IllegalArgumentException(
          "window must not be empty and lie inside level "
              + level
              + ", "
              + all
              + ", was "
              + window);
    }
  }
}
