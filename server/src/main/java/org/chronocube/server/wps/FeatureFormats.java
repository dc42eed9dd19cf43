// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.server.encode.gpkg.GeoPackage;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.feature.type.GeometryDescriptor;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.locationtech.jts.geom.Geometry;

/** Feature collections as GeoJSON, as CSV, as plain JSON records, as GML and as GeoPackage. */
final class FeatureFormats {

  static final String GEOJSON = "application/geo+json";
  static final String[] GEOJSON_ALIASES = {
    "application/json", "application/vnd.geo+json", "text/json"
  };
  static final String WFS_1_1 = "text/xml; subtype=wfs-collection/1.1";
  static final String GML_3_2 = "application/gml+xml; version=3.2";
  static final String RECORDS = "application/json; profile=records";

  private FeatureFormats() {}

  static List<Format> all(CrsRegistry crs) {
    Gml gml = new Gml(crs);
    return List.of(
        Format.text(
            GEOJSON,
            "geojson",
            payload -> features(GeoJson.tree(payload.text()), crs),
            (value, out) -> geoJson((SimpleFeatureCollection) value, crs, out),
            GEOJSON_ALIASES),
        Format.text("text/csv", "csv", null, (v, out) -> csv((SimpleFeatureCollection) v, out)),
        Format.text(RECORDS, "json", null, (v, out) -> records((SimpleFeatureCollection) v, out)),
        gml(
            WFS_1_1,
            new FeatureGml(GmlVersion.V3_1, gml, crs),
            "application/wfs-collection-1.1",
            "text/xml; subtype=gml/3.1.1",
            "text/xml"),
        gml(
            GML_3_2,
            new FeatureGml(GmlVersion.V3_2, gml, crs),
            "text/xml; subtype=gml/3.2.1",
            "text/xml; subtype=wfs-collection/2.0",
            "application/gml+xml"),
        new Format(
            GeoPackage.MEDIA_TYPE,
            List.of("application/geopackage", "application/x-gpkg", "geopackage"),
            null,
            "gpkg",
            true,
            null,
            (value, out) -> new GeoPackage(crs).write((SimpleFeatureCollection) value, out),
            null));
  }

  private static Format gml(String mimeType, FeatureGml gml, String... aliases) {
    return new Format(
        mimeType,
        List.of(aliases),
        null,
        "gml",
        false,
        payload -> new FeatureGmlReader(gml.gml(), gml.crs()).read(payload.xml()),
        (value, out) -> gml.encode((SimpleFeatureCollection) value, out),
        (value, xml) -> gml.write((SimpleFeatureCollection) value, xml));
  }

  // RFC 7946 knows no CRS but WGS 84: others are transformed.
  private static void geoJson(SimpleFeatureCollection features, CrsRegistry crs, OutputStream out)
      throws IOException {
    Optional<String> from =
        Optional.ofNullable(features.getSchema().getCoordinateReferenceSystem())
            .flatMap(crs::identify)
            .filter(id -> !id.equals(CrsRegistry.WGS84));
    try (JsonGenerator json = generator(out)) {
      json.writeStartObject();
      json.writeStringField("type", "FeatureCollection");
      json.writeArrayFieldStart("features");
      try (SimpleFeatureIterator each = features.features()) {
        while (each.hasNext()) {
          SimpleFeature feature = each.next();
          Geometry geometry = (Geometry) feature.getDefaultGeometry();
          boolean move = geometry != null && from.isPresent();
          json.writeStartObject();
          json.writeStringField("type", "Feature");
          json.writeStringField("id", feature.getID());
          json.writeFieldName("geometry");
          GeoJson.write(
              move ? crs.transform(geometry, from.get(), CrsRegistry.WGS84) : geometry, json);
          json.writeFieldName("properties");
          attributes(feature, json);
          json.writeEndObject();
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void records(SimpleFeatureCollection features, OutputStream out)
      throws IOException {
    try (JsonGenerator json = generator(out)) {
      json.writeStartArray();
      try (SimpleFeatureIterator each = features.features()) {
        while (each.hasNext()) {
          attributes(each.next(), json);
        }
      }
      json.writeEndArray();
    }
  }

  private static JsonGenerator generator(OutputStream out) throws IOException {
    return GeoJson.JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
  }

  private static void attributes(SimpleFeature feature, JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (AttributeDescriptor descriptor : feature.getFeatureType().getAttributeDescriptors()) {
      if (!(descriptor instanceof GeometryDescriptor)) {
        json.writeFieldName(descriptor.getLocalName());
        value(feature.getAttribute(descriptor.getName()), json);
      }
    }
    json.writeEndObject();
  }

  // JSON has no NaN: what is not a number is null.
  private static void value(Object value, JsonGenerator json) throws IOException {
    if (value instanceof Double d && Double.isFinite(d)) {
      json.writeNumber(d);
    } else if (value instanceof Float f && Float.isFinite(f)) {
      json.writeNumber(f);
    } else if (value == null || value instanceof Double || value instanceof Float) {
      json.writeNull();
    } else if (value instanceof Number n) {
      json.writeNumber(n.longValue());
    } else if (value instanceof Boolean b) {
      json.writeBoolean(b);
    } else {
      json.writeString(text(value));
    }
  }

  private static String text(Object value) {
    return value instanceof Date date ? date.toInstant().toString() : value.toString();
  }

  /** RFC 4180, with a header; a geometry is WKT. */
  private static void csv(SimpleFeatureCollection features, OutputStream out) throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    List<String> names =
        features.getSchema().getAttributeDescriptors().stream()
            .map(AttributeDescriptor::getLocalName)
            .toList();
    row(names, writer);
    try (SimpleFeatureIterator each = features.features()) {
      while (each.hasNext()) {
        SimpleFeature feature = each.next();
        row(names.stream().map(feature::getAttribute).toList(), writer);
      }
    }
    writer.flush();
  }

  private static void row(List<?> cells, Writer writer) throws IOException {
    String before = "";
    for (Object cell : cells) {
      writer.write(before);
      writer.write(csv(cell));
      before = ",";
    }
    writer.write("\r\n");
  }

  private static String csv(Object cell) {
    boolean nothing = cell == null || (cell instanceof Double d && d.isNaN());
    String text = nothing ? "" : text(cell);
    boolean quote = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  private static SimpleFeatureCollection features(JsonNode root, CrsRegistry crs) {
    if (!root.path("type").asText().equals("FeatureCollection")) {
      throw new IllegalArgumentException("must be a GeoJSON FeatureCollection");
    }
    List<FeatureInput> features = new ArrayList<>();
    for (JsonNode node : root.path("features")) {
      Map<String, Object> properties = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> e : node.path("properties").properties()) {
        properties.put(e.getKey(), plain(e.getValue()));
      }
      JsonNode geometry = node.path("geometry");
      String id = node.path("id").asText("");
      features.add(
          new FeatureInput(
              id.isEmpty() ? null : id,
              properties,
              geometry.isObject() ? GeoJson.geometry(geometry) : null));
    }
    return FeatureInput.collect(features, GeoJson.srid(root, crs), crs);
  }

  private static Object plain(JsonNode value) {
    if (value.isNull()) {
      return null;
    }
    if (value.isNumber()) {
      return value.canConvertToExactIntegral() && value.canConvertToLong()
          ? (Object) value.asLong()
          : value.asDouble();
    }
    return value.isBoolean()
        ? (Object) value.asBoolean()
        : value.isTextual() ? value.asText() : value.toString();
  }
}
