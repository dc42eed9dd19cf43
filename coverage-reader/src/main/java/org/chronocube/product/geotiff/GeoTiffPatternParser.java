// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.geotiff;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.Band;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.product.GranuleFacts;
import org.chronocube.product.Options;
import org.chronocube.product.Outlines;
import org.chronocube.product.ParserContext;
import org.chronocube.product.ProductParser;
import org.chronocube.product.SceneFiles;
import org.chronocube.product.SceneParseException;
import org.chronocube.product.geotiff.FilePattern.Match;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;

/**
 * Plain GeoTIFFs known by their names, one band a file or all bands in one.
 *
 * <p>Options:
 *
 * <ul>
 *   <li>{@code pattern}: a regular expression for the end of the path (folders and name, separated
 *       by {@code /}) with the named groups {@code scene}, {@code time} and {@code band}, and where
 *       it can {@code acquisition}, {@code revision} and {@code end} (of a time range). Any other
 *       named group becomes a property. The files of one scene lie in one directory, or in
 *       directories side by side that are named after bands: {@code
 *       (?<band>B\d+)/(?<scene>S_(?<time>\d{8}))\.tif}.
 *   <li>{@code band-names}: the bands of a file that has several, in its order, separated by
 *       commas; {@code -} for one that is not of the product. The pattern has no {@code band} then.
 *   <li>{@code time}: {@code name}, the default; {@code header} takes TIFF's DateTime, which often
 *       is when the file was written, {@code header:ITEM} an item of GDAL's metadata, where the
 *       name has no time.
 *   <li>{@code time-format}: how times are written, as {@link DateTimeFormatter} has it, in UTC;
 *       without it see {@link TimeText}. A date alone is midnight.
 * </ul>
 */
public final class GeoTiffPatternParser implements ProductParser {

  private static final String BAND_NAMES = "band-names";
  private static final Set<String> OPTIONS =
      Set.of(FilePattern.OPTION, TimeText.OPTION, HeaderTime.TIME, BAND_NAMES);

  @Override
  public String id() {
    return "geotiff";
  }

  @Override
  public void checkOptions(ProductDefinition product) {
    Options.checkNames(product, OPTIONS);
    pattern(product);
    TimeText.of(product);
    new HeaderTime(product).check("name");
  }

  private static FilePattern pattern(ProductDefinition product) {
    List<String> required = new ArrayList<>(List.of("scene"));
    if (!new HeaderTime(product).isTimeInHeader()) {
      required.add("time");
    }
    if (bandNames(product).isEmpty()) {
      required.add("band");
    }
    return FilePattern.of(product, required);
  }

  /** The bands of each file; empty when each has one. */
  private static List<String> bandNames(ProductDefinition product) {
    String text = product.options().getOrDefault(BAND_NAMES, "");
    List<String> names =
        text.isBlank() ? List.of() : Stream.of(text.split(",")).map(String::strip).toList();
    for (String name : names) {
      if (!name.equals("-") && product.product().band(name).isEmpty()) {
        throw new InvalidParameterException(
            BAND_NAMES, "band-names must be bands of the product or -, was " + name);
      }
    }
    if (names.stream().filter(n -> !n.equals("-")).distinct().count()
        != names.stream().filter(n -> !n.equals("-")).count()) {
      throw new InvalidParameterException(BAND_NAMES, "band-names must be unique, were " + text);
    }
    return names;
  }

  @Override
  public List<SceneFiles> group(ProductDefinition product, Path directory, List<Path> entries) {
    FilePattern pattern = pattern(product);
    Map<String, Set<Path>> scenes = new LinkedHashMap<>();
    for (Path entry : entries) {
      if (Files.isRegularFile(entry)) {
        add(product, pattern, entry, scenes);
      } else if (pattern.bandFolders() && isBandFolder(product, entry)) {
        addFolder(product, pattern, entry, scenes);
      }
    }
    return scenes.values().stream()
        .map(
            files ->
                new SceneFiles(
                    files.stream().filter(Files::isRegularFile).findFirst().orElseThrow(),
                    List.copyOf(files)))
        .toList();
  }

  private static void add(
      ProductDefinition product, FilePattern pattern, Path file, Map<String, Set<Path>> scenes) {
    pattern
        .match(file)
        .filter(m -> m.band() == null || product.product().band(m.band()).isPresent())
        .ifPresent(m -> scenes.computeIfAbsent(m.scene(), k -> new LinkedHashSet<>()).add(file));
  }

  private static boolean isBandFolder(ProductDefinition product, Path entry) {
    return product.product().band(entry.getFileName().toString().replace("/", "")).isPresent()
        && Files.isDirectory(entry);
  }

  // The folder is named with the scenes, so that it is not walked once more.
  private static void addFolder(
      ProductDefinition product, FilePattern pattern, Path folder, Map<String, Set<Path>> scenes) {
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(Files::isRegularFile).sorted().forEach(f -> add(product, pattern, f, scenes));
    } catch (IOException e) {
      throw new SceneParseException(folder + " cannot be listed: " + e.getMessage(), e);
    }
    scenes.values().stream()
        .filter(files -> files.stream().anyMatch(f -> f.startsWith(folder)))
        .forEach(files -> files.add(folder));
  }

  @Override
  public List<Path> stamped(SceneFiles files) {
    return files.files().stream().filter(Files::isRegularFile).toList();
  }

  @Override
  public boolean recognises(ProductDefinition product, SceneFiles files) {
    return true; // grouped by this product's pattern: the name is all there is
  }

  @Override
  public Scene parse(ProductDefinition product, SceneFiles files, ParserContext context) {
    FilePattern pattern = pattern(product);
    List<Granule> granules = granules(product, pattern, stamped(files), context);
    HeaderTime header = new HeaderTime(product);
    Match match = pattern.match(files.main()).orElseThrow();
    Map<String, Object> properties = new LinkedHashMap<>(match.properties());
    if (match.end() != null) {
      Instant end = TimeText.of(product).parse(match.end(), files.main());
      properties.put("end_datetime", end.toString());
    }
    return new Scene(
        match.scene(),
        product.product().id(),
        match.time() == null
            ? header.time(files.main().toUri(), context)
            : TimeText.of(product).parse(match.time(), files.main()),
        new Outlines(context.crs()).ofGrid(granules.get(0).grid()),
        match.acquisition(),
        match.revision(),
        properties,
        granules);
  }

  private static List<Granule> granules(
      ProductDefinition product, FilePattern pattern, List<Path> files, ParserContext context) {
    List<String> names = bandNames(product);
    Map<String, Path> byBand = new LinkedHashMap<>();
    for (Path file : files) {
      String said = pattern.match(file).orElseThrow().band();
      for (String band : names.isEmpty() ? List.of(said) : names) {
        Path other = byBand.put(band, file);
        if (other != null && !other.equals(file)) {
          throw new SceneParseException(
              "a band must be in one file, is in " + other + " and " + file);
        }
      }
    }
    List<Granule> granules = new ArrayList<>();
    for (Band band : product.product().bands()) {
      Path file = byBand.get(band.name());
      if (file != null) {
        int number = Math.max(0, names.indexOf(band.name()));
        granules.add(GranuleFacts.UNKNOWN.granule(band, file.toUri(), number, context.rasters()));
      }
    }
    return granules;
  }
}
