// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import org.chronocube.web.WebResponse;
import org.geotools.api.feature.Property;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;

/**
 * Granules in the form of GeoTools' GeoJSONWriter, one after the other as they are read: footprints
 * in the coverage's CRS, x first, with six decimals; times in UTC with milliseconds; attributes
 * without a value as null.
 */
final class GranuleJson {

  private static final JsonFactory JSON = new JsonFactory();
  private static final String LOCATION = "location";
  private static final double DECIMALS = 1e6;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Path root;

  GranuleJson(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  void writeGranules(SimpleFeatureCollection granules, WebResponse response) throws IOException {
    try (SimpleFeatureIterator each = granules.features();
        JsonGenerator json = start(response)) {
      json.writeStartObject();
      json.writeStringField("type", "FeatureCollection");
      json.writeArrayFieldStart("features");
      while (each.hasNext()) {
        granule(each.next(), json);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  void writeSchema(SimpleFeatureType type, String granules, WebResponse response)
      throws IOException {
    try (JsonGenerator json = start(response)) {
      json.writeStartObject();
      json.writeObjectFieldStart("Schema");
      json.writeObjectFieldStart("attributes");
      json.writeArrayFieldStart("Attribute");
      for (AttributeDescriptor attribute : type.getAttributeDescriptors()) {
        json.writeStartObject();
        json.writeStringField("name", attribute.getLocalName());
        json.writeNumberField("minOccurs", attribute.getMinOccurs());
        json.writeNumberField("maxOccurs", attribute.getMaxOccurs());
        json.writeBooleanField("nillable", attribute.isNillable());
        json.writeStringField("binding", attribute.getType().getBinding().getName());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeStringField("href", granules);
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  private static JsonGenerator start(WebResponse response) throws IOException {
    response.status(200);
    response.header("Content-Type", "application/json");
    response.header("Cache-Control", "no-store");
    return JSON.createGenerator(response.body());
  }

  private void granule(SimpleFeature feature, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "Feature");
    json.writeObjectFieldStart("properties");
    for (Property property : feature.getProperties()) {
      if (!(property.getValue() instanceof Geometry)) {
        json.writeFieldName(property.getName().getLocalPart());
        value(property.getName().getLocalPart(), property.getValue(), json);
      }
    }
    json.writeEndObject();
    json.writeFieldName("geometry");
    geometry((Geometry) feature.getDefaultGeometry(), json);
    json.writeStringField("id", feature.getID());
    json.writeEndObject();
  }

  private void value(String name, Object value, JsonGenerator json) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Date date) {
      json.writeString(TIME.format(date.toInstant()));
    } else {
      json.writeString(name.equals(LOCATION) ? location(value.toString()) : value.toString());
    }
  }

  // Where the data directory lies on the server is nobody's business.
  private String location(String uri) {
    String folder = root.toUri().toString();
    return uri.startsWith(folder)
        ? URI.create(folder).relativize(URI.create(uri)).toString()
        : uri.replaceFirst("^file:.*/", "");
  }

  private static void geometry(Geometry geometry, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", geometry.getGeometryType());
    json.writeArrayFieldStart("coordinates");
    if (geometry instanceof MultiPolygon parts) {
      for (int i = 0; i < parts.getNumGeometries(); i++) {
        json.writeStartArray();
        polygon((Polygon) parts.getGeometryN(i), json);
        json.writeEndArray();
      }
    } else {
      polygon((Polygon) geometry, json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void polygon(Polygon polygon, JsonGenerator json) throws IOException {
    ring(polygon.getExteriorRing(), json);
    for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
      ring(polygon.getInteriorRingN(i), json);
    }
  }

  private static void ring(LineString ring, JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (Coordinate corner : ring.getCoordinates()) {
      json.writeStartArray();
      json.writeNumber(Math.rint(corner.x * DECIMALS) / DECIMALS);
      json.writeNumber(Math.rint(corner.y * DECIMALS) / DECIMALS);
      json.writeEndArray();
    }
    json.writeEndArray();
  }
}
