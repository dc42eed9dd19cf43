// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.server.ows.CrsName;
import org.chronocube.server.ows.SafeXml;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.w3c.dom.Element;

/** Reads the geometry elements of GML 2, 3.1 and 3.2 made of straight lines. */
final class GmlReader {

  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  private final CrsRegistry crs;
  private boolean yFirst;
  private int dimension = 2;

  GmlReader(CrsRegistry crs) {
    this.crs = crs;
  }

  Geometry read(Element element) {
    Optional<CrsName> name = srsName(element).map(n -> GeometryFormats.name(n, crs));
    yFirst = name.map(CrsName::yFirst).orElse(false);
    Geometry geometry = geometry(element);
    geometry.setSRID(name.map(GeometryFormats::srid).orElse(0));
    return geometry;
  }

  // The srsName of the geometry, or of the first part that has one.
  private static Optional<String> srsName(Element element) {
    Optional<String> own = SafeXml.attribute(element, "srsName");
    return own.isPresent()
        ? own
        : SafeXml.children(element).stream()
            .map(GmlReader::srsName)
            .flatMap(Optional::stream)
            .findFirst();
  }

  private Geometry geometry(Element element) {
    dimension =
        SafeXml.attribute(element, "srsDimension").map(GmlReader::dimension).orElse(dimension);
    return switch (element.getLocalName()) {
      case "Point" -> GEOMETRIES.createPoint(coordinates(element).get(0));
      case "LineString", "LineStringSegment" -> GEOMETRIES.createLineString(array(element));
      case "LinearRing" -> GEOMETRIES.createLinearRing(array(element));
      case "Polygon", "PolygonPatch", "Rectangle" -> polygon(element);
      case "Envelope", "Box" -> box(element);
      case "Curve", "Surface", "MultiPoint", "MultiLineString", "MultiCurve" -> parts(element);
      case "MultiPolygon", "MultiSurface", "MultiGeometry", "segments", "patches" -> parts(element);
      case "pointMember", "pointMembers", "lineStringMember", "curveMember" -> parts(element);
      case "curveMembers", "polygonMember", "surfaceMember", "surfaceMembers" -> parts(element);
      case "geometryMember", "geometryMembers" -> parts(element);
      default ->
          throw new IllegalArgumentException(
              "geometry must be a GML geometry of straight lines, was " + element.getLocalName());
    };
  }

  private Geometry parts(Element element) {
    List<Geometry> found = new ArrayList<>();
    for (Element child : SafeXml.children(element)) {
      boolean isGeometry = !child.getLocalName().matches("name|description|boundedBy|metaData.*");
      if (isGeometry) {
        Geometry part = geometry(child);
        for (int i = 0; i < part.getNumGeometries(); i++) {
          found.add(part.getGeometryN(i));
        }
      }
    }
    return found.size() == 1 ? found.get(0) : GEOMETRIES.buildGeometry(found);
  }

  private Polygon polygon(Element element) {
    LinearRing shell = null;
    List<LinearRing> holes = new ArrayList<>();
    for (Element child : SafeXml.children(element)) {
      switch (child.getLocalName()) {
        case "exterior", "outerBoundaryIs" -> shell = ring(child);
        case "interior", "innerBoundaryIs" ->
            SafeXml.children(child)
                .forEach(hole -> holes.add(GEOMETRIES.createLinearRing(array(hole))));
        default -> {
          // Names and descriptions.
        }
      }
    }
    if (shell == null) {
      throw new IllegalArgumentException("a polygon must have an exterior ring");
    }
    return GEOMETRIES.createPolygon(shell, holes.toArray(LinearRing[]::new));
  }

  private LinearRing ring(Element boundary) {
    Element ring =
        SafeXml.child(boundary, "LinearRing")
            .orElseThrow(
                () -> new IllegalArgumentException("a polygon's ring must be a LinearRing"));
    return GEOMETRIES.createLinearRing(array(ring));
  }

  private Geometry box(Element element) {
    List<Coordinate> corners = coordinates(element);
    return GEOMETRIES.toGeometry(new Envelope(corners.get(0), corners.get(corners.size() - 1)));
  }

  private Coordinate[] array(Element element) {
    return coordinates(element).toArray(Coordinate[]::new);
  }

  // Points stand in a posList, in pos elements, in corners, in coordinates or in coord elements.
  private List<Coordinate> coordinates(Element element) {
    List<Coordinate> found = new ArrayList<>();
    for (Element child : SafeXml.children(element)) {
      switch (child.getLocalName()) {
        case "posList", "pos", "lowerCorner", "upperCorner" -> numbers(child, found);
        case "coordinates" -> gml2(child, found);
        case "coord" -> found.add(at(number(child, "X"), number(child, "Y")));
        case "pointProperty", "pointRep", "Point" -> {
          Element point = SafeXml.child(child, "Point").orElse(child);
          found.addAll(coordinates(point));
        }
        default -> {
          // Names and descriptions.
        }
      }
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException(element.getLocalName() + " must have coordinates");
    }
    return found;
  }

  private void numbers(Element list, List<Coordinate> found) {
    int step =
        SafeXml.attribute(list, "srsDimension")
            .or(() -> SafeXml.attribute(list, "dimension"))
            .map(GmlReader::dimension)
            .orElse(dimension);
    String[] numbers = SafeXml.text(list).split("\\s+");
    if (numbers.length % step != 0) {
      throw new IllegalArgumentException(
          "coordinates must be a multiple of " + step + " numbers, were " + numbers.length);
    }
    for (int i = 0; i < numbers.length; i += step) {
      found.add(at(number(numbers[i]), number(numbers[i + 1])));
    }
  }

  private void gml2(Element list, List<Coordinate> found) {
    String between = java.util.regex.Pattern.quote(SafeXml.attribute(list, "cs").orElse(","));
    for (String tuple : SafeXml.text(list).replaceAll("\\s*,\\s*", ",").split("\\s+")) {
      String[] numbers = tuple.split(between);
      if (numbers.length < 2) {
        throw new IllegalArgumentException("coordinates must be x,y x,y, was " + tuple);
      }
      found.add(at(number(numbers[0]), number(numbers[1])));
    }
  }

  private Coordinate at(double first, double second) {
    return yFirst ? new Coordinate(second, first) : new Coordinate(first, second);
  }

  private static int dimension(String text) {
    if (!text.equals("2") && !text.equals("3")) {
      throw new IllegalArgumentException("srsDimension must be 2 or 3, was " + text);
    }
    return Integer.parseInt(text);
  }

  private static double number(Element parent, String name) {
    return number(SafeXml.text(parent, name).orElse(""));
  }

  private static double number(String text) {
    double value = Double.parseDouble(text);
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("coordinates must be finite, was " + text);
    }
    return value;
  }
}
