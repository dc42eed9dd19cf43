// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import java.awt.geom.AffineTransform;
import java.awt.image.RenderedImage;
import org.chronocube.InvalidParameterException;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.geotools.api.metadata.spatial.PixelOrientation;
import org.geotools.coverage.grid.GridCoverage2D;

/** Our grids of other people's coverages. */
public final class CoverageGrids {

  private CoverageGrids() {}

  /**
   * The grid of a coverage's image, whose first pixel need not be (0, 0).
   *
   * @param name of the coverage, for errors
   * @throws InvalidParameterException when it has no affine grid or no EPSG code
   */
  public static GeoBox of(GridCoverage2D coverage, String name, CrsRegistry crs) {
    String id =
        crs.identify(coverage.getCoordinateReferenceSystem2D())
            .orElseThrow(
                () ->
                    new InvalidParameterException(
                        name, name + " must have a CRS with an EPSG code"));
    Object transform = coverage.getGridGeometry().getGridToCRS2D(PixelOrientation.UPPER_LEFT);
    if (!(transform instanceof AffineTransform a)) {
      throw new InvalidParameterException(name, name + " must have an affine grid");
    }
    RenderedImage image = coverage.getRenderedImage();
    Affine affine =
        new Affine(
                a.getScaleX(),
                a.getShearX(),
                a.getTranslateX(),
                a.getShearY(),
                a.getScaleY(),
                a.getTranslateY())
            .shift(image.getMinX(), image.getMinY());
    return new GeoBox(new Shape(image.getHeight(), image.getWidth()), affine, id);
  }
}
