// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel;

import org.chronocube.raster.ValidMask;

/** The pixel under the target's centre. */
final class NearestLoop implements RowLoop {

  private final SourceRaster source;

  NearestLoop(SourceRaster source) {
    this.source = source;
  }

  @Override
  public void row(double[] points, int count, float[] out, ValidMask valid, int at) {
    for (int i = 0; i < count; i++) {
      double x = points[2 * i];
      double y = points[2 * i + 1];
      if (source.isCentreValid(x, y)) {
        int row = SourceRaster.pixel(y, source.height);
        int col = SourceRaster.pixel(x, source.width);
        out[at + i] = source.samples[source.index(row, col)];
        valid.setValid(at + i);
      }
    }
  }
}
