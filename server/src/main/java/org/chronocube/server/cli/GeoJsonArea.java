// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.union.UnaryUnionOp;

/** The area of a GeoJSON document (RFC 7946): points and polygons, several are united. */
final class GeoJsonArea {

  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  private GeoJsonArea() {}

  /**
   * @throws IllegalArgumentException when there is no point or polygon in it
   */
  static Geometry read(JsonNode root) {
    List<Geometry> parts = new ArrayList<>();
    collect(root, parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("it has neither a point nor a polygon");
    }
    return parts.size() == 1 ? parts.get(0) : UnaryUnionOp.union(parts);
  }

  private static void collect(JsonNode node, List<Geometry> parts) {
    switch (node.path("type").asText()) {
      case "FeatureCollection" -> node.path("features").forEach(f -> collect(f, parts));
      case "Feature" -> collect(node.path("geometry"), parts);
      case "GeometryCollection" -> node.path("geometries").forEach(g -> collect(g, parts));
      case "Point" -> parts.add(GEOMETRIES.createPoint(position(node.path("coordinates"))));
      case "MultiPoint" ->
          node.path("coordinates").forEach(c -> parts.add(GEOMETRIES.createPoint(position(c))));
      case "Polygon" -> parts.add(polygon(node.path("coordinates")));
      case "MultiPolygon" -> node.path("coordinates").forEach(c -> parts.add(polygon(c)));
      default -> {
        // Lines have no area; a feature may have no geometry.
      }
    }
  }

  private static Polygon polygon(JsonNode rings) {
    List<LinearRing> all = new ArrayList<>();
    for (JsonNode ring : rings) {
      List<Coordinate> coordinates = new ArrayList<>();
      ring.forEach(c -> coordinates.add(position(c)));
      all.add(GEOMETRIES.createLinearRing(coordinates.toArray(Coordinate[]::new)));
    }
    if (all.isEmpty()) {
      return GEOMETRIES.createPolygon();
    }
    return GEOMETRIES.createPolygon(
        all.get(0), all.subList(1, all.size()).toArray(LinearRing[]::new));
  }

  private static Coordinate position(JsonNode node) {
    if (!node.path(0).isNumber() || !node.path(1).isNumber()) {
      throw new IllegalArgumentException("a position must be two numbers, was " + node);
    }
    return new Coordinate(node.get(0).asDouble(), node.get(1).asDouble());
  }
}
