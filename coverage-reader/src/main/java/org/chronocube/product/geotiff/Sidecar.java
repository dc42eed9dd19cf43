// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.geotiff;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.catalog.YamlNode;
import org.chronocube.product.GeoJsonPolygons;
import org.chronocube.product.GranuleFacts;
import org.chronocube.product.SceneParseException;
import org.chronocube.scene.Footprints;
import org.locationtech.jts.geom.Geometry;

/**
 * A file that describes the GeoTIFFs of one scene, in YAML or JSON. The format is described in
 * docs/products.md; this is version 1.
 *
 * @param file in which it is, for messages
 * @param root the document
 */
record Sidecar(Path file, YamlNode root) {

  static final String VERSION = "chronocube-scene";

  private static final long MAX_BYTES = 1 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> KEYS =
      Set.of(
          VERSION,
          "product",
          "id",
          "time",
          "end",
          "acquisition",
          "revision",
          "properties",
          "footprint",
          "bands");
  private static final Set<String> BAND_KEYS =
      Set.of("file", "band", "type", "nodata", "scale", "offset");

  /**
   * Where a band is, and what the sidecar says of it.
   *
   * @param file null for the GeoTIFF of the sidecar's name
   * @param number zero-based band of the file
   */
  record Source(String file, int number, GranuleFacts facts) {}

  /**
   * @throws SceneParseException when it cannot be read or is no sidecar of version 1
   */
  static Sidecar read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new SceneParseException(
            file + " must be at most " + MAX_BYTES + " bytes, is " + Files.size(file));
      }
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      YamlNode root = YamlNode.load(text, file.getFileName().toString()).mapping(KEYS);
      if (!root.get(VERSION).isPresent() || root.get(VERSION).whole() != 1) {
        throw root.get(VERSION).error("1");
      }
      return new Sidecar(file, root);
    } catch (IOException e) {
      throw new SceneParseException(file + " must be readable: " + e.getMessage(), e);
    } catch (InvalidParameterException e) {
      throw new SceneParseException(file + ": " + e.getMessage(), e);
    }
  }

  /** A text; empty when it is not there. */
  Optional<String> text(String key) {
    return Optional.ofNullable(root.get(key).textOr(null));
  }

  /** A time, RFC 3339 or as {@link TimeText} understands it; empty when it is not there. */
  Optional<Instant> time(String key, TimeText times) {
    // YAML makes dates of what looks like one.
    if (root.get(key).value() instanceof Date date) {
      return Optional.of(date.toInstant());
    }
    return text(key).map(text -> times.parse(text, file));
  }

  /** Names and scalars. */
  Map<String, Object> properties() {
    Map<String, Object> properties = new LinkedHashMap<>();
    YamlNode node = root.get("properties");
    for (String key : node.keys()) {
      YamlNode value = node.get(key);
      if (value.value() instanceof Date date) {
        properties.put(key, date.toInstant().toString());
      } else if (value.value() instanceof Number || value.value() instanceof Boolean) {
        properties.put(key, value.value());
      } else {
        properties.put(key, value.scalar());
      }
    }
    return properties;
  }

  /** A polygon or multipolygon in GeoJSON, or west, south, east, north in degrees. */
  Optional<Geometry> footprint() {
    YamlNode node = root.get("footprint");
    if (!node.isPresent()) {
      return Optional.empty();
    }
    if (node.isMap()) {
      return Optional.of(GeoJsonPolygons.parse(JSON.valueToTree(node.value())));
    }
    double[] box = node.numbers(4);
    return Optional.of(node.checked(() -> Footprints.box(box[0], box[1], box[2], box[3])));
  }

  /** The bands it lists, by name; empty when it lists none. */
  Map<String, Source> bands() {
    Map<String, Source> bands = new LinkedHashMap<>();
    YamlNode node = root.get("bands");
    for (String name : node.keys()) {
      bands.put(name, source(node.get(name)));
    }
    return bands;
  }

  private static Source source(YamlNode node) {
    if (node.value() instanceof Integer) {
      return new Source(null, number(node), GranuleFacts.UNKNOWN);
    }
    if (!node.isMap()) {
      return new Source(node.text(), 0, GranuleFacts.UNKNOWN);
    }
    node.mapping(BAND_KEYS);
    YamlNode type = node.get("type");
    YamlNode nodata = node.get("nodata");
    boolean scaled = node.get("scale").isPresent() || node.get("offset").isPresent();
    GranuleFacts facts =
        new GranuleFacts(
            null,
            type.isPresent() ? type.parsed(DataType::parse) : null,
            nodata.isPresent() ? NoData.of(nodata.number()) : null,
            scaled
                ? node.checked(
                    () ->
                        new Scaling(node.get("scale").numberOr(1), node.get("offset").numberOr(0)))
                : null);
    return new Source(
        node.get("file").textOr(null),
        node.get("band").isPresent() ? number(node.get("band")) : 0,
        facts);
  }

  private static int number(YamlNode node) {
    long number = node.whole();
    if (number < 1 || number > 65535) {
      throw node.error("a band's number, 1 for the first");
    }
    return (int) number - 1;
  }
}
