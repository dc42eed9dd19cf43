// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import com.fasterxml.jackson.databind.JsonNode;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;

/** Polygons and multipolygons of GeoJSON (RFC 7946): longitude latitude, further values ignored. */
public final class GeoJsonPolygons {

  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  private GeoJsonPolygons() {}

  /**
   * @throws SceneParseException when it is neither, or a position is not on Earth
   */
  public static Geometry parse(JsonNode geometry) {
    JsonNode coordinates = geometry.path("coordinates");
    Geometry parsed =
        switch (geometry.path("type").asText()) {
          case "Polygon" -> polygon(coordinates);
          case "MultiPolygon" -> multiPolygon(coordinates);
          default ->
              throw new SceneParseException(
                  "geometry must be a Polygon or MultiPolygon, was "
                      + geometry.path("type").asText("missing"));
        };
    Geometry valid = parsed.isValid() ? parsed : GeometryFixer.fix(parsed);
    if (valid.isEmpty() || valid.getDimension() != 2) {
      throw new SceneParseException("geometry must have an area, was " + parsed);
    }
    return valid;
  }

  private static Geometry multiPolygon(JsonNode polygons) {
    Polygon[] parts = new Polygon[polygons.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = polygon(polygons.get(i));
    }
    return GEOMETRIES.createMultiPolygon(parts);
  }

  private static Polygon polygon(JsonNode rings) {
    if (rings.isEmpty()) {
      throw new SceneParseException("polygon must have at least one ring");
    }
    LinearRing[] holes = new LinearRing[rings.size() - 1];
    for (int i = 0; i < holes.length; i++) {
      holes[i] = ring(rings.get(i + 1));
    }
    return GEOMETRIES.createPolygon(ring(rings.get(0)), holes);
  }

  private static LinearRing ring(JsonNode positions) {
    int n = positions.size();
    if (n < 4 || !positions.get(0).equals(positions.get(n - 1))) {
      throw new SceneParseException("ring must be closed and have 4 or more positions, had " + n);
    }
    Coordinate[] ring = new Coordinate[n];
    for (int i = 0; i < n; i++) {
      double lon = positions.get(i).path(0).asDouble(Double.NaN);
      double lat = positions.get(i).path(1).asDouble(Double.NaN);
      if (!(Math.abs(lon) <= 180) || !(Math.abs(lat) <= 90)) {
        throw new SceneParseException(
            "position must be longitude -180..180, latitude -90..90, was " + positions.get(i));
      }
      ring[i] = new Coordinate(lon, lat);
    }
    return GEOMETRIES.createLinearRing(ring);
  }
}
