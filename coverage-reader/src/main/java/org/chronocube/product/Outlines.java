// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.util.ArrayList;
import java.util.List;
import org.chronocube.band.NoData;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.io.BlockReader;
import org.chronocube.io.RasterInfo;
import org.chronocube.raster.RasterBlock;
import org.chronocube.scene.Footprints;
import org.chronocube.scene.Granule;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Footprints in longitude latitude, cut at the antimeridian as RFC 7946 §3.1.9 asks.
 *
 * @param crs for the way to longitude latitude
 */
public record Outlines(CrsRegistry crs) {

  private static final GeometryFactory GEOMETRIES = new GeometryFactory();
  // Enough for the corners of a scene to be within a hundredth of its size.
  private static final int REDUCED_SIZE = 256;

  /** The outline of a grid. */
  public Geometry ofGrid(GeoBox grid) {
    return Footprints.normalize(crs.footprint(grid));
  }

  /**
   * The convex hull of a raster's valid pixels, seen at a reduced level: for sensors whose scenes
   * are tilted inside the rectangle of the file.
   *
   * @throws SceneParseException when no pixel is valid
   */
  Geometry ofValidData(BlockReader raster, Granule granule) {
    RasterInfo info = raster.info();
    int level = 0;
    while (level + 1 < info.levels().size()
        && isLargeEnough(info.levels().get(level + 1).shape())) {
      level++;
    }
    Shape shape = info.levels().get(level).shape();
    RasterBlock block = raster.read(level, granule.fileBand(), shape.window());
    invalidate(block, granule.noData());
    Coordinate[] corners = validCorners(block, granule.grid().resample(shape).affine());
    if (corners.length == 0) {
      throw new SceneParseException(info.uri() + " must have valid pixels, has none");
    }
    Geometry hull = GEOMETRIES.createMultiPointFromCoords(corners).convexHull();
    return Footprints.normalize(crs.transform(hull, granule.grid().crs(), CrsRegistry.WGS84));
  }

  // The granule's nodata may be the product's, which the file knows nothing of.
  private static void invalidate(RasterBlock block, NoData noData) {
    for (int i = 0; i < block.samples().length; i++) {
      if (noData.matches(block.samples()[i])) {
        block.mask().setInvalid(i);
      }
    }
  }

  private static boolean isLargeEnough(Shape shape) {
    return Math.max(shape.height(), shape.width()) >= REDUCED_SIZE;
  }

  // The hull of a row's valid pixels is that of the outer corners of its first and last one.
  private static Coordinate[] validCorners(RasterBlock block, Affine affine) {
    List<Coordinate> corners = new ArrayList<>();
    int width = block.shape().width();
    for (int row = 0; row < block.shape().height(); row++) {
      int first = 0;
      while (first < width && !block.isValid(row, first)) {
        first++;
      }
      if (first == width) {
        continue;
      }
      int last = width - 1;
      while (!block.isValid(row, last)) {
        last--;
      }
      for (int dy = 0; dy <= 1; dy++) {
        corners.add(new Coordinate(affine.x(first, row + dy), affine.y(first, row + dy)));
        corners.add(new Coordinate(affine.x(last + 1, row + dy), affine.y(last + 1, row + dy)));
      }
    }
    return corners.toArray(Coordinate[]::new);
  }
}
