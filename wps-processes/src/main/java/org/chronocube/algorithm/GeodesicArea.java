// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.PolygonArea;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

/**
 * Area on the WGS 84 ellipsoid, edges being geodesics (Karney 2013, "Algorithms for geodesics",
 * Journal of Geodesy 87:43-55). Exact to some 0.1 m² whatever the size; edges that are straight in
 * a projection should be densified first.
 */
public final class GeodesicArea {

  private GeodesicArea() {}

  /**
   * Area of the polygons of a geometry, holes subtracted.
   *
   * @param lonLat longitude and latitude in degrees on WGS 84
   * @return square metres, ≥ 0; 0 for points and lines
   */
  public static double squareMetres(Geometry lonLat) {
    double sum = 0;
    for (int i = 0; i < lonLat.getNumGeometries(); i++) {
      Geometry part = lonLat.getGeometryN(i);
      if (part instanceof Polygon polygon && !polygon.isEmpty()) {
        sum += ring(polygon.getExteriorRing());
        for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
          sum -= ring(polygon.getInteriorRingN(hole));
        }
      } else if (part instanceof GeometryCollection) {
        sum += squareMetres(part);
      }
    }
    return sum;
  }

  private static double ring(LineString ring) {
    PolygonArea area = new PolygonArea(Geodesic.WGS84, false);
    for (int i = 0; i < ring.getNumPoints() - 1; i++) {
      Coordinate c = ring.getCoordinateN(i);
      area.AddPoint(c.y, c.x);
    }
    return Math.abs(area.Compute(false, true).area);
  }
}
