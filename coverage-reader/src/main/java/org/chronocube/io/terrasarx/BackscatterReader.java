// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.terrasarx;

import java.net.URI;
import java.util.Collections;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockReader;
import org.chronocube.io.RasterInfo;
import org.chronocube.raster.RasterBlock;

/** Backscatter from amplitudes. */
final class BackscatterReader implements BlockReader {

  private final RasterInfo info;
  private final BlockReader amplitudes;
  private final TerrasarxCalibration calibration;

  BackscatterReader(URI uri, BlockReader amplitudes, TerrasarxCalibration calibration) {
    RasterInfo file = amplitudes.info();
    this.info =
        new RasterInfo(
            uri,
            file.grid(),
            DataType.FLOAT32,
            file.bandCount(),
            NoData.NONE,
            Collections.nCopies(file.bandCount(), Scaling.IDENTITY),
            file.levels());
    this.amplitudes = amplitudes;
    this.calibration = calibration;
  }

  @Override
  public RasterInfo info() {
    return info;
  }

  @Override
  public boolean isCurrent() {
    return amplitudes.isCurrent();
  }

  @Override
  public RasterBlock read(int level, int band, Window window) {
    RasterBlock block = amplitudes.read(level, band, window);
    Shape shape = info.levels().get(level).shape();
    double width = (double) info.shape().width() / shape.width();
    double height = (double) info.shape().height() / shape.height();
    float[] samples = block.samples();
    int i = 0;
    for (int r = window.rowStart(); r < window.rowStop(); r++) {
      double row = (r + 0.5) * height;
      for (int c = window.colStart(); c < window.colStop(); c++, i++) {
        if (samples[i] == 0) {
          block.mask().setInvalid(i);
        } else {
          samples[i] = (float) calibration.apply(samples[i], (c + 0.5) * width, row);
        }
      }
    }
    return block;
  }
}
