// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.chronocube.crs.CrsRegistry;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * Geometries in GeoJSON (RFC 7946): longitude and latitude on WGS 84. The {@code crs} member of the
 * 2008 specification is understood when reading.
 */
final class GeoJson {

  static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(50).build())
          .build();

  static final ObjectMapper MAPPER = new ObjectMapper(JSON);
  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  private GeoJson() {}

  /** The geometry of a document: of a geometry, a feature, or all features of a collection. */
  static Geometry geometry(String text, CrsRegistry crs) {
    JsonNode root = tree(text);
    List<Geometry> found = new ArrayList<>();
    collect(root, found);
    if (found.isEmpty()) {
      throw new IllegalArgumentException("must be GeoJSON with a geometry");
    }
    Geometry geometry = found.size() == 1 ? found.get(0) : GEOMETRIES.buildGeometry(found);
    geometry.setSRID(srid(root, crs));
    return geometry;
  }

  static JsonNode tree(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("must be GeoJSON: " + e.getOriginalMessage(), e);
    }
  }

  /** EPSG number of a document's {@code crs} member; 4326 without one. */
  static int srid(JsonNode root, CrsRegistry crs) {
    String name = root.path("crs").path("properties").path("name").asText("");
    return name.isEmpty() ? 4326 : GeometryFormats.srid(GeometryFormats.name(name, crs));
  }

  private static void collect(JsonNode node, List<Geometry> found) {
    switch (node.path("type").asText()) {
      case "FeatureCollection" -> node.path("features").forEach(f -> collect(f, found));
      case "Feature" -> collect(node.path("geometry"), found);
      case "" -> {
        // A feature without a geometry has null there.
      }
      default -> found.add(geometry(node));
    }
  }

  /** A geometry object. */
  static Geometry geometry(JsonNode node) {
    JsonNode at = node.path("coordinates");
    return switch (node.path("type").asText()) {
      case "Point" -> GEOMETRIES.createPoint(coordinate(at));
      case "MultiPoint" -> GEOMETRIES.createMultiPointFromCoords(coordinates(at));
      case "LineString" -> GEOMETRIES.createLineString(coordinates(at));
      case "MultiLineString" ->
          GEOMETRIES.createMultiLineString(
              each(at, n -> GEOMETRIES.createLineString(coordinates(n)))
                  .toArray(LineString[]::new));
      case "Polygon" -> polygon(at);
      case "MultiPolygon" ->
          GEOMETRIES.createMultiPolygon(each(at, GeoJson::polygon).toArray(Polygon[]::new));
      case "GeometryCollection" ->
          GEOMETRIES.createGeometryCollection(
              each(node.path("geometries"), GeoJson::geometry).toArray(Geometry[]::new));
      default ->
          throw new IllegalArgumentException(
              "type must be one of GeoJSON's geometries, was " + node.path("type").asText());
    };
  }

  private interface Reader<T> {
    T read(JsonNode node);
  }

  private static <T> List<T> each(JsonNode array, Reader<T> reader) {
    List<T> result = new ArrayList<>(array.size());
    array.forEach(n -> result.add(reader.read(n)));
    return result;
  }

  private static Polygon polygon(JsonNode rings) {
    List<LinearRing> all = each(rings, n -> GEOMETRIES.createLinearRing(coordinates(n)));
    if (all.isEmpty()) {
      throw new IllegalArgumentException("a polygon must have a ring");
    }
    return GEOMETRIES.createPolygon(
        all.get(0), all.subList(1, all.size()).toArray(LinearRing[]::new));
  }

  private static Coordinate[] coordinates(JsonNode array) {
    return each(array, GeoJson::coordinate).toArray(Coordinate[]::new);
  }

  private static Coordinate coordinate(JsonNode position) {
    if (!position.path(0).isNumber() || !position.path(1).isNumber()) {
      throw new IllegalArgumentException("a position must be [x, y], was " + position);
    }
    return new Coordinate(position.get(0).asDouble(), position.get(1).asDouble());
  }

  static void writeGeometry(Geometry geometry, OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      write(geometry, json);
    }
  }

  /** Shells are written counter-clockwise, holes clockwise (RFC 7946 clause 3.1.6). */
  static void write(Geometry geometry, JsonGenerator json) throws IOException {
    if (geometry == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeStringField("type", geometry.getGeometryType().replace("LinearRing", "LineString"));
    boolean mixed = geometry.getGeometryType().equals("GeometryCollection");
    json.writeFieldName(mixed ? "geometries" : "coordinates");
    if (mixed) {
      json.writeStartArray();
      for (int i = 0; i < geometry.getNumGeometries(); i++) {
        write(geometry.getGeometryN(i), json);
      }
      json.writeEndArray();
    } else {
      writeCoordinates(geometry, json);
    }
    json.writeEndObject();
  }

  private static void writeCoordinates(Geometry geometry, JsonGenerator json) throws IOException {
    if (geometry instanceof Point point) {
      if (point.isEmpty()) {
        json.writeStartArray();
        json.writeEndArray();
      } else {
        position(point.getCoordinate(), json);
      }
      return;
    }
    json.writeStartArray();
    if (geometry instanceof GeometryCollection parts) {
      for (int i = 0; i < parts.getNumGeometries(); i++) {
        writeCoordinates(parts.getGeometryN(i), json);
      }
    } else if (geometry instanceof Polygon polygon && !polygon.isEmpty()) {
      ring(polygon.getExteriorRing(), true, json);
      for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
        ring(polygon.getInteriorRingN(i), false, json);
      }
    } else {
      for (Coordinate c : geometry.getCoordinates()) {
        position(c, json);
      }
    }
    json.writeEndArray();
  }

  private static void ring(LinearRing ring, boolean counterClockwise, JsonGenerator json)
      throws IOException {
    Coordinate[] points = ring.getCoordinates();
    boolean turn = Orientation.isCCW(points) != counterClockwise;
    json.writeStartArray();
    for (int i = 0; i < points.length; i++) {
      position(points[turn ? points.length - 1 - i : i], json);
    }
    json.writeEndArray();
  }

  private static void position(Coordinate c, JsonGenerator json) throws IOException {
    json.writeStartArray();
    json.writeNumber(c.x);
    json.writeNumber(c.y);
    json.writeEndArray();
  }
}
