// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.geotiff;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;

/**
 * GeoTIFFs with a file beside them that says what they are: {@code NAME.yaml}, {@code .yml} or
 * {@code .json} beside {@code NAME.tif}; or {@code NAME.scene.yaml} (…), which names its files
 * itself. What such a file holds is told in docs/products.md ({@link Sidecar}).
 *
 * <p>Bands that the file does not number are the product's, in their order, in {@code NAME.tif}.
 * Grids, and what the file does not say, come from the headers.
 *
 * <p>Options:
 *
 * <ul>
 *   <li>{@code time}: {@code file}, the default; {@code header} or {@code header:ITEM} where the
 *       file has no time, see {@link GeoTiffPatternParser}.
 *   <li>{@code time-format}: how times are written, see there.
 * </ul>
 */
public final class SidecarParser implements ProductParser {

  private static final Set<String> OPTIONS = Set.of(HeaderTime.TIME, TimeText.OPTION);
  private static final Pattern SIDECAR = Pattern.compile("(?i)(.+?)(\\.scene)?\\.(?:json|ya?ml)");
  private static final List<String> EXTENSIONS = List.of(".tif", ".tiff");

  @Override
  public String id() {
    return "geotiff-sidecar";
  }

  @Override
  public void checkOptions(ProductDefinition product) {
    Options.checkNames(product, OPTIONS);
    TimeText.of(product);
    new HeaderTime(product).check("file");
  }

  @Override
  public List<SceneFiles> group(ProductDefinition product, Path directory, List<Path> entries) {
    Map<String, Path> rasters = new LinkedHashMap<>();
    for (Path entry : entries) {
      stem(entry).ifPresent(stem -> rasters.put(stem, entry));
    }
    List<SceneFiles> scenes = new ArrayList<>();
    for (Path entry : entries) {
      Matcher name = SIDECAR.matcher(entry.getFileName().toString());
      if (name.matches() && Files.isRegularFile(entry)) {
        Path raster = rasters.get(name.group(1));
        if (raster != null) {
          scenes.add(new SceneFiles(entry, List.of(entry, raster)));
        } else if (name.group(2) != null) {
          scenes.add(SceneFiles.single(entry));
        }
      }
    }
    return scenes;
  }

  private static Optional<String> stem(Path file) {
    String name = file.getFileName().toString();
    return EXTENSIONS.stream()
        .filter(e -> name.toLowerCase(Locale.ROOT).endsWith(e))
        .map(e -> name.substring(0, name.length() - e.length()))
        .findFirst();
  }

  @Override
  public boolean recognises(ProductDefinition product, SceneFiles files) {
    return Sidecar.read(files.main())
        .text("product")
        .filter(product.product().id()::equals)
        .isPresent();
  }

  @Override
  public Scene parse(ProductDefinition product, SceneFiles files, ParserContext context) {
    try {
      return scene(product, files, context);
    } catch (InvalidParameterException e) {
      throw new SceneParseException(files.main() + ": " + e.getMessage(), e);
    }
  }

  private static Scene scene(ProductDefinition product, SceneFiles files, ParserContext context) {
    Sidecar sidecar = Sidecar.read(files.main());
    HeaderTime header = new HeaderTime(product);
    TimeText times = TimeText.of(product);
    List<Granule> granules = granules(product, sidecar, files, context);
    Matcher name = SIDECAR.matcher(files.main().getFileName().toString());
    String id = sidecar.text("id").orElse(name.matches() ? name.group(1) : "");
    Map<String, Object> properties = sidecar.properties();
    sidecar.time("end", times).ifPresent(end -> properties.put("end_datetime", end.toString()));
    return new Scene(
        id,
        product.product().id(),
        time(sidecar, header, granules.get(0), context),
        sidecar
            .footprint()
            .orElseGet(() -> new Outlines(context.crs()).ofGrid(granules.get(0).grid())),
        sidecar.text("acquisition").orElse(null),
        sidecar.text("revision").orElse(null),
        properties,
        granules);
  }

  private static Instant time(
      Sidecar sidecar, HeaderTime header, Granule granule, ParserContext context) {
    Optional<Instant> said = sidecar.time("time", TimeText.of(header.product()));
    if (said.isPresent()) {
      return said.get();
    }
    if (!header.isTimeInHeader()) {
      throw new SceneParseException(sidecar.file() + " must have a time");
    }
    return header.time(granule.uri(), context);
  }

  private static List<Granule> granules(
      ProductDefinition product, Sidecar sidecar, SceneFiles files, ParserContext context) {
    Map<String, Sidecar.Source> listed = sidecar.bands();
    List<Granule> granules = new ArrayList<>();
    List<Band> bands = product.product().bands();
    for (int i = 0; i < bands.size(); i++) {
      Band band = bands.get(i);
      Sidecar.Source source =
          listed.isEmpty()
              ? new Sidecar.Source(null, i, GranuleFacts.UNKNOWN)
              : listed.get(band.name());
      if (source != null) {
        Path file = file(sidecar, source, files, context.root());
        granules.add(
            source.facts().granule(band, file.toUri(), source.number(), context.rasters()));
      }
    }
    if (granules.isEmpty()) {
      throw new SceneParseException(
          sidecar.file() + " must list a band of product " + product.product().id());
    }
    return granules;
  }

  private static Path file(Sidecar sidecar, Sidecar.Source source, SceneFiles files, Path root) {
    if (source.file() == null) {
      if (files.files().size() < 2) {
        throw new SceneParseException(
            sidecar.file() + " must name the file of each band: there is no GeoTIFF of its name");
      }
      return files.files().get(1);
    }
    try {
      Path file = sidecar.file().resolveSibling(source.file()).normalize();
      if (!file.startsWith(root)) {
        throw new SceneParseException(
            "file must stay under " + root + ", was " + source.file() + " in " + sidecar.file());
      }
      if (!Files.isRegularFile(file)) {
        throw new SceneParseException("file of a band must exist, was " + file);
      }
      return file;
    } catch (InvalidPathException e) {
      throw new SceneParseException("file must be a path, was " + source.file(), e);
    }
  }
}
