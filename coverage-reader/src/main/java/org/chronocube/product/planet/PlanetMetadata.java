// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.planet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.chronocube.product.GeoJsonPolygons;
import org.chronocube.product.SceneParseException;
import org.chronocube.scene.Footprints;
import org.chronocube.scene.Scene;
import org.chronocube.xml.XmlElement;
import org.locationtech.jts.geom.Geometry;

/**
 * What is said of a scene: by the item ({@code _metadata.json}) and by the image ({@code
 * _metadata.xml}); one of them has to be there, and where both say something the item counts.
 */
final class PlanetMetadata {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MAX_BYTES = 4 << 20;

  /** Names in the item, and what they are in STAC. */
  private static final Map<String, String> NUMBERS =
      Map.of(
          "sun_azimuth", "view:sun_azimuth",
          "sun_elevation", "view:sun_elevation",
          "satellite_azimuth", "view:azimuth",
          "view_angle", "view:off_nadir",
          "gsd", "gsd",
          "clear_percent", "pl:clear_percent",
          "clear_confidence_percent", "pl:clear_confidence_percent",
          "ground_control_ratio", "pl:ground_control_ratio");

  private final PlanetFiles files;
  private final JsonNode item;
  private final XmlElement xml;

  private PlanetMetadata(PlanetFiles files, JsonNode item, XmlElement xml) {
    this.files = files;
    this.item = item;
    this.xml = xml;
  }

  /**
   * @throws SceneParseException when there is neither, or the item cannot be read
   */
  static PlanetMetadata read(PlanetFiles files) {
    JsonNode item = files.json().map(PlanetMetadata::json).orElse(null);
    XmlElement xml = files.xml().map(f -> XmlElement.read(f, Set.of())).orElse(null);
    if (item == null && xml == null) {
      throw new SceneParseException(
          files.image() + " must have a _metadata.json or _metadata.xml beside it");
    }
    return new PlanetMetadata(files, item, xml);
  }

  private static JsonNode json(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      if (Files.size(file) > MAX_BYTES) {
        throw new SceneParseException(file + " must be at most 4 MiB, is " + Files.size(file));
      }
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new SceneParseException(file + " must be readable JSON: " + e.getMessage(), e);
    }
  }

  Instant time() {
    String text =
        item != null && item.path("properties").has("acquired")
            ? item.path("properties").path("acquired").asText()
            : xml == null ? "" : xml.textOf("acquisitionDate").orElse("");
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new SceneParseException(
          "acquired must be RFC 3339 with an offset, was " + text + " of " + files.image(), e);
    }
  }

  /** Where the whole scene is, as the item says; empty when it does not. */
  Optional<Geometry> footprint() {
    return item != null && item.path("geometry").isObject()
        ? Optional.of(Footprints.normalize(GeoJsonPolygons.parse(item.path("geometry"))))
        : Optional.empty();
  }

  /**
   * A factor of a band: {@code reflectanceCoefficient}, {@code radiometricScaleFactor}.
   *
   * @param band from 1
   * @throws SceneParseException when the image's XML does not say it
   */
  double factor(String name, int band) {
    if (xml == null) {
      throw new SceneParseException(
          files.image() + " must have a _metadata.xml beside it for " + name);
    }
    return bandMetadata(xml, band)
        .orElseThrow(
            () ->
                new SceneParseException(
                    xml.document() + " must have bandSpecificMetadata of band " + band))
        .requireNumber(name);
  }

  private static Optional<XmlElement> bandMetadata(XmlElement element, int band) {
    for (XmlElement child : element.children()) {
      if (child.name().equals("bandSpecificMetadata")
          && child.requireNumber("bandNumber") == band) {
        return Optional.of(child);
      }
      Optional<XmlElement> deeper = bandMetadata(child, band);
      if (deeper.isPresent()) {
        return deeper;
      }
    }
    return Optional.empty();
  }

  Map<String, Object> properties() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("constellation", "planetscope");
    if (xml != null) {
      fromXml(all);
    }
    if (item != null) {
      fromItem(item.path("properties"), all);
    }
    return all;
  }

  private void fromXml(Map<String, Object> all) {
    xml.textOf("Platform/serialIdentifier").ifPresent(p -> all.put("platform", p));
    xml.textOf("Instrument/shortName")
        .ifPresent(i -> all.put("instruments", i.toLowerCase(Locale.ROOT)));
    number(all, "view:incidence_angle", xml.numberOf("incidenceAngle"));
    number(all, "view:azimuth", xml.numberOf("azimuthAngle"));
    number(all, "view:off_nadir", xml.numberOf("spaceCraftViewAngle"));
    number(all, "view:sun_azimuth", xml.numberOf("illuminationAzimuthAngle"));
    number(all, "view:sun_elevation", xml.numberOf("illuminationElevationAngle"));
    number(all, Scene.CLOUD_COVER, xml.numberOf("cloudCoverPercentage"));
    xml.textOf("productType").ifPresent(t -> all.put("pl:product_type", t));
  }

  private static void number(Map<String, Object> all, String property, OptionalDouble value) {
    value.ifPresent(v -> all.put(property, v));
  }

  private static void fromItem(JsonNode said, Map<String, Object> all) {
    NUMBERS.forEach(
        (name, property) -> {
          if (said.path(name).isNumber()) {
            all.put(property, said.path(name).asDouble());
          }
        });
    if (said.path("cloud_percent").isNumber()) {
      all.put(Scene.CLOUD_COVER, said.path("cloud_percent").asDouble());
    } else if (said.path("cloud_cover").isNumber()) {
      all.put(Scene.CLOUD_COVER, 100 * said.path("cloud_cover").asDouble());
    }
    text(said, "satellite_id", all, "platform");
    text(said, "item_type", all, "pl:item_type");
    text(said, "quality_category", all, "pl:quality_category");
    text(said, "strip_id", all, "pl:strip_id");
    if (said.path("instrument").isTextual()) {
      all.put("instruments", said.path("instrument").asText().toLowerCase(Locale.ROOT));
    }
  }

  private static void text(JsonNode said, String name, Map<String, Object> all, String property) {
    if (said.path(name).isTextual()) {
      all.put(property, said.path(name).asText());
    }
  }
}
