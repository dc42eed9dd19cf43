// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.util.ArrayList;
import java.util.List;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.PixelTransform;
import org.chronocube.grid.Shape;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * Polygons over the pixels of a grid, on the ground: longitude and latitude. Edges get as many
 * vertices as they need for straight lines between them to stay within 1/32 pixel of the edge.
 */
final class GroundOutline {

  private static final GeometryFactory GEOMETRIES = new GeometryFactory();
  private static final double TOLERANCE = 1 / 32.0;
  private static final int MAX_DEPTH = 12;

  private final GeoBox grid;
  private final PixelTransform toGround;
  private final PixelTransform toPixel;

  GroundOutline(CrsRegistry crs, GeoBox grid) {
    this.grid = grid;
    GeoBox world = new GeoBox(new Shape(1, 1), Affine.IDENTITY, CrsRegistry.WGS84);
    this.toGround = crs.pixelTransform(grid, world);
    this.toPixel = crs.pixelTransform(world, grid);
  }

  /**
   * @param pixels polygons in columns and rows, corner anchored
   * @return longitudes may jump at the antimeridian
   * @throws SceneParseException when a vertex has no place on the ground
   */
  Geometry of(Geometry pixels) {
    Polygon[] polygons = new Polygon[pixels.getNumGeometries()];
    for (int i = 0; i < polygons.length; i++) {
      Polygon polygon = (Polygon) pixels.getGeometryN(i);
      LinearRing[] holes = new LinearRing[polygon.getNumInteriorRing()];
      for (int h = 0; h < holes.length; h++) {
        holes[h] = ring(polygon.getInteriorRingN(h));
      }
      polygons[i] = GEOMETRIES.createPolygon(ring(polygon.getExteriorRing()), holes);
    }
    return polygons.length == 1 ? polygons[0] : GEOMETRIES.createMultiPolygon(polygons);
  }

  private LinearRing ring(LinearRing ring) {
    Coordinate[] corners = ring.getCoordinates();
    List<Coordinate> ground = new ArrayList<>();
    Coordinate last = onGround(corners[0]);
    ground.add(last);
    for (int i = 1; i < corners.length; i++) {
      Coordinate next = i == corners.length - 1 ? ground.get(0).copy() : onGround(corners[i]);
      split(corners[i - 1], last, corners[i], next, 0, ground);
      ground.add(next);
      last = next;
    }
    return GEOMETRIES.createLinearRing(ground.toArray(Coordinate[]::new));
  }

  /** Adds what is needed between two vertices, neither of them included. */
  private void split(
      Coordinate a,
      Coordinate groundA,
      Coordinate b,
      Coordinate groundB,
      int depth,
      List<Coordinate> into) {
    Coordinate middle = new Coordinate((a.x + b.x) / 2, (a.y + b.y) / 2);
    if (depth == MAX_DEPTH || isStraight(middle, groundA, groundB)) {
      return;
    }
    Coordinate ground = onGround(middle);
    split(a, groundA, middle, ground, depth + 1, into);
    into.add(ground);
    split(middle, ground, b, groundB, depth + 1, into);
  }

  private boolean isStraight(Coordinate middle, Coordinate groundA, Coordinate groundB) {
    // The short way round.
    double east = groundA.x + 360 * Math.rint((groundB.x - groundA.x) / 360);
    double lon = (east + groundB.x) / 2;
    double[] chord = {lon - 360 * Math.rint(lon / 360), (groundA.y + groundB.y) / 2};
    toPixel.transform(chord, 1);
    return Math.hypot(chord[0] - middle.x, chord[1] - middle.y) <= TOLERANCE;
  }

  private Coordinate onGround(Coordinate pixel) {
    double[] point = {pixel.x, pixel.y};
    toGround.transform(point, 1);
    if (Double.isNaN(point[0])) {
      throw new SceneParseException(
          "pixel column "
              + pixel.x
              + ", row "
              + pixel.y
              + " must have a place on the ground in "
              + grid.crs());
    }
    return new Coordinate(point[0], point[1]);
  }
}
