// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.server.ows.CrsName;
import org.chronocube.server.ows.XmlWriter;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.geometry.jts.ReferencedEnvelope;

/**
 * Literals and boxes as files: as text; and as the elements of WPS 2.0.0 (OGC 14-065r2), for
 * documents in which {@link Wps2Xml#declare} was called.
 */
final class LiteralFormats {

  static final String TEXT = "text/plain";
  static final String XML = "text/xml";

  private LiteralFormats() {}

  /** The formats of an output in version 1.0.0: literals and boxes are text. */
  static List<Format> version1(ProcessInfo.Field field) {
    return field.binding() instanceof Binding.Complex complex
        ? complex.writable()
        : List.of(text(field));
  }

  /** The formats of an output in version 2.0.0: literals and boxes are an element, or text. */
  static List<Format> version2(ProcessInfo.Field field, CrsRegistry crs) {
    return field.binding() instanceof Binding.Complex complex
        ? complex.writable()
        : List.of(element(field, crs), text(field));
  }

  private static Format text(ProcessInfo.Field field) {
    return Format.text(
        TEXT,
        "txt",
        null,
        (value, out) -> out.write(print(field, value).getBytes(StandardCharsets.UTF_8)));
  }

  private static Format element(ProcessInfo.Field field, CrsRegistry crs) {
    Format.Fragment fragment =
        field.binding() instanceof Binding.Literal literal
            ? (value, xml) -> literal(field, literal, value, xml)
            : (value, xml) -> box((ReferencedEnvelope) value, crs, xml);
    return new Format(
        XML,
        List.of(),
        null,
        "xml",
        false,
        null,
        (value, out) -> {
          try (XmlWriter xml = new XmlWriter(out)) {
            Wps2Xml.declare(xml);
            fragment.write(value, xml);
          }
        },
        fragment);
  }

  private static void literal(
      ProcessInfo.Field field, Binding.Literal literal, Object value, XmlWriter xml)
      throws IOException {
    xml.element(
        "wps:LiteralValue",
        literal.printer().apply(value),
        "dataType",
        dataType(literal),
        "uom",
        field.meta("unit").orElse(null));
  }

  /** Address of a literal's XML schema type. */
  static String dataType(Binding.Literal literal) {
    return "http://www.w3.org/2001/XMLSchema#" + literal.dataType();
  }

  // Corners are in the order of the CRS's name.
  private static void box(ReferencedEnvelope box, CrsRegistry crs, XmlWriter xml)
      throws IOException {
    CoordinateReferenceSystem system = box.getCoordinateReferenceSystem();
    String id = system == null ? CrsRegistry.WGS84 : crs.identify(system).orElse(CrsRegistry.WGS84);
    String urn = "urn:ogc:def:crs:EPSG::" + id.substring("EPSG:".length());
    CrsName name = GeometryFormats.name(urn, crs);
    xml.open("ows:BoundingBox", "crs", urn, "dimensions", "2");
    xml.element("ows:LowerCorner", corner(name, box.getMinX(), box.getMinY()));
    xml.element("ows:UpperCorner", corner(name, box.getMaxX(), box.getMaxY()));
    xml.end();
  }

  private static String corner(CrsName name, double x, double y) {
    return name.yFirst() ? y + " " + x : x + " " + y;
  }

  /** A literal or a box as text. */
  static String print(ProcessInfo.Field field, Object value) {
    if (field.binding() instanceof Binding.Literal literal) {
      return literal.printer().apply(value);
    }
    ReferencedEnvelope box = (ReferencedEnvelope) value;
    return box.getMinX() + "," + box.getMinY() + "," + box.getMaxX() + "," + box.getMaxY();
  }
}
