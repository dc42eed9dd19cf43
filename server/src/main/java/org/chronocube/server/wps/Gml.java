// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.server.ows.CrsName;
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
import org.w3c.dom.Element;

/**
 * Geometries in GML 2.1.2 (OGC 02-069) and 3.1.1 (OGC 03-105r1). GML 3 names CRSs by URN and writes
 * axes in the authority's order; GML 2 names them by the GML address and writes x first.
 */
final class Gml {

  static final String NAMESPACE = "http://www.opengis.net/gml";

  private final CrsRegistry crs;

  Gml(CrsRegistry crs) {
    this.crs = crs;
  }

  static void declare(XmlWriter xml) {
    xml.declare("gml", NAMESPACE);
  }

  /** The geometry of an element, x first, its SRID set when a srsName was there. */
  Geometry geometry(Element element) {
    return new GmlReader(crs).read(element);
  }

  /** Writes one geometry element. */
  void write(Geometry geometry, XmlWriter xml, boolean version3) throws IOException {
    int srid = geometry.getSRID();
    if (srid == 0) {
      new Body(xml, version3, false).write(geometry, null);
      return;
    }
    String name =
        version3
            ? "urn:ogc:def:crs:EPSG::" + srid
            : "http://www.opengis.net/gml/srs/epsg.xml#" + srid;
    CrsName parsed = GeometryFormats.name(name, crs);
    new Body(xml, version3, parsed.yFirst()).write(geometry, name);
  }

  private record Body(XmlWriter xml, boolean version3, boolean yFirst) {

    void write(Geometry geometry, String srsName) throws IOException {
      if (geometry instanceof Point point) {
        xml.open("gml:Point", "srsName", srsName);
        positions(new Coordinate[] {point.getCoordinate()}, "gml:pos");
        xml.end();
      } else if (geometry instanceof LineString line) {
        xml.open("gml:LineString", "srsName", srsName);
        positions(line.getCoordinates(), "gml:posList");
        xml.end();
      } else if (geometry instanceof Polygon polygon) {
        polygon(polygon, srsName);
      } else {
        collection((GeometryCollection) geometry, srsName);
      }
    }

    private void polygon(Polygon polygon, String srsName) throws IOException {
      xml.open("gml:Polygon", "srsName", srsName);
      ring(polygon.getExteriorRing(), version3 ? "gml:exterior" : "gml:outerBoundaryIs");
      for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
        ring(polygon.getInteriorRingN(i), version3 ? "gml:interior" : "gml:innerBoundaryIs");
      }
      xml.end();
    }

    private void ring(LineString ring, String name) throws IOException {
      xml.open(name);
      xml.open("gml:LinearRing");
      positions(ring.getCoordinates(), "gml:posList");
      xml.end();
      xml.end();
    }

    private void collection(GeometryCollection parts, String srsName) throws IOException {
      String[] names = names(parts);
      xml.open(names[0], "srsName", srsName);
      for (int i = 0; i < parts.getNumGeometries(); i++) {
        xml.open(names[1]);
        write(parts.getGeometryN(i), null);
        xml.end();
      }
      xml.end();
    }

    private static String[] names(GeometryCollection parts) {
      if (parts instanceof MultiPolygon) {
        return new String[] {"gml:MultiPolygon", "gml:polygonMember"};
      }
      if (parts instanceof MultiLineString) {
        return new String[] {"gml:MultiLineString", "gml:lineStringMember"};
      }
      if (parts instanceof MultiPoint) {
        return new String[] {"gml:MultiPoint", "gml:pointMember"};
      }
      return new String[] {"gml:MultiGeometry", "gml:geometryMember"};
    }

    private void positions(Coordinate[] points, String name3) throws IOException {
      StringBuilder text = new StringBuilder(points.length * 24);
      for (Coordinate c : points) {
        if (!text.isEmpty()) {
          text.append(' ');
        }
        text.append(yFirst ? c.y : c.x).append(version3 ? ' ' : ',').append(yFirst ? c.x : c.y);
      }
      xml.element(version3 ? name3 : "gml:coordinates", text.toString());
    }
  }
}
