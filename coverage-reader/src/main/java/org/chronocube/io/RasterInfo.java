// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io;

import java.net.URI;
import java.util.List;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;

/**
 * What the header of a raster file says.
 *
 * @param uri of the file
 * @param grid full-resolution grid, or null when the file is not georeferenced by an affine and a
 *     CRS with an EPSG code
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
}
