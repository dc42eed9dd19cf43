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
import java.awt.image.RenderedImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.geotools.BandColorSpace;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.geotools.api.referencing.datum.PixelInCell;
import org.geotools.coverage.CoverageFactoryFinder;
import org.geotools.coverage.GridSampleDimension;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridEnvelope2D;
import org.geotools.coverage.grid.GridGeometry2D;
import org.geotools.coverage.util.CoverageUtilities;
import org.geotools.referencing.operation.transform.AffineTransform2D;

/** Coverages of float bands; NaN is nodata. */
public final class FloatCoverages {

  private FloatCoverages() {}

  /**
   * @param grid in a CRS with an EPSG code
   * @param names one per band
   * @param bands [band][pixel], row-major, NaN where there are no data; not copied
   */
  public static GridCoverage2D create(
      String name, GeoBox grid, List<String> names, float[][] bands, CrsRegistry crs) {
    return create(name, grid, names, image(bands, grid.width(), grid.height()), crs);
  }

  /**
   * @param image float bands in the order of the names, NaN where there are no data
   */
  static GridCoverage2D create(
      String name, GeoBox grid, List<String> names, RenderedImage image, CrsRegistry crs) {
    GridGeometry2D geometry =
        new GridGeometry2D(
            new GridEnvelope2D(0, 0, grid.width(), grid.height()),
            PixelInCell.CELL_CORNER,
            new AffineTransform2D(awt(grid.affine())),
            crs.decode(grid.crs()),
            null);
    GridSampleDimension[] dimensions =
        names.stream().map(GridSampleDimension::new).toArray(GridSampleDimension[]::new);
    Map<String, Object> properties = new HashMap<>();
    CoverageUtilities.setNoDataProperty(properties, Double.NaN);
    return CoverageFactoryFinder.getGridCoverageFactory(null)
        .create(name, image, geometry, dimensions, null, properties);
  }

  private static BufferedImage image(float[][] bands, int width, int height) {
    BandedSampleModel model =
        new BandedSampleModel(DataBuffer.TYPE_FLOAT, width, height, bands.length);
    DataBufferFloat data = new DataBufferFloat(bands, width * height);
    return new BufferedImage(
        colours(bands.length), Raster.createWritableRaster(model, data, new Point()), false, null);
  }

  /** Colours of an image of so many float bands. */
  static ColorModel colours(int bands) {
    return new ComponentColorModel(
        space(bands), false, false, Transparency.OPAQUE, DataBuffer.TYPE_FLOAT);
  }

  private static ColorSpace space(int bands) {
    return switch (bands) {
      case 1 -> ColorSpace.getInstance(ColorSpace.CS_GRAY);
      case 3 -> ColorSpace.getInstance(ColorSpace.CS_sRGB);
      default -> new BandColorSpace(bands);
    };
  }

  private static AffineTransform awt(Affine a) {
    return new AffineTransform(a.a(), a.d(), a.b(), a.e(), a.c(), a.f());
  }
}
