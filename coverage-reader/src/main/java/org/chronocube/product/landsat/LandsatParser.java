// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.landsat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.Band;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.grid.GeoBox;
import org.chronocube.product.Options;
import org.chronocube.product.Outlines;
import org.chronocube.product.ParserContext;
import org.chronocube.product.ProductParser;
import org.chronocube.product.SceneFiles;
import org.chronocube.product.SceneParseException;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;
import org.locationtech.jts.geom.Geometry;

/**
 * Landsat Collection 2, levels 1 and 2, as the USGS delivers it: a folder (or zip) of GeoTIFFs with
 * {@code …_MTL.txt}, {@code .xml} or {@code .json}. No image is opened.
 *
 * <p>Bands are named as their files: {@code SR_B1}, {@code ST_B10}, {@code QA_PIXEL}, {@code
 * QA_RADSAT}, {@code SR_QA_AEROSOL} …; {@code B1} … {@code B11}, {@code B6_VCID_1} at level 1.
 * Common names ({@code blue}, {@code red}, {@code nir08}, {@code swir16}, {@code lwir}, {@code pan}
 * …) are resolved for each satellite, so that one product may hold Landsat 4 to 9.
 *
 * <p>Options:
 *
 * <ul>
 *   <li>{@code sun}: {@code corrected} divides level-1 reflectance by the sine of the sun's
 *       elevation at the scene's centre; {@code uncorrected}, the default, leaves it as it is.
 *   <li>{@code level1}: {@code reflectance}, the default, or {@code radiance} (thermal bands are
 *       always radiance).
 *   <li>{@code level}: {@code L1} or {@code L2}; products of the other level are left alone.
 * </ul>
 *
 * The footprint is the tilted outline of the image, from {@code …_ANG.txt} where that has been
 * delivered, else the rectangle of the rasters. Real-time scenes (RT) are superseded by final ones
 * (T1, T2), and these by later ones.
 */
public final class LandsatParser implements ProductParser {

  private static final Map<String, Set<String>> OPTIONS =
      Map.of(
          "sun", Set.of("corrected", "uncorrected"),
          "level1", Set.of("reflectance", "radiance"),
          "level", Set.of("L1", "L2"));
  private static final Pattern METADATA =
      Pattern.compile(
          "(L[CEMOT]0\\d_(L[12])[A-Z]{2}_\\d{6}_\\d{8}_\\d{8}_02_(?:T1|T2|RT))_MTL\\.(txt|xml|json)");

  @Override
  public String id() {
    return "landsat-c2";
  }

  @Override
  public List<ProductDefinition> standardProducts() {
    return LandsatProducts.all(id());
  }

  @Override
  public void checkOptions(ProductDefinition product) {
    Options.checkNames(product, OPTIONS.keySet());
    product
        .options()
        .forEach(
            (name, value) -> {
              if (OPTIONS.containsKey(name) && !OPTIONS.get(name).contains(value)) {
                throw new InvalidParameterException(
                    name, name + " must be one of " + sorted(OPTIONS.get(name)) + ", was " + value);
              }
            });
  }

  private static List<String> sorted(Set<String> values) {
    return values.stream().sorted().toList();
  }

  @Override
  public List<SceneFiles> group(ProductDefinition product, Path directory, List<Path> entries) {
    Map<String, Path> metadata = new LinkedHashMap<>();
    for (Path entry : entries) {
      Matcher m = METADATA.matcher(entry.getFileName().toString());
      if (m.matches() && m.group(2).startsWith(level(product))) {
        // One of the three says it all; by name the text form comes before XML.
        metadata.merge(m.group(1), entry, LandsatParser::preferred);
      }
    }
    List<SceneFiles> scenes = new ArrayList<>();
    metadata.forEach(
        (id, file) ->
            scenes.add(
                new SceneFiles(
                    file,
                    entries.stream()
                        .filter(e -> e.getFileName().toString().startsWith(id + "_"))
                        .toList())));
    return scenes;
  }

  private static Path preferred(Path one, Path other) {
    return one.toString().endsWith(".txt") || other.toString().endsWith(".json") ? one : other;
  }

  @Override
  public boolean recognises(ProductDefinition product, SceneFiles files) {
    Matcher m = METADATA.matcher(files.main().getFileName().toString());
    if (!m.matches() || !m.group(2).startsWith(level(product))) {
      return false;
    }
    Rasters rasters = new Rasters(radiometry(product, files), files.files());
    return product.product().bands().stream()
        .anyMatch(band -> rasters.granule(band.name()).isPresent());
  }

  private static String level(ProductDefinition product) {
    return product.options().getOrDefault("level", "L");
  }

  private static Radiometry radiometry(ProductDefinition product, SceneFiles files) {
    Map<String, String> options = product.options();
    return new Radiometry(
        Mtl.read(files.main()),
        options.getOrDefault("sun", "").equals("corrected"),
        options.getOrDefault("level1", "").equals("radiance"));
  }

  @Override
  public Scene parse(ProductDefinition product, SceneFiles files, ParserContext context) {
    Radiometry radiometry = radiometry(product, files);
    Mtl mtl = radiometry.mtl();
    Rasters rasters = new Rasters(radiometry, files.files());
    List<Granule> granules = new ArrayList<>();
    for (Band band : product.product().bands()) {
      rasters.granule(band.name()).ifPresent(granules::add);
    }
    if (granules.isEmpty()) {
      throw new SceneParseException(
          files.main() + " must come with a band of product " + product.product().id());
    }
    LandsatProperties properties = new LandsatProperties(mtl);
    GeoBox grid = new Grids(mtl).of("REFLECTIVE");
    Map<String, Object> values = properties.all();
    values.put("proj:code", grid.crs());
    return new Scene(
        properties.id(),
        product.product().id(),
        properties.time(),
        footprint(product, files, grid, context),
        properties.acquisition(),
        properties.revision(),
        values,
        granules);
  }

  private static Geometry footprint(
      ProductDefinition product, SceneFiles files, GeoBox grid, ParserContext context) {
    Optional<Path> angles =
        files.files().stream()
            .filter(f -> f.getFileName().toString().endsWith("_ANG.txt"))
            .findFirst();
    if (angles.isEmpty() || product.options().getOrDefault("footprint", "").equals("grid")) {
      return new Outlines(context.crs()).ofGrid(grid);
    }
    return SceneCorners.footprint(angles.get(), grid, context.crs());
  }
}
