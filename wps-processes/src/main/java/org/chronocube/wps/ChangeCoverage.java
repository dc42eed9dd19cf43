// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.awt.Point;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.geom.AffineTransform;
import java.awt.image.BandedSampleModel;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferFloat;
import java.awt.image.Raster;
import java.util.HashMap;
import java.util.Map;
import org.chronocube.analysis.ChangeMap;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.geotools.api.referencing.datum.PixelInCell;
import org.geotools.coverage.CoverageFactoryFinder;
import org.geotools.coverage.GridSampleDimension;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridEnvelope2D;
import org.geotools.coverage.grid.GridGeometry2D;
import org.geotools.coverage.util.CoverageUtilities;
import org.geotools.referencing.operation.transform.AffineTransform2D;

/** A change map as a coverage of three float bands; NaN is nodata. */
final class ChangeCoverage {

  private ChangeCoverage() {}

  static GridCoverage2D of(ChangeMap map, CrsRegistry crs) {
    int width = map.grid().width();
    int height = map.grid().height();
    GridGeometry2D geometry =
        new GridGeometry2D(
            new GridEnvelope2D(0, 0, width, height),
            PixelInCell.CELL_CORNER,
            new AffineTransform2D(awt(map.grid().affine())),
            crs.decode(map.grid().crs()),
            null);
    GridSampleDimension[] dimensions = {
      new GridSampleDimension("magnitude"),
      new GridSampleDimension("direction"),
      new GridSampleDimension("change")
    };
    Map<String, Object> properties = new HashMap<>();
    CoverageUtilities.setNoDataProperty(properties, Double.NaN);
    return CoverageFactoryFinder.getGridCoverageFactory(null)
        .create("change", image(bands(map), width, height), geometry, dimensions, null, properties);
  }

  private static float[][] bands(ChangeMap map) {
    float[] magnitude = map.magnitude().clone();
    float[] direction = map.direction().clone();
    float[] change = new float[magnitude.length];
    for (int i = 0; i < change.length; i++) {
      if (map.valid().isValid(i)) {
        change[i] = map.change()[i];
      } else {
        magnitude[i] = Float.NaN;
        direction[i] = Float.NaN;
        change[i] = Float.NaN;
      }
    }
    return new float[][] {magnitude, direction, change};
  }

  private static BufferedImage image(float[][] bands, int width, int height) {
    BandedSampleModel model =
        new BandedSampleModel(DataBuffer.TYPE_FLOAT, width, height, bands.length);
    DataBufferFloat data = new DataBufferFloat(bands, width * height);
    ColorModel colours =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_FLOAT);
    return new BufferedImage(
        colours, Raster.createWritableRaster(model, data, new Point()), false, null);
  }

  private static AffineTransform awt(Affine a) {
    return new AffineTransform(a.a(), a.d(), a.b(), a.e(), a.c(), a.f());
  }
}
