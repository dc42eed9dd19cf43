// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel;

import org.chronocube.raster.ValidMask;

/**
 * Cubic convolution over 4 × 4 pixels with a = −0.5 (Keys 1981, "Cubic Convolution Interpolation
 * for Digital Image Processing"; the Catmull-Rom spline). Where one of the 16 pixels is invalid or
 * outside the raster the pixel is interpolated bilinearly: renormalising weights of both signs
 * would overshoot. GDAL does the same.
 */
final class CubicLoop implements RowLoop {

  private final SourceRaster source;
  private final BilinearLoop bilinear;
  private final double[] wx = new double[4];
  private final double[] wy = new double[4];

  CubicLoop(SourceRaster source) {
    this.source = source;
    this.bilinear = new BilinearLoop(source);
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
    double left = Math.floor(x - 0.5);
    double top = Math.floor(y - 0.5);
    int col = (int) left;
    int row = (int) top;
    if (!isAllValid(row - 1, col - 1)) {
      return bilinear.sample(x, y);
    }
    weights(x - 0.5 - left, wx);
    weights(y - 0.5 - top, wy);
    float[] s = source.samples;
    double sum = 0;
    for (int j = 0; j < 4; j++) {
      int p = source.index(row - 1 + j, col - 1);
      sum += wy[j] * (wx[0] * s[p] + wx[1] * s[p + 1] + wx[2] * s[p + 2] + wx[3] * s[p + 3]);
    }
    return sum;
  }

  private boolean isAllValid(int row, int col) {
    boolean inside =
        row >= source.window.rowStart()
            && row + 3 < source.window.rowStop()
            && col >= source.window.colStart()
            && col + 3 < source.window.colStop();
    if (!inside || source.mask == null) {
      return inside;
    }
    for (int j = 0; j < 4; j++) {
      int p = source.index(row + j, col);
      for (int i = 0; i < 4; i++) {
        if (!source.mask.isValid(p + i)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Weights of the pixels at −1, 0, 1, 2 for a point at t in [0, 1). */
  static void weights(double t, double[] w) {
    w[0] = t * (-0.5 + t * (1 - 0.5 * t));
    w[1] = 1 + t * t * (-2.5 + 1.5 * t);
    w[2] = t * (0.5 + t * (2 - 1.5 * t));
    w[3] = t * t * (-0.5 + 0.5 * t);
  }
}
