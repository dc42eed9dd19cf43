// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;
import org.locationtech.jts.geom.Geometry;

/**
 * Static STAC items (1.0 and 1.1): JSON files beside their assets.
 *
 * <p>An asset is a granule when one of its bands ({@code bands}, {@code eo:bands}), or its key, has
 * the name of a band of the product. Grid, type, nodata and scaling come from {@code proj:*} and
 * {@code raster:bands} (or {@code bands}); what the item does not say comes from the file's header,
 * and what that does not declare from the product's band.
 *
 * <p>Options:
 *
 * <ul>
 *   <li>{@code acquisition}, {@code revision}: item properties (several separated by commas) that
 *       tell reprocessings of one acquisition apart. Without them each item is its own acquisition.
 *   <li>{@code hosts}: names of HTTP servers, separated by commas, on which assets may lie; none
 *       without it.
 * </ul>
 *
 * Specification: STAC Item 1.0.0 and 1.1.0; extensions projection 1.1/2.0, raster 1.1, eo 1.1.
 */
public final class StacItemParser implements ProductParser {

  private static final Set<String> OPTIONS =
      Set.of("acquisition", "revision", ProductDefinition.HOSTS);
  private static final Set<String> TIME_PROPERTIES = Set.of("datetime", "start_datetime");
  private static final int MAX_ITEM_BYTES = 4 << 20;
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(50).build())
              .build());

  @Override
  public String id() {
    return "stac-item";
  }

  @Override
  public void checkOptions(ProductDefinition product) {
    Options.checkNames(product, OPTIONS);
  }

  @Override
  public List<SceneFiles> group(ProductDefinition product, Path directory, List<Path> entries) {
    return entries.stream()
        .filter(p -> p.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".json"))
        .filter(Files::isRegularFile)
        .filter(StacItemParser::isItem)
        .map(SceneFiles::single)
        .toList();
  }

  // Collections and catalogs lie in the same folders; items of a broken JSON are kept, to be
  // reported when they are parsed.
  private static boolean isItem(Path file) {
    try {
      return read(file).path("type").asText().equals("Feature");
    } catch (SceneParseException broken) {
      return true;
    }
  }

  @Override
  public boolean recognises(ProductDefinition product, SceneFiles files) {
    return read(files.main()).path("collection").asText().equals(product.product().id());
  }

  @Override
  public Scene parse(ProductDefinition product, SceneFiles files, ParserContext context) {
    JsonNode item = read(files.main());
    if (!item.path("id").isTextual() || !item.path("assets").isObject()) {
      throw new SceneParseException(files.main() + " must be a STAC item with id and assets");
    }
    String id = item.path("id").asText();
    JsonNode properties = item.path("properties");
    List<Granule> granules = new StacAssets(product, files.main(), item, context).granules();
    Geometry footprint =
        item.path("geometry").isObject()
            ? GeoJsonPolygons.parse(item.path("geometry"))
            : new Outlines(context.crs()).ofGrid(granules.get(0).grid());
    return new Scene(
        id,
        product.product().id(),
        time(properties, files.main()),
        footprint,
        joined(product, "acquisition", properties, id),
        joined(product, "revision", properties, ""),
        scalars(properties),
        granules);
  }

  private static JsonNode read(Path file) {
    try {
      if (Files.size(file) > MAX_ITEM_BYTES) {
        throw new SceneParseException(file + " must be at most 4 MiB, is " + Files.size(file));
      }
      try (InputStream in = Files.newInputStream(file)) {
        JsonNode item = JSON.readTree(in);
        if (item == null) {
          throw new SceneParseException(file + " must be JSON, is empty");
        }
        return item;
      }
    } catch (IOException e) {
      throw new SceneParseException(file + " must be readable JSON: " + e.getMessage(), e);
    }
  }

  private static Instant time(JsonNode properties, Path file) {
    String text = properties.path("start_datetime").asText(properties.path("datetime").asText());
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new SceneParseException(
          "datetime must be RFC 3339 with an offset, was " + text + " in " + file, e);
    }
  }

  private static String joined(
      ProductDefinition product, String option, JsonNode properties, String otherwise) {
    String names = product.options().get(option);
    if (names == null) {
      return otherwise;
    }
    return Stream.of(names.split(","))
        .map(name -> properties.path(name.strip()).asText())
        .collect(Collectors.joining("_"));
  }

  /** What a query can ask for: text, numbers, booleans. */
  private static Map<String, Object> scalars(JsonNode properties) {
    Map<String, Object> scalars = new LinkedHashMap<>();
    for (var entry : properties.properties()) {
      JsonNode value = entry.getValue();
      if (TIME_PROPERTIES.contains(entry.getKey())) {
        continue;
      }
      if (value.isTextual()) {
        scalars.put(entry.getKey(), value.asText());
      } else if (value.isNumber()) {
        scalars.put(entry.getKey(), value.numberValue());
      } else if (value.isBoolean()) {
        scalars.put(entry.getKey(), value.asBoolean());
      }
    }
    return scalars;
  }
}
