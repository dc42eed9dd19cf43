// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.Writer;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.chronocube.cube.ReadReport;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * Scenes as a GeoJSON feature collection (RFC 7946), each with the members a STAC item has: {@code
 * collection}, {@code properties.datetime}, {@code assets}. Written as it is read: any number of
 * scenes fits.
 *
 * @param matched how many there are, shown or not; empty when nobody has counted
 * @param failures scenes of which it is not known whether they match
 * @param tellsFiles true: assets say where files are; false: only what lies on the web is told, for
 *     readers who need not know this machine
 */
public record SceneJson(
    OptionalLong matched, List<ReadReport.Failure> failures, boolean tellsFiles) {

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  public SceneJson {
    failures = List.copyOf(failures);
  }

  /**
   * @param out stays open
   */
  public void write(Iterator<Scene> scenes, Writer out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("type", "FeatureCollection");
      if (matched.isPresent()) {
        json.writeNumberField("numberMatched", matched.getAsLong());
      }
      json.writeArrayFieldStart("features");
      while (scenes.hasNext()) {
        feature(scenes.next(), json);
      }
      json.writeEndArray();
      failures(json);
      json.writeEndObject();
    }
    out.write(System.lineSeparator());
  }

  private void failures(JsonGenerator json) throws IOException {
    if (failures.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("failures");
    for (ReadReport.Failure failure : failures) {
      json.writeStartObject();
      json.writeStringField("scene", failure.scene());
      json.writeStringField("band", failure.band());
      if (tellsFiles && failure.uri() != null) {
        json.writeStringField("href", failure.uri().toString());
      }
      json.writeStringField("message", failure.message());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void feature(Scene scene, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "Feature");
    json.writeStringField("id", scene.id());
    json.writeStringField("collection", scene.product());
    json.writeFieldName("geometry");
    geometry(scene.footprint(), json);
    json.writeObjectFieldStart("properties");
    json.writeStringField("datetime", scene.time().toString());
    for (Map.Entry<String, Object> property : scene.properties().entrySet()) {
      if (!property.getKey().equals("datetime")) {
        property(property, json);
      }
    }
    json.writeEndObject();
    json.writeObjectFieldStart("assets");
    for (Granule granule : scene.granules()) {
      if (tellsFiles || granule.uri().getScheme().matches("https?")) {
        json.writeObjectFieldStart(granule.band());
        json.writeStringField("href", granule.uri().toString());
        json.writeEndObject();
      }
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void property(Map.Entry<String, Object> property, JsonGenerator json)
      throws IOException {
    json.writeFieldName(property.getKey());
    Object value = property.getValue();
    if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Integer || value instanceof Long) {
      json.writeNumber(((Number) value).longValue());
    } else if (value instanceof Number number) {
      json.writeNumber(number.doubleValue());
    } else {
      json.writeString(String.valueOf(value));
    }
  }

  private static void geometry(Geometry geometry, JsonGenerator json) throws IOException {
    json.writeStartObject();
    if (geometry instanceof Polygon polygon) {
      json.writeStringField("type", "Polygon");
      json.writeFieldName("coordinates");
      polygon(polygon, json);
    } else {
      json.writeStringField("type", "MultiPolygon");
      json.writeArrayFieldStart("coordinates");
      for (int i = 0; i < geometry.getNumGeometries(); i++) {
        polygon((Polygon) geometry.getGeometryN(i), json);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void polygon(Polygon polygon, JsonGenerator json) throws IOException {
    json.writeStartArray();
    ring(polygon.getExteriorRing(), json);
    for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
      ring(polygon.getInteriorRingN(i), json);
    }
    json.writeEndArray();
  }

  private static void ring(LinearRing ring, JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (Coordinate c : ring.getCoordinates()) {
      json.writeArray(new double[] {c.x, c.y}, 0, 2);
    }
    json.writeEndArray();
  }
}
