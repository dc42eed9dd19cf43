// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.sentinel1;

import java.net.URI;
import java.util.List;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockReader;
import org.chronocube.io.RasterInfo;
import org.chronocube.io.range.ByteSource;
import org.chronocube.raster.RasterBlock;

/**
 * The incidence angle in degrees on the ellipsoid, between the points of the geolocation grid
 * bilinearly. No pixel is read.
 */
final class IncidenceReader implements BlockReader {

  private final RasterInfo info;
  private final LineVectors angles;
  private final ByteSource source;

  IncidenceReader(URI uri, Shape shape, LineVectors angles, ByteSource source) {
    this.info =
        new RasterInfo(
            uri,
            null,
            DataType.FLOAT32,
            1,
            NoData.NONE,
            List.of(Scaling.IDENTITY),
            Levels.halving(shape));
    this.angles = angles;
    this.source = source;
  }

  @Override
  public RasterInfo info() {
    return info;
  }

  @Override
  public boolean isCurrent() {
    return source.isCurrent();
  }

  @Override
  public RasterBlock read(int level, int band, Window window) {
    info.checkRead(level, band, window);
    Levels.Axes axes = Levels.axes(info, level);
    RasterBlock block = RasterBlock.allocate(window.shape());
    double[] row = new double[window.width()];
    for (int r = 0; r < window.height(); r++) {
      angles.row(axes.line(window.rowStart() + r), axes.pixel(window.colStart()), axes.x(), row);
      for (int c = 0; c < row.length; c++) {
        block.samples()[block.index(r, c)] = (float) row[c];
      }
    }
    block.mask().setRange(0, block.mask().size());
    return block;
  }
}
