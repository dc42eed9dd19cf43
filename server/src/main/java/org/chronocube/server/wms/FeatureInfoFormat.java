// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** What GetFeatureInfo answers with. */
enum FeatureInfoFormat {
  TEXT("text/plain", "text/plain"),
  HTML("text/html", "text/html"),
  JSON("application/json", "application/json application/geo+json application/geojson");

  private static final JsonFactory JSON_FACTORY = new JsonFactory();

  private final String mediaType;
  private final String names;

  FeatureInfoFormat(String mediaType, String names) {
    this.mediaType = mediaType;
    this.names = names;
  }

  static Optional<FeatureInfoFormat> of(String name) {
    String lower = name.toLowerCase(Locale.ROOT).replaceFirst(";.*", "").strip();
    return Arrays.stream(values()).filter(f -> f.isNamed(lower)).findFirst();
  }

  static List<String> listed() {
    return Arrays.stream(values()).map(FeatureInfoFormat::mediaType).toList();
  }

  private boolean isNamed(String name) {
    return Arrays.asList(names.split(" ")).contains(name);
  }

  String mediaType() {
    return mediaType;
  }

  void write(FeatureInfo info, OutputStream out) throws IOException {
    switch (this) {
      case TEXT -> out.write(text(info).getBytes(StandardCharsets.UTF_8));
      case HTML -> out.write(html(info).getBytes(StandardCharsets.UTF_8));
      case JSON -> out.write(json(info).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String text(FeatureInfo info) {
    if (info.layers().isEmpty()) {
      return "no features were found\n";
    }
    StringBuilder text = new StringBuilder();
    for (FeatureInfo.LayerValues layer : info.layers()) {
      text.append("Results for layer '").append(layer.layer()).append("':\n");
      text.append("--------------------------------------------\n");
      layer.time().ifPresent(t -> text.append("time = ").append(t).append('\n'));
      layer
          .values()
          .forEach((band, v) -> text.append(band).append(" = ").append(plain(v)).append('\n'));
      text.append("--------------------------------------------\n");
    }
    return text.toString();
  }

  private static String plain(Optional<Object> value) {
    return value.map(String::valueOf).orElse("no data");
  }

  private static String html(FeatureInfo info) {
    String tables =
        info.layers().stream().map(FeatureInfoFormat::table).collect(Collectors.joining());
    return """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>Values</title><style>
        body { font: 13px sans-serif; margin: 8px }
        table { border-collapse: collapse; margin-bottom: 8px }
        caption { text-align: left; font-weight: bold; padding: 2px 0 }
        th, td { border: 1px solid #ccc; padding: 2px 6px; text-align: right }
        </style></head><body>
        """
        + (tables.isEmpty() ? "<p>No data here.</p>\n" : tables)
        + "</body></html>\n";
  }

  private static String table(FeatureInfo.LayerValues layer) {
    Map<String, Optional<Object>> values = layer.values();
    String heads =
        values.keySet().stream()
            .map(band -> "<th>" + escape(band) + "</th>")
            .collect(Collectors.joining());
    String cells =
        values.values().stream()
            .map(v -> "<td>" + escape(plain(v)) + "</td>")
            .collect(Collectors.joining());
    String time = layer.time().map(t -> ", " + escape(t)).orElse("");
    return "<table><caption>"
        + escape(layer.title())
        + time
        + "</caption>\n<tr>"
        + heads
        + "</tr>\n<tr>"
        + cells
        + "</tr></table>\n";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String json(FeatureInfo info) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON_FACTORY.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("type", "FeatureCollection");
      json.writeArrayFieldStart("features");
      for (FeatureInfo.LayerValues layer : info.layers()) {
        feature(json, layer, info.position());
      }
      json.writeEndArray();
      json.writeNumberField("numberReturned", info.layers().size());
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void feature(
      JsonGenerator json, FeatureInfo.LayerValues layer, Optional<Coordinate> position)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "Feature");
    json.writeStringField("id", layer.layer());
    if (layer.footprint().isPresent()) {
      json.writeFieldName("geometry");
      polygons(json, layer.footprint().get());
    } else if (position.isPresent()) {
      json.writeObjectFieldStart("geometry");
      json.writeStringField("type", "Point");
      json.writeArrayFieldStart("coordinates");
      json.writeNumber(position.get().x);
      json.writeNumber(position.get().y);
      json.writeEndArray();
      json.writeEndObject();
    } else {
      json.writeNullField("geometry");
    }
    json.writeObjectFieldStart("properties");
    if (layer.time().isPresent()) {
      json.writeStringField("time", layer.time().get());
    }
    for (Map.Entry<String, Optional<Object>> e : layer.values().entrySet()) {
      json.writeFieldName(e.getKey());
      value(json, e.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  /** RFC 7946: a footprint is a polygon or several. */
  private static void polygons(JsonGenerator json, Geometry footprint) throws IOException {
    boolean several = footprint.getNumGeometries() > 1;
    json.writeStartObject();
    json.writeStringField("type", several ? "MultiPolygon" : "Polygon");
    json.writeFieldName("coordinates");
    if (several) {
      json.writeStartArray();
    }
    for (int i = 0; i < footprint.getNumGeometries(); i++) {
      Polygon polygon = (Polygon) footprint.getGeometryN(i);
      json.writeStartArray();
      ring(json, polygon.getExteriorRing());
      for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
        ring(json, polygon.getInteriorRingN(hole));
      }
      json.writeEndArray();
    }
    if (several) {
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void ring(JsonGenerator json, LinearRing ring) throws IOException {
    json.writeStartArray();
    for (Coordinate c : ring.getCoordinates()) {
      json.writeArray(new double[] {c.x, c.y}, 0, 2);
    }
    json.writeEndArray();
  }

  private static void value(JsonGenerator json, Optional<Object> value) throws IOException {
    Object known = value.orElse(null);
    if (known instanceof Long whole) {
      json.writeNumber(whole);
    } else if (known instanceof Float sample && Float.isFinite(sample)) {
      json.writeNumber(sample);
    } else if (known instanceof String text) {
      json.writeString(text);
    } else {
      json.writeNull();
    }
  }
}
