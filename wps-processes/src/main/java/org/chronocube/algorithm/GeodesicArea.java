// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.PolygonArea;
import net.sf.geographiclib.PolygonResult;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

/**
 * Area and perimeter on the WGS 84 ellipsoid, edges being geodesics (Karney 2013, "Algorithms for
 * geodesics", Journal of Geodesy 87:43-55). Areas are exact to some 0.1 m² whatever the size; edges
 * that are straight in a projection should be densified first.
 *
 * @param squareMetres of the polygons, holes subtracted, ≥ 0; 0 for points and lines
 * @param perimeterMetres length of all rings of the polygons, those of holes too; 0 for points and
 *     lines
 */
public record GeodesicArea(double squareMetres, double perimeterMetres) {

  private static final GeodesicArea NONE = new GeodesicArea(0, 0);

  /**
   * Measures the polygons of a geometry.
   *
   * @param lonLat longitude and latitude in degrees on WGS 84
   */
  public static GeodesicArea of(Geometry lonLat) {
    GeodesicArea sum = NONE;
    for (int i = 0; i < lonLat.getNumGeometries(); i++) {
      Geometry part = lonLat.getGeometryN(i);
      if (part instanceof Polygon polygon && !polygon.isEmpty()) {
        sum = sum.plus(ring(polygon.getExteriorRing()), 1);
        for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
          sum = sum.plus(ring(polygon.getInteriorRingN(hole)), -1);
        }
      } else if (part instanceof GeometryCollection) {
        sum = sum.plus(of(part), 1);
      }
    }
    return sum;
  }

  private GeodesicArea plus(GeodesicArea other, int sign) {
    return new GeodesicArea(
        squareMetres + sign * other.squareMetres, perimeterMetres + other.perimeterMetres);
  }

  private static GeodesicArea ring(LineString ring) {
    PolygonArea area = new PolygonArea(Geodesic.WGS84, false);
    for (int i = 0; i < ring.getNumPoints() - 1; i++) {
      Coordinate c = ring.getCoordinateN(i);
      area.AddPoint(c.y, c.x);
    }
    PolygonResult result = area.Compute(false, true);
    return new GeodesicArea(Math.abs(result.area), result.perimeter);
  }
}
