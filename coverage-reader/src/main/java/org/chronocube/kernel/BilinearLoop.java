// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel;

import org.chronocube.raster.ValidMask;

/**
 * Triangle filter over 2 × 2 pixels. Pixels that are invalid or outside the raster have no weight,
 * the others share it.
 */
final class BilinearLoop implements RowLoop {

  private static final double NO_WEIGHT = 1e-5;

  private final SourceRaster source;

  BilinearLoop(SourceRaster source) {
    this.source = source;
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

  /** The interpolated value at a point, NaN when nothing valid has weight. */
  double sample(double x, double y) {
    double left = Math.floor(x - 0.5);
    double top = Math.floor(y - 0.5);
    double dx = x - 0.5 - left;
    double dy = y - 0.5 - top;
    int col = (int) left;
    int row = (int) top;
    if (source.mask == null && isInside(row, col)) {
      float[] s = source.samples;
      int p = source.index(row, col);
      int q = p + source.stride();
      return (s[p] * (1 - dx) + s[p + 1] * dx) * (1 - dy) + (s[q] * (1 - dx) + s[q + 1] * dx) * dy;
    }
    return weighted(row, col, dx, dy);
  }

  private boolean isInside(int row, int col) {
    return row >= source.window.rowStart()
        && row + 1 < source.window.rowStop()
        && col >= source.window.colStart()
        && col + 1 < source.window.colStop();
  }

  private double weighted(int row, int col, double dx, double dy) {
    double sum = 0;
    double weights = 0;
    for (int k = 0; k < 4; k++) {
      int r = row + (k >> 1);
      int c = col + (k & 1);
      if (source.isValid(r, c)) {
        double w = ((k & 1) == 0 ? 1 - dx : dx) * ((k >> 1) == 0 ? 1 - dy : dy);
        sum += w * source.samples[source.index(r, c)];
        weights += w;
      }
    }
    return weights < NO_WEIGHT ? Double.NaN : sum / weights;
  }
}
