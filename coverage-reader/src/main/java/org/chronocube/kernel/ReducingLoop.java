// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel;

import org.chronocube.raster.ValidMask;

/**
 * Bilinear or cubic filter stretched by the reduction, so that every source pixel counts and
 * nothing aliases (as GDAL does since 2.0). Pixels that are invalid or outside the raster have no
 * weight, the others share it.
 */
final class ReducingLoop implements RowLoop {

  static final double NO_WEIGHT = 1e-6;

  private final SourceRaster source;
  private final boolean cubic;
  private final double scaleX;
  private final double scaleY;
  private final int radiusX;
  private final int radiusY;
  private final double[] wx;

  /**
   * @param scaleX target pixels per source pixel, ≤ 1
   * @param scaleY likewise along the rows
   */
  ReducingLoop(SourceRaster source, boolean cubic, double scaleX, double scaleY) {
    this.source = source;
    this.cubic = cubic;
    this.scaleX = scaleX;
    this.scaleY = scaleY;
    int radius = cubic ? 2 : 1;
    this.radiusX = (int) Math.ceil(radius / scaleX);
    this.radiusY = (int) Math.ceil(radius / scaleY);
    this.wx = new double[(int) Math.min(2L * radiusX, source.window.width())];
  }

  @Override
  public void row(double[] points, int count, float[] out, ValidMask valid, int at) {
    for (int i = 0; i < count; i++) {
      double x = points[2 * i];
      double y = points[2 * i + 1];
      if (source.isCentreValid(x, y)) {
        double value = sample(x, y);
        if (!Double.isNaN(value)) {
          out[at + i] = (float) value;
          valid.setValid(at + i);
        }
      }
    }
  }

  private double sample(double x, double y) {
    int col = (int) Math.floor(x - 0.5);
    int row = (int) Math.floor(y - 0.5);
    int col0 = Math.max(col + 1 - radiusX, source.window.colStart());
    int col1 = Math.min(col + radiusX + 1, source.window.colStop());
    int row0 = Math.max(row + 1 - radiusY, source.window.rowStart());
    int row1 = Math.min(row + radiusY + 1, source.window.rowStop());
    for (int c = col0; c < col1; c++) {
      wx[c - col0] = weight((c + 0.5 - x) * scaleX, cubic);
    }
    double sum = 0;
    double weights = 0;
    for (int r = row0; r < row1; r++) {
      double wy = weight((r + 0.5 - y) * scaleY, cubic);
      int p = source.index(r, col0);
      double rowSum = 0;
      double rowWeights = 0;
      for (int c = 0; c < col1 - col0; c++) {
        if (source.mask == null || source.mask.isValid(p + c)) {
          rowSum += wx[c] * source.samples[p + c];
          rowWeights += wx[c];
        }
      }
      sum += wy * rowSum;
      weights += wy * rowWeights;
    }
    return weights < NO_WEIGHT ? Double.NaN : sum / weights;
  }

  /** Triangle or Catmull-Rom at a distance in units of the kernel's plain width. */
  static double weight(double distance, boolean cubic) {
    double d = Math.abs(distance);
    if (!cubic) {
      return d < 1 ? 1 - d : 0;
    }
    if (d <= 1) {
      return d * d * (1.5 * d - 2.5) + 1;
    }
    return d <= 2 ? d * (d * (-0.5 * d + 2.5) - 4) + 2 : 0;
  }
}
