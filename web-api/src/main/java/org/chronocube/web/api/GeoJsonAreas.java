// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.chronocube.InvalidParameterException;
import org.chronocube.analysis.Sites;
import org.chronocube.crs.CrsRegistry;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * Places in a GeoJSON feature collection (RFC 7946): points and polygons, one or many a feature, in
 * longitude and latitude. Their names are the features' ids, or their places in the collection,
 * from 0, where they have none. Complaints name the feature: {@code features[3]}.
 */
final class GeoJsonAreas {

  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(50).build())
              .build());

  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  private GeoJsonAreas() {}

  /**
   * Reads a document.
   *
   * @param most features
   * @throws InvalidParameterException naming the feature that breaks a rule
   */
  static List<Sites.Place> read(InputStream body, int most) throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new InvalidParameterException(
          "body", "body must be JSON: " + e.getOriginalMessage(), e);
    }
    JsonNode features = root.path("features");
    if (!root.path("type").asText().equals("FeatureCollection") || !features.isArray()) {
      throw new InvalidParameterException(
          "body",
          "body must be a GeoJSON FeatureCollection, was of type " + root.path("type").asText());
    }
    if (features.isEmpty() || features.size() > most) {
      throw new InvalidParameterException(
          "features", "features must be 1 to " + most + ", were " + features.size());
    }
    List<Sites.Place> places = new ArrayList<>(features.size());
    Map<String, Integer> ids = new HashMap<>();
    for (int i = 0; i < features.size(); i++) {
      String name = "features[" + i + "]";
      String id = id(features.get(i), i, name);
      Integer other = ids.putIfAbsent(id, i);
      if (other != null) {
        throw rule(name, "id must be unique, was " + id + " as of features[" + other + "]");
      }
      Geometry geometry = geometry(features.get(i).path("geometry"), name);
      places.add(new Sites.Place(id, geometry, CrsRegistry.WGS84));
    }
    return places;
  }

  private static String id(JsonNode feature, int index, String name) {
    JsonNode id = feature.path("id");
    if (id.isMissingNode() || id.isNull()) {
      return String.valueOf(index);
    }
    if (!id.isTextual() && !id.isNumber()) {
      throw rule(name, "id must be a string or a number, was " + id);
    }
    return id.asText();
  }

  private static InvalidParameterException rule(String feature, String rule) {
    return new InvalidParameterException(feature, feature + ": " + rule);
  }

  private static Geometry geometry(JsonNode node, String feature) {
    try {
      JsonNode at = node.path("coordinates");
      return switch (node.path("type").asText()) {
        case "Point" -> GEOMETRIES.createPoint(position(at));
        case "MultiPoint" ->
            GEOMETRIES.createMultiPoint(
                each(at, n -> GEOMETRIES.createPoint(position(n))).toArray(Point[]::new));
        case "Polygon" -> polygon(at);
        case "MultiPolygon" ->
            GEOMETRIES.createMultiPolygon(each(at, GeoJsonAreas::polygon).toArray(Polygon[]::new));
        default ->
            throw new IllegalArgumentException(
                "geometry must be a Point, MultiPoint, Polygon or MultiPolygon, was "
                    + (node.isObject() ? node.path("type").asText("without type") : "none"));
      };
    } catch (InvalidParameterException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new InvalidParameterException(feature, feature + ": " + e.getMessage(), e);
    }
  }

  private static Polygon polygon(JsonNode rings) {
    List<LinearRing> all =
        each(
            rings,
            n ->
                GEOMETRIES.createLinearRing(
                    each(n, GeoJsonAreas::position).toArray(Coordinate[]::new)));
    return GEOMETRIES.createPolygon(
        all.get(0), all.subList(1, all.size()).toArray(LinearRing[]::new));
  }

  private static <T> List<T> each(JsonNode array, Function<JsonNode, T> reader) {
    if (!array.isArray() || array.isEmpty()) {
      throw new IllegalArgumentException("coordinates must be lists that are not empty");
    }
    List<T> result = new ArrayList<>(array.size());
    array.forEach(n -> result.add(reader.apply(n)));
    return result;
  }

  private static Coordinate position(JsonNode node) {
    double lon = node.path(0).asDouble(Double.NaN);
    double lat = node.path(1).asDouble(Double.NaN);
    if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) {
      throw new IllegalArgumentException(
          "positions must be longitude in -180..180 and latitude in -90..90, was " + node);
    }
    return new Coordinate(lon, lat);
  }
}
