// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel;

import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;

/**
 * The part of a raster that has been read, addressed by the raster's own rows and columns.
 *
 * <p>Plain fields, for the loops of this package only.
 */
final class SourceRaster {

  /** Size of the whole raster: beyond it there is nothing to read. */
  final int height;

  final int width;

  /** The part that was read. */
  final Window window;

  /** Null when they are not to be computed with. */
  final float[] samples;

  /** Null when every pixel that was read is valid. */
  final ValidMask mask;

  private final int stride;
  private final int origin;

  SourceRaster(RasterBlock block, Window window, Shape raster) {
    this(block, window, raster, block.samples());
  }

  /** Only where pixels are and which are valid; samples stay in the type they have. */
  static SourceRaster places(RasterBlock block, Window window, Shape raster) {
    return new SourceRaster(block, window, raster, null);
  }

  private SourceRaster(RasterBlock block, Window window, Shape raster, float[] samples) {
    this.height = raster.height();
    this.width = raster.width();
    this.window = window;
    this.samples = samples;
    this.mask = block.mask().isAllValid() ? null : block.mask();
    this.stride = window.width();
    this.origin = -(window.rowStart() * stride + window.colStart());
  }

  /** Position of a pixel in {@link #samples}; the pixel must have been read. */
  int index(int row, int col) {
    return origin + row * stride + col;
  }

  int stride() {
    return stride;
  }

  /** True when a pixel was read and is valid. */
  boolean isValid(int row, int col) {
    return window.contains(row, col) && (mask == null || mask.isValid(index(row, col)));
  }

  /**
   * True when the point lies in the raster, its border included, and the pixel under it is valid:
   * GDAL's condition for a target pixel of the interpolating methods. False for NaN.
   *
   * @throws IllegalStateException when the pixel lies in the raster but was not read: a planning
   *     error, which must not look like a hole in the data
   */
  boolean isCentreValid(double x, double y) {
    return validAt(x, y) != Gathering.NONE;
  }

  /** Position of the pixel under a point, as above; {@link Gathering#NONE} when it is not valid. */
  int validAt(double x, double y) {
    if (!(x >= 0 && y >= 0 && x <= width && y <= height)) {
      return Gathering.NONE;
    }
    int col = pixel(x, width);
    int row = pixel(y, height);
    if (!window.contains(row, col)) {
      throw new IllegalStateException(
          "window must hold row " + row + ", column " + col + ", was " + window);
    }
    int at = index(row, col);
    return mask == null || mask.isValid(at) ? at : Gathering.NONE;
  }

  // A point 1e-10 short of an edge counts as beyond it, as in GDAL; the far border is inside.
  static int pixel(double x, int size) {
    return Math.min((int) (x + 1e-10), size - 1);
  }
}
