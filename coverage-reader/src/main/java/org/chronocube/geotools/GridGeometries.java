// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import java.awt.geom.AffineTransform;
import java.util.Optional;
import org.chronocube.InvalidParameterException;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.geotools.api.metadata.spatial.PixelOrientation;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.datum.PixelInCell;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.coverage.grid.GridEnvelope2D;
import org.geotools.coverage.grid.GridGeometry2D;
import org.geotools.geometry.GeneralBounds;
import org.geotools.geometry.jts.JTS;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.geotools.referencing.operation.transform.AffineTransform2D;

/**
 * Between our grids and GeoTools'. Pixel anchors are explicit here and nowhere else: the corner
 * ({@link PixelInCell#CELL_CORNER}, {@link PixelOrientation#UPPER_LEFT}), never GeoTools' default.
 *
 * @param crs looks up CRSs, x first
 */
record GridGeometries(CrsRegistry crs) {

  private static final int BOX_STEPS = 20;

  GridGeometry2D geometry(GeoBox grid) {
    return new GridGeometry2D(
        new GridEnvelope2D(0, 0, grid.width(), grid.height()),
        PixelInCell.CELL_CORNER,
        new AffineTransform2D(transform(grid.affine())),
        crs.decode(grid.crs()),
        null);
  }

  /** Pixels to world, from the corner or from the centre of pixel (0, 0). */
  MathTransform gridToWorld(GeoBox grid, PixelInCell anchor) {
    boolean centre = PixelInCell.CELL_CENTER.equals(anchor);
    Affine affine = centre ? grid.affine().shift(0.5, 0.5) : grid.affine();
    return new AffineTransform2D(transform(affine));
  }

  private static AffineTransform transform(Affine a) {
    return new AffineTransform(a.a(), a.d(), a.b(), a.e(), a.c(), a.f());
  }

  GeneralBounds envelope(GeoBox grid) {
    Extent e = grid.extent();
    GeneralBounds bounds =
        new GeneralBounds(new double[] {e.minX(), e.minY()}, new double[] {e.maxX(), e.maxY()});
    bounds.setCoordinateReferenceSystem(crs.decode(grid.crs()));
    return bounds;
  }

  /**
   * The requested grid, x first. When its CRS has no EPSG code, a grid of the same number of pixels
   * in the cube's CRS over the same area: readers may answer with another grid than was asked for.
   *
   * @param natively what a geometry without CRS is in
   */
  GeoBox grid(GridGeometry2D geometry, GeoBox natively) {
    CoordinateReferenceSystem asked = geometry.getCoordinateReferenceSystem2D();
    Optional<String> id = identify(asked, natively.crs());
    GridEnvelope2D range = geometry.getGridRange2D();
    Shape shape = new Shape(range.height, range.width);
    try {
      if (id.isEmpty()) {
        return inCubeCrs(geometry, shape, natively);
      }
      boolean swap = asked != null && CRS.getAxisOrder(asked) == CRS.AxisOrder.NORTH_EAST;
      return new GeoBox(shape, affine(geometry, swap).shift(range.x, range.y), id.get());
    } catch (IllegalArgumentException e) {
      throw new InvalidParameterException(
          "ReadGridGeometry2D",
          "requested grid must be finite and invertible: " + e.getMessage(),
          e);
    }
  }

  private Optional<String> identify(CoordinateReferenceSystem asked, String nativeCrs) {
    if (asked == null || CRS.equalsIgnoreMetadata(asked, crs.decode(nativeCrs))) {
      return Optional.of(nativeCrs);
    }
    return crs.identify(asked);
  }

  private static Affine affine(GridGeometry2D geometry, boolean swap) {
    MathTransform transform = geometry.getGridToCRS2D(PixelOrientation.UPPER_LEFT);
    if (!(transform instanceof AffineTransform t)) {
      throw new IllegalArgumentException("grid to CRS must be affine, was " + transform);
    }
    double a = t.getScaleX();
    double b = t.getShearX();
    double c = t.getTranslateX();
    double d = t.getShearY();
    double e = t.getScaleY();
    double f = t.getTranslateY();
    return swap ? new Affine(d, e, f, a, b, c) : new Affine(a, b, c, d, e, f);
  }

  private GeoBox inCubeCrs(GridGeometry2D geometry, Shape shape, GeoBox natively) {
    try {
      ReferencedEnvelope asked = ReferencedEnvelope.reference(geometry.getEnvelope2D());
      MathTransform there =
          CRS.findMathTransform(
              asked.getCoordinateReferenceSystem(), crs.decode(natively.crs()), true);
      var box = JTS.transform(asked, null, there, BOX_STEPS);
      Extent extent = new Extent(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY());
      return GeoBox.fitting(extent, shape, natively.crs());
    } catch (FactoryException | TransformException e) {
      throw new InvalidParameterException(
          "ReadGridGeometry2D",
          "requested grid must have an image in " + natively.crs() + ", was " + geometry,
          e);
    }
  }

  /**
   * The pixels of a requested grid that the cube's extent can reach: pixels beyond are not part of
   * the answer. Empty when there are none.
   */
  Window within(GeoBox asked, GeoBox cube) {
    try {
      Extent reach = crs.transform(cube.extent(), cube.crs(), asked.crs());
      // The edges of a transformed extent are seen at points only: a pixel more holds the bends.
      int margin = asked.crs().equals(cube.crs()) ? 0 : 1;
      return asked.windowOf(reach).pad(margin).intersect(asked.window());
    } catch (InvalidParameterException beyondTheProjection) {
      return asked.window();
    }
  }
}
