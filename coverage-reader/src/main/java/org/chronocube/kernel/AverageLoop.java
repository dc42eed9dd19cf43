// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel;

import org.chronocube.raster.ValidMask;

/**
 * Mean of the source pixels under the target's footprint, weighted by the area they share with it;
 * invalid pixels have no weight. The footprint is the rectangle spanned in the source by the images
 * of the target pixel's upper left and lower right corners, as in GDAL. A target pixel is valid
 * when any pixel under it is.
 */
final class AverageLoop {

  private static final double EPSILON = 1e-10;

  private final SourceRaster source;

  AverageLoop(SourceRaster source) {
    this.source = source;
  }

  /**
   * @param upper source column, row of the upper corners, count + 1 points
   * @param lower of the lower corners, count + 1 points
   */
  void row(double[] upper, double[] lower, int count, float[] out, ValidMask valid, int at) {
    for (int i = 0; i < count; i++) {
      double x0 = Math.min(upper[2 * i], lower[2 * i + 2]);
      double x1 = Math.max(upper[2 * i], lower[2 * i + 2]);
      double y0 = Math.min(upper[2 * i + 1], lower[2 * i + 3]);
      double y1 = Math.max(upper[2 * i + 1], lower[2 * i + 3]);
      if (x1 > 0 && y1 > 0 && x0 < source.width && y0 < source.height) {
        double value = mean(x0, x1, y0, y1);
        if (!Double.isNaN(value)) {
          out[at + i] = (float) value;
          valid.setValid(at + i);
        }
      }
    }
  }

  private double mean(double x0, double x1, double y0, double y1) {
    int col0 = first(x0);
    int col1 = end(x1, col0, source.width);
    int row0 = first(y0);
    int row1 = end(y1, row0, source.height);
    double sum = 0;
    double weights = 0;
    for (int r = row0; r < row1; r++) {
      double wy = share(r, row0, row1, y0, y1);
      for (int c = col0; c < col1; c++) {
        if (source.isValid(r, c)) {
          double w = wy * share(c, col0, col1, x0, x1);
          sum += w * source.samples[source.index(r, c)];
          weights += w;
        }
      }
    }
    return weights > 0 ? sum / weights : Double.NaN;
  }

  /** First pixel of the raster under a footprint. */
  static int first(double from) {
    return Math.max((int) Math.floor(from + EPSILON), 0);
  }

  /** Pixel after the last under a footprint that meets the raster; at least one is under it. */
  static int end(double to, int first, int size) {
    return Math.min(size, Math.max(first + 1, (int) Math.ceil(to - EPSILON)));
  }

  /** Length of a pixel inside [from, to]; a footprint inside one pixel takes it whole. */
  static double share(int pixel, int first, int end, double from, double to) {
    if (end == first + 1) {
      return 1;
    }
    return Math.min(pixel + 1, to) - Math.max(pixel, from);
  }
}
