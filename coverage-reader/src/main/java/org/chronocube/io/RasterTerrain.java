// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.chronocube.band.Scaling;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.geolocation.Terrain;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.PixelTransform;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;

/**
 * Heights from a raster, at full resolution, between the centres of its pixels bilinearly. Unknown
 * outside the raster and beside pixels without a value. Holds 16 tiles of it.
 */
public final class RasterTerrain implements Terrain {

  private static final int TILE = 512;
  private static final int TILES = 16;

  private final BlockReader raster;
  private final PixelTransform toPixels;
  private final Scaling scaling;
  private final double offset;
  private final Shape shape;
  private final Cache<Long, RasterBlock> tiles =
      Caffeine.newBuilder().maximumSize(TILES).executor(Runnable::run).build();

  /**
   * @param raster of heights in metres, in its first band
   * @param crs for the way there
   * @param offset added to each height, e.g. the height of the geoid above the ellipsoid
   * @throws RasterReadException when the raster is not georeferenced
   */
  public RasterTerrain(BlockReader raster, CrsRegistry crs, double offset) {
    if (raster.info().grid() == null) {
      throw new RasterReadException(raster.info().uri() + " must be georeferenced by an affine");
    }
    this.raster = raster;
    this.scaling = raster.info().scalings().get(0);
    this.offset = offset;
    this.shape = raster.info().shape();
    GeoBox degrees = new GeoBox(new Shape(1, 1), Affine.IDENTITY, CrsRegistry.WGS84);
    this.toPixels = crs.pixelTransform(degrees, raster.info().grid());
  }

  @Override
  public double height(double lon, double lat) {
    double[] point = {lon - 360 * Math.rint(lon / 360), lat};
    toPixels.transform(point, 1);
    double x = point[0] - 0.5;
    double y = point[1] - 0.5;
    // Half a pixel around the outermost centres belongs to the raster too.
    if (!(x >= -0.5 && y >= -0.5 && x <= shape.width() - 0.5 && y <= shape.height() - 0.5)) {
      return Double.NaN;
    }
    x = Math.max(0, Math.min(shape.width() - 1, x));
    y = Math.max(0, Math.min(shape.height() - 1, y));
    int col = (int) x;
    int row = (int) y;
    double u = x - col;
    double v = y - row;
    int nextCol = Math.min(col + 1, shape.width() - 1);
    int nextRow = Math.min(row + 1, shape.height() - 1);
    double top = (1 - u) * sample(row, col) + u * sample(row, nextCol);
    double bottom = (1 - u) * sample(nextRow, col) + u * sample(nextRow, nextCol);
    return scaling.toPhysical((1 - v) * top + v * bottom) + offset;
  }

  private double sample(int row, int col) {
    int tileRow = row / TILE;
    int tileCol = col / TILE;
    RasterBlock tile =
        tiles.get(
            ((long) tileRow << 32) | tileCol,
            k ->
                raster.read(
                    0,
                    0,
                    Window.at(tileRow * TILE, tileCol * TILE, TILE, TILE)
                        .intersect(shape.window())));
    int at = tile.index(row - tileRow * TILE, col - tileCol * TILE);
    return tile.mask().isValid(at) ? tile.samples()[at] : Double.NaN;
  }
}
