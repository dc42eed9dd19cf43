// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.stac;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.io.RasterOpener;
import org.chronocube.product.GeoJsonPolygons;
import org.chronocube.product.Outlines;
import org.chronocube.product.SceneParseException;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;
import org.locationtech.jts.geom.Geometry;

/**
 * Makes scenes of items.
 *
 * @param product which they become scenes of
 * @param hrefs what their hrefs mean
 * @param rasters reads headers where items do not say enough
 * @param crs for footprints
 */
record StacScenes(ProductDefinition product, Hrefs hrefs, RasterOpener rasters, CrsRegistry crs) {

  private static final int MAX_LIST = 32;

  /** What is in the scene itself, or of its rasters. */
  private static final Set<String> NOT_PROPERTIES =
      Set.of(
          "datetime",
          "start_datetime",
          "proj:shape",
          "proj:transform",
          "proj:bbox",
          "data_type",
          "nodata");

  /**
   * @throws SceneParseException when it is no item, or lacks what a scene needs
   */
  Scene scene(StacDocument document) {
    JsonNode item = document.json();
    if (!item.path("id").isTextual() || !item.path("assets").isObject()) {
      throw new SceneParseException(document.place() + " must be a STAC item with id and assets");
    }
    String id = item.path("id").asText();
    JsonNode properties = item.path("properties");
    List<Granule> granules = new StacAssets(product, document, hrefs, rasters).granules();
    Geometry footprint =
        item.path("geometry").isObject()
            ? GeoJsonPolygons.parse(item.path("geometry"))
            : new Outlines(crs).ofGrid(granules.get(0).grid());
    return new Scene(
        id,
        product.product().id(),
        time(properties, document.place()),
        footprint,
        joined("acquisition", properties, id),
        joined("revision", properties, ""),
        values(properties),
        granules);
  }

  private static Instant time(JsonNode properties, Place place) {
    String text = properties.path("start_datetime").asText(properties.path("datetime").asText());
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new SceneParseException(
          "datetime must be RFC 3339 with an offset, was " + text + " in " + place, e);
    }
  }

  private String joined(String option, JsonNode properties, String otherwise) {
    String names = product.options().get(option);
    if (names == null) {
      return otherwise;
    }
    return Stream.of(names.split(","))
        .map(name -> properties.path(name.strip()).asText())
        .collect(Collectors.joining("_"));
  }

  /** What a query can ask for: text, numbers, booleans; short lists of these with commas. */
  private static Map<String, Object> values(JsonNode properties) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (var entry : properties.properties()) {
      if (!NOT_PROPERTIES.contains(entry.getKey())) {
        Object value = value(entry.getValue());
        if (value != null) {
          values.put(entry.getKey(), value);
        }
      }
    }
    return values;
  }

  private static Object value(JsonNode value) {
    if (value.isNumber()) {
      return value.numberValue();
    }
    if (value.isBoolean()) {
      return value.asBoolean();
    }
    if (value.isArray() && !value.isEmpty() && value.size() <= MAX_LIST) {
      StringBuilder list = new StringBuilder();
      for (JsonNode element : value) {
        if (element.isContainerNode()) {
          return null;
        }
        list.append(list.isEmpty() ? "" : ",").append(element.asText());
      }
      return list.toString();
    }
    return value.isTextual() ? value.asText() : null;
  }
}
