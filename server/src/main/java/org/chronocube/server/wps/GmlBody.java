// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import org.chronocube.server.ows.XmlWriter;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * The elements of a geometry.
 *
 * @param yFirst to write the second coordinate first
 */
record GmlBody(XmlWriter xml, GmlVersion version, boolean yFirst) {

  /**
   * Attributes of the outermost element; null where there is none.
   *
   * @param namespace to declare for the prefix
   */
  record Root(String srsName, String namespace) {

    static final Root NONE = new Root(null, null);
  }

  /** Writes a geometry. */
  void write(Geometry geometry, Root root, String id) throws IOException {
    if (geometry instanceof Point point) {
      open("gml:Point", root, id);
      positions(point.getCoordinates(), "gml:pos");
    } else if (geometry instanceof LineString line) {
      open("gml:LineString", root, id);
      positions(line.getCoordinates(), "gml:posList");
    } else if (geometry instanceof Polygon polygon) {
      open("gml:Polygon", root, id);
      rings(polygon);
    } else {
      collection((GeometryCollection) geometry, root, id);
    }
    xml.end();
  }

  private void open(String name, Root root, String id) throws IOException {
    boolean named = version == GmlVersion.V3_2;
    xml.open(
        name,
        "xmlns:gml",
        root.namespace(),
        "gml:id",
        named ? id : null,
        "srsName",
        root.srsName());
  }

  private void rings(Polygon polygon) throws IOException {
    boolean old = version == GmlVersion.V2_1;
    ring(polygon.getExteriorRing(), old ? "gml:outerBoundaryIs" : "gml:exterior");
    for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
      ring(polygon.getInteriorRingN(i), old ? "gml:innerBoundaryIs" : "gml:interior");
    }
  }

  private void ring(LineString ring, String name) throws IOException {
    xml.open(name);
    xml.open("gml:LinearRing");
    positions(ring.getCoordinates(), "gml:posList");
    xml.end();
    xml.end();
  }

  private void collection(GeometryCollection parts, Root root, String id) throws IOException {
    String[] names = names(parts);
    open(names[0], root, id);
    for (int i = 0; i < parts.getNumGeometries(); i++) {
      xml.open(names[1]);
      write(parts.getGeometryN(i), Root.NONE, id + "." + (i + 1));
      xml.end();
    }
  }

  private String[] names(GeometryCollection parts) {
    boolean newest = version == GmlVersion.V3_2;
    if (parts instanceof MultiPolygon) {
      return newest
          ? new String[] {"gml:MultiSurface", "gml:surfaceMember"}
          : new String[] {"gml:MultiPolygon", "gml:polygonMember"};
    }
    if (parts instanceof MultiLineString) {
      return newest
          ? new String[] {"gml:MultiCurve", "gml:curveMember"}
          : new String[] {"gml:MultiLineString", "gml:lineStringMember"};
    }
    return parts instanceof MultiPoint
        ? new String[] {"gml:MultiPoint", "gml:pointMember"}
        : new String[] {"gml:MultiGeometry", "gml:geometryMember"};
  }

  private void positions(Coordinate[] points, String name3) throws IOException {
    boolean old = version == GmlVersion.V2_1;
    StringBuilder text = new StringBuilder(points.length * 24);
    for (Coordinate c : points) {
      if (!text.isEmpty()) {
        text.append(' ');
      }
      text.append(yFirst ? c.y : c.x).append(old ? ',' : ' ').append(yFirst ? c.x : c.y);
    }
    xml.element(old ? "gml:coordinates" : name3, text.toString());
  }
}
