// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.server.ows.CrsName;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.XmlWriter;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.locationtech.jts.io.WKTWriter;

/**
 * Geometries as WKT, GeoJSON and GML. Inside, x comes first and a geometry's SRID is the number of
 * its EPSG code, 0 when nothing said which.
 */
final class GeometryFormats {

  static final String GML_2 = "text/xml; subtype=gml/2.1.2";
  static final String GML_3_2 = "text/xml; subtype=gml/3.2.1";
  static final String GML_3 = "text/xml; subtype=gml/3.1.1";

  private GeometryFormats() {}

  static List<Format> all(CrsRegistry crs) {
    Gml gml = new Gml(crs);
    return List.of(
        Format.text(
            "application/wkt",
            "wkt",
            payload -> wkt(payload.text(), crs),
            (value, out) -> {
              Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
              new WKTWriter().write((Geometry) value, writer);
              writer.flush();
            },
            "text/plain",
            "text/wkt",
            "application/ewkt"),
        Format.text(
            FeatureFormats.GEOJSON,
            "geojson",
            payload -> GeoJson.geometry(payload.text(), crs),
            (value, out) -> GeoJson.writeGeometry((Geometry) value, out),
            FeatureFormats.GEOJSON_ALIASES),
        gml(
            GML_3,
            GmlVersion.V3_1,
            "http://schemas.opengis.net/gml/3.1.1/base/geometryAggregates.xsd",
            gml,
            "text/xml",
            "application/gml+xml",
            "application/gml-3.1.1",
            "application/gml+xml; version=3.1.1"),
        gml(
            GML_2,
            GmlVersion.V2_1,
            "http://schemas.opengis.net/gml/2.1.2/geometry.xsd",
            gml,
            "application/gml-2.1.2",
            "application/gml+xml; version=2.1.2"),
        gml(
            GML_3_2,
            GmlVersion.V3_2,
            "http://schemas.opengis.net/gml/3.2.1/geometryAggregates.xsd",
            gml,
            "application/gml+xml; version=3.2"));
  }

  private static Format gml(
      String mimeType, GmlVersion version, String schema, Gml gml, String... aliases) {
    Format.Fragment fragment = (value, xml) -> gml.writeFragment((Geometry) value, xml, version);
    return new Format(
        mimeType,
        List.of(aliases),
        schema,
        "gml",
        false,
        payload -> gml.geometry(payload.xml()),
        (value, out) -> {
          try (XmlWriter xml = new XmlWriter(out)) {
            xml.declare("gml", version.namespace());
            gml.write((Geometry) value, xml, version, "geometry");
          }
        },
        fragment);
  }

  /** WKT, or EWKT with {@code SRID=32631;} before it. */
  static Geometry wkt(String text, CrsRegistry crs) {
    String body = text.strip();
    int srid = 0;
    if (body.regionMatches(true, 0, "SRID=", 0, 5)) {
      int semicolon = body.indexOf(';');
      String code = semicolon < 0 ? "" : body.substring(5, semicolon).strip();
      srid = srid("EPSG:" + code, crs);
      body = body.substring(semicolon + 1);
    }
    try {
      Geometry geometry = new WKTReader().read(body);
      geometry.setSRID(srid);
      return geometry;
    } catch (ParseException | IllegalArgumentException e) {
      throw new IllegalArgumentException("must be WKT: " + e.getMessage(), e);
    }
  }

  /** Number of a CRS's EPSG code. */
  static int srid(String name, CrsRegistry crs) {
    return srid(name(name, crs));
  }

  static int srid(CrsName name) {
    return Integer.parseInt(name.id().substring("EPSG:".length()));
  }

  static CrsName name(String name, CrsRegistry crs) {
    return CrsName.parse(
        name, CrsName.ShortNames.X_FIRST, crs, "crs", OwsException.INVALID_PARAMETER_VALUE);
  }
}
