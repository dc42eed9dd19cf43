// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wmts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.chronocube.scene.Scene;
import org.chronocube.server.ows.XmlWriter;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** Writes scenes as GetFeature of the multidimensional extension does: footprints in GML 3.1. */
final class SceneFeatures {

  private static final String SRS = "http://www.opengis.net/gml/srs/epsg.xml#4326";

  private SceneFeatures() {}

  static byte[] write(Iterable<Scene> scenes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (XmlWriter xml = new XmlWriter(bytes)) {
      xml.declare("xs", "http://www.w3.org/2001/XMLSchema");
      xml.declare("gml", "http://www.opengis.net/gml");
      xml.declare("wmts", WmtsCapabilities.WMTS);
      xml.open("wmts:FeatureCollection");
      for (Scene scene : scenes) {
        xml.open("wmts:feature", "gml:id", id(scene));
        xml.open("wmts:footprint");
        footprint(xml, scene.footprint());
        xml.end();
        xml.element("wmts:dimension", Times.format(scene.time()), "name", "time");
        xml.end();
      }
      xml.end();
    }
    return bytes.toByteArray();
  }

  // An XML ID: ids of scenes may be anything.
  private static String id(Scene scene) {
    String text = (scene.product() + "." + scene.id()).replaceAll("[^A-Za-z0-9_.-]", "_");
    return text.matches("[A-Za-z_].*") ? text : "_" + text;
  }

  private static void footprint(XmlWriter xml, Geometry footprint) throws IOException {
    if (footprint.getNumGeometries() == 1) {
      polygon(xml, (Polygon) footprint.getGeometryN(0));
      return;
    }
    xml.open("gml:MultiPolygon", "srsDimension", "2", "srsName", SRS);
    for (int i = 0; i < footprint.getNumGeometries(); i++) {
      xml.open("gml:polygonMember");
      polygon(xml, (Polygon) footprint.getGeometryN(i));
      xml.end();
    }
    xml.end();
  }

  private static void polygon(XmlWriter xml, Polygon polygon) throws IOException {
    xml.open("gml:Polygon", "srsDimension", "2", "srsName", SRS);
    ring(xml, "gml:exterior", polygon.getExteriorRing());
    for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
      ring(xml, "gml:interior", polygon.getInteriorRingN(i));
    }
    xml.end();
  }

  // Under this name of the CRS, longitude comes first.
  private static void ring(XmlWriter xml, String element, LinearRing ring) throws IOException {
    StringBuilder positions = new StringBuilder();
    for (Coordinate c : ring.getCoordinates()) {
      positions.append(positions.isEmpty() ? "" : " ").append(c.x).append(' ').append(c.y);
    }
    xml.open(element).open("gml:LinearRing", "srsDimension", "2");
    xml.element("gml:posList", positions.toString());
    xml.end().end();
  }
}
