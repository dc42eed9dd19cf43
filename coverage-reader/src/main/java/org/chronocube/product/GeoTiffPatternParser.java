// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.Band;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.product.FilePattern.Match;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;

/**
 * Plain GeoTIFFs known by their names, one band a file.
 *
 * <p>Options:
 *
 * <ul>
 *   <li>{@code pattern}: a regular expression for the end of the path (folders and name, separated
 *       by {@code /}) with the named groups {@code scene}, {@code time} and {@code band}, and where
 *       it can {@code acquisition} and {@code revision}. Any other named group becomes a property.
 *       The files of one scene lie in one directory.
 *   <li>{@code time-format}: how {@code time} is written, as {@link DateTimeFormatter} has it, in
 *       UTC; {@code yyyyMMdd} when absent. A date alone is midnight.
 * </ul>
 */
public final class GeoTiffPatternParser implements ProductParser {

  private static final Set<String> OPTIONS = Set.of("pattern", "time-format");

  @Override
  public String id() {
    return "geotiff";
  }

  @Override
  public void checkOptions(ProductDefinition product) {
    Options.checkNames(product, OPTIONS);
    FilePattern.of(product);
    timeFormat(product);
  }

  @Override
  public List<SceneFiles> group(ProductDefinition product, Path directory, List<Path> entries) {
    FilePattern pattern = FilePattern.of(product);
    Map<String, List<Path>> scenes = new LinkedHashMap<>();
    for (Path entry : entries) {
      if (Files.isRegularFile(entry)) {
        pattern
            .match(entry)
            .filter(m -> product.product().band(m.band()).isPresent())
            .ifPresent(m -> scenes.computeIfAbsent(m.scene(), k -> new ArrayList<>()).add(entry));
      }
    }
    return scenes.values().stream().map(files -> new SceneFiles(files.get(0), files)).toList();
  }

  @Override
  public boolean recognises(ProductDefinition product, SceneFiles files) {
    return true; // grouped by this product's pattern: the name is all there is
  }

  @Override
  public Scene parse(ProductDefinition product, SceneFiles files, ParserContext context) {
    FilePattern pattern = FilePattern.of(product);
    Map<String, Path> byBand = new LinkedHashMap<>();
    for (Path file : files.files()) {
      Path other = byBand.put(pattern.match(file).orElseThrow().band(), file);
      if (other != null) {
        throw new SceneParseException(
            "a band must be in one file, is in " + other + " and " + file);
      }
    }
    List<Granule> granules = new ArrayList<>();
    for (Band band : product.product().bands()) {
      Path file = byBand.get(band.name());
      if (file != null) {
        URI uri = file.toUri();
        granules.add(GranuleFacts.UNKNOWN.granule(band, uri, 0, context.rasters()));
      }
    }
    Match match = pattern.match(files.main()).orElseThrow();
    return new Scene(
        match.scene(),
        product.product().id(),
        time(product, match, files.main()),
        new Outlines(context.crs()).ofGrid(granules.get(0).grid()),
        match.acquisition(),
        match.revision(),
        match.properties(),
        granules);
  }

  private static Instant time(ProductDefinition product, Match match, Path file) {
    try {
      return Instant.from(timeFormat(product).parse(match.time()));
    } catch (DateTimeParseException e) {
      throw new SceneParseException(
          "time must be written as time-format says, was " + match.time() + " in " + file, e);
    }
  }

  private static DateTimeFormatter timeFormat(ProductDefinition product) {
    String format = product.options().getOrDefault("time-format", "yyyyMMdd");
    try {
      return new DateTimeFormatterBuilder()
          .appendPattern(format)
          .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
          .toFormatter(Locale.ROOT)
          .withZone(ZoneOffset.UTC);
    } catch (IllegalArgumentException e) {
      throw new InvalidParameterException(
          "time-format", "time-format must be a pattern of DateTimeFormatter, was " + format, e);
    }
  }
}
