// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.worldview;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.Band;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.io.RasterInfo;
import org.chronocube.io.tiles.TilLayout;
import org.chronocube.io.tiles.TilView;
import org.chronocube.product.Options;
import org.chronocube.product.Outlines;
import org.chronocube.product.ParserContext;
import org.chronocube.product.ProductParser;
import org.chronocube.product.SceneFiles;
import org.chronocube.product.SceneParseException;
import org.chronocube.product.SensorGrids;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;
import org.chronocube.xml.XmlException;

/**
 * Maxar's imagery (WorldView-1 to 4, GeoEye-1, QuickBird): GeoTIFFs with an {@code .IMD} or {@code
 * .XML} of the same name, and a {@code .TIL} or {@code .XML} where there are several. Images that
 * are georeferenced (ortho, ortho-ready) are placed by that, the others (basic, level 1B) by the
 * rational polynomials in {@code .RPB}, {@code .XML}, {@code _RPC.TXT} or in the TIFF itself.
 *
 * <p>Bands are named as the support data do ({@code BAND_R}) or {@code pan}, {@code coastal},
 * {@code blue}, {@code green}, {@code yellow}, {@code red}, {@code rededge}, {@code nir}, {@code
 * nir2}, {@code swir1} to {@code swir8}; they are in the order of the support data.
 *
 * <p>Options:
 *
 * <ul>
 *   <li>{@code radiometry}: {@code radiance} (the default: at the top of the atmosphere,
 *       W/(m²·sr·µm), DN · {@code absCalFactor} / {@code effectiveBandwidth}, without the
 *       adjustments that are published from year to year) or {@code dn}.
 *   <li>{@code height}, {@code dem}: where images in sensor geometry are placed, see {@link
 *       SensorGrids}.
 * </ul>
 *
 * <p>Properties {@code rpc:error_bias} and {@code rpc:error_random} are the accuracy that is stated
 * of an image in sensor geometry, metres. An image in several files is read through {@link
 * TilView}. Source: Maxar, Imagery Support Data (ISD) Documentation; Absolute Radiometric
 * Calibration (2018v0).
 */
public final class WorldViewParser implements ProductParser {

  private static final Set<String> CHOICES = Set.of("radiance", "dn");
  private static final Map<String, String> COMMON_NAMES =
      Map.of(
          "P", "pan", "C", "coastal", "B", "blue", "G", "green", "Y", "yellow", "R", "red", "RE",
          "rededge", "N", "nir", "N2", "nir2");

  @Override
  public String id() {
    return "worldview";
  }

  @Override
  public void checkOptions(ProductDefinition product) {
    Options.checkNames(product, Set.of("radiometry", "height", "dem"));
    if (!CHOICES.contains(radiometry(product))) {
      throw new InvalidParameterException(
          "radiometry", "radiometry must be radiance or dn, was " + radiometry(product));
    }
    SensorGrids.checkOptions(product);
  }

  private static String radiometry(ProductDefinition product) {
    return product.options().getOrDefault("radiometry", "radiance");
  }

  @Override
  public List<ProductDefinition> standardProducts() {
    return WorldViewProducts.all(id());
  }

  // A support file and its image have one name, but for the place of a tile: …-P1BS_R1C1-….TIF.
  @Override
  public List<SceneFiles> group(ProductDefinition product, Path directory, List<Path> entries) {
    Map<String, List<Path>> byName = new LinkedHashMap<>();
    for (Path entry : entries) {
      byName.computeIfAbsent(sceneName(entry), n -> new ArrayList<>()).add(entry);
    }
    List<SceneFiles> scenes = new ArrayList<>();
    for (List<Path> files : byName.values()) {
      Optional<Path> data = of(files, "IMD").or(() -> of(files, "XML"));
      if (data.isPresent() && !images(files).isEmpty()) {
        scenes.add(new SceneFiles(data.get(), files));
      }
    }
    return scenes;
  }

  private static String sceneName(Path file) {
    return stem(file).replaceFirst("(?i)_RPC$", "").replaceFirst("_R\\d+C\\d+(?=-|$)", "");
  }

  private static Optional<Path> of(List<Path> files, String extension) {
    return files.stream().filter(f -> extension(f).equals(extension)).findFirst();
  }

  /** By name, so that the first one is the first tile. */
  private static List<Path> images(List<Path> files) {
    return files.stream().filter(f -> extension(f).matches("TIFF?")).sorted().toList();
  }

  private static String extension(Path path) {
    String name = path.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
  }

  private static String stem(Path path) {
    String name = path.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  @Override
  public boolean recognises(ProductDefinition product, SceneFiles files) {
    try {
      SupportData data = SupportData.read(files.main());
      return product.product().bands().stream()
          .anyMatch(b -> data.bands().stream().anyMatch(id -> isNamed(b.name(), id)));
    } catch (XmlException | SceneParseException broken) {
      return false;
    }
  }

  private static boolean isNamed(String band, String id) {
    String common = id.matches("S\\d") ? "swir" + id.substring(1) : COMMON_NAMES.get(id);
    return band.equals("BAND_" + id) || band.equals(common);
  }

  @Override
  public Scene parse(ProductDefinition product, SceneFiles files, ParserContext context) {
    SupportData data = SupportData.read(files.main());
    Path first = images(files.files()).get(0);
    RasterInfo header = context.rasters().open(first.toUri()).info();
    if (header.bandCount() != data.bands().size()) {
      throw new SceneParseException(
          data.document()
              + " must have a BAND_… for each of "
              + header.bandCount()
              + " bands of the image, has "
              + data.bands());
    }
    boolean tiled = images(files.files()).size() > 1;
    Shape shape = tiled ? layout(files).shape() : header.shape();
    GeoBox grid = grid(product, files, header, shape);
    URI image = tiled ? URI.create(tiles(files).toUri() + "#" + TilView.NAME) : first.toUri();
    return new Scene(
        stem(files.main()),
        product.product().id(),
        time(data),
        new Outlines(context.crs()).ofGrid(grid),
        null,
        data.text("generationtime").orElse(""),
        properties(data, files, header),
        granules(product, image, data, header, grid));
  }

  private static Path tiles(SceneFiles files) {
    return of(files.files(), "TIL")
        .or(() -> of(files.files(), "XML"))
        .orElseThrow(
            () ->
                new SceneParseException(
                    files.main() + " must have a .TIL or .XML beside it for its tiles"));
  }

  private static TilLayout layout(SceneFiles files) {
    Path document = tiles(files);
    try {
      TilLayout layout = TilLayout.parse(Files.readAllBytes(document), document.toString());
      for (String name : layout.files().values()) {
        if (files.files().stream().noneMatch(f -> f.getFileName().toString().equals(name))) {
          throw new SceneParseException(document + " must have the tile " + name + " beside it");
        }
      }
      return layout;
    } catch (IOException e) {
      throw new SceneParseException(document + " must be readable: " + e.getMessage(), e);
    }
  }

  private static GeoBox grid(
      ProductDefinition product, SceneFiles files, RasterInfo header, Shape shape) {
    return header.grid() != null
        ? new GeoBox(shape, header.grid().affine(), header.grid().crs())
        : SensorGrids.ofPolynomials(shape, polynomials(files), product, Optional.empty());
  }

  // Each kind says the same; the TIFF itself is asked when there is nothing beside it.
  private static Path polynomials(SceneFiles files) {
    return Stream.of("RPB", "TXT", "XML")
        .flatMap(x -> of(files.files(), x).stream())
        .findFirst()
        .orElseGet(() -> images(files.files()).get(0));
  }

  private static List<Granule> granules(
      ProductDefinition product, URI image, SupportData data, RasterInfo header, GeoBox grid) {
    NoData noData = header.noData().isDeclared() ? header.noData() : NoData.of(0);
    List<Granule> granules = new ArrayList<>();
    for (Band band : product.product().bands()) {
      for (int i = 0; i < data.bands().size(); i++) {
        String id = data.bands().get(i);
        if (isNamed(band.name(), id)) {
          Scaling scaling =
              radiometry(product).equals("dn") ? Scaling.IDENTITY : radiance(data, id);
          granules.add(new Granule(band.name(), image, i, grid, header.type(), noData, scaling));
        }
      }
    }
    if (granules.isEmpty()) {
      throw new SceneParseException(
          image + " must have a band of product " + product.product().id());
    }
    return granules;
  }

  private static Scaling radiance(SupportData data, String band) {
    String enhancement = data.text("radiometricenhancement").orElse("Off");
    if (!enhancement.equalsIgnoreCase("Off")) {
      throw new SceneParseException(
          "radiometricEnhancement must be Off for radiance, was "
              + enhancement
              + " in "
              + data.document());
    }
    double factor = required(data, band, "abscalfactor");
    return new Scaling(factor / required(data, band, "effectivebandwidth"), 0);
  }

  private static double required(SupportData data, String band, String name) {
    return data.number("BAND_" + band, name)
        .orElseThrow(
            () ->
                new SceneParseException(
                    data.document() + " must have " + name + " of BAND_" + band + ", has none"));
  }

  // The first line of a basic image; a map-projected one may be of several strips.
  private static Instant time(SupportData data) {
    String text =
        data.imageText("firstlinetime")
            .or(() -> data.imageText("tlctime"))
            .or(
                () ->
                    Optional.ofNullable(
                        data.groups()
                            .getOrDefault("MAP_PROJECTED_PRODUCT", Map.of())
                            .get("earliestacqtime")))
            .orElseThrow(
                () -> new SceneParseException(data.document() + " must have a firstLineTime"));
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new SceneParseException(
          "firstLineTime must be an ISO time in UTC, was " + text + " in " + data.document(), e);
    }
  }

  private static Map<String, Object> properties(
      SupportData data, SceneFiles files, RasterInfo header) {
    Map<String, Object> all = new LinkedHashMap<>();
    if (header.grid() == null && !images(files.files()).contains(polynomials(files))) {
      all.putAll(SensorGrids.accuracy(polynomials(files)));
    }
    data.imageText("satid").ifPresent(s -> all.put("platform", s.toLowerCase(Locale.ROOT)));
    all.put("constellation", "maxar");
    data.text("productlevel").ifPresent(l -> all.put("processing:level", l));
    data.text("bandid").ifPresent(b -> all.put("maxar:band_id", b));
    data.text("productorderid").ifPresent(o -> all.put("maxar:order_id", o));
    data.imageText("catid").ifPresent(c -> all.put("maxar:catalog_id", c));
    // A share, -999 when nobody has looked.
    OptionalDouble cloud = data.number(data.image(), "cloudcover");
    if (cloud.isPresent() && cloud.getAsDouble() >= 0) {
      all.put(Scene.CLOUD_COVER, 100 * cloud.getAsDouble());
    }
    number(data, "meansunaz", all, "view:sun_azimuth");
    number(data, "meansunel", all, "view:sun_elevation");
    number(data, "meansataz", all, "view:azimuth");
    number(data, "meanoffnadirviewangle", all, "view:off_nadir");
    data.number(data.image(), "meansatel")
        .ifPresent(elevation -> all.put("view:incidence_angle", 90 - elevation));
    number(data, "meancollectedgsd", all, "gsd");
    return all;
  }

  private static void number(
      SupportData data, String name, Map<String, Object> all, String property) {
    data.number(data.image(), name).ifPresent(v -> all.put(property, v));
  }
}
