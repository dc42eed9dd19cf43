// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.terrasarx;

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
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.grid.GeoBox;
import org.chronocube.io.RasterInfo;
import org.chronocube.io.terrasarx.TerrasarxCalibration;
import org.chronocube.io.terrasarx.TerrasarxCalibration.Quantity;
import org.chronocube.io.terrasarx.TerrasarxView;
import org.chronocube.product.Options;
import org.chronocube.product.Outlines;
import org.chronocube.product.ParserContext;
import org.chronocube.product.ProductParser;
import org.chronocube.product.SceneFiles;
import org.chronocube.product.SceneParseException;
import org.chronocube.product.StandardBands;
import org.chronocube.scene.Footprints;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Product;
import org.chronocube.scene.Scene;
import org.chronocube.xml.XmlElement;
import org.chronocube.xml.XmlException;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Geocoded level-1b products of TerraSAR-X, TanDEM-X and PAZ: GEC and EEC, whose GeoTIFFs are
 * georeferenced.
 *
 * <p>Bands are named as polarisations: {@code HH}, {@code VV}, {@code HV}, {@code VH}. Samples are
 * backscatter as linear power, see {@link TerrasarxCalibration}; with {@code calibration: dn} they
 * are the amplitudes of the file.
 *
 * <p>Option {@code calibration}: {@code sigma0} (the default), {@code beta0}, {@code gamma0} or
 * {@code dn}. Noise is not subtracted; the incidence angle is that on the ellipsoid, not that on
 * the slopes of the terrain.
 *
 * <p>Source: TerraSAR-X Ground Segment, Level 1b Product Format Specification, TX-GS-DD-3307, and
 * Basic Product Specification Document, TX-GS-DD-3302. Written from these and from what other
 * readers take from the files; not tried on a delivered product.
 */
public final class TerrasarxParser implements ProductParser {

  private static final Pattern NAME = Pattern.compile("(?:TSX1|TDX1|PAZ1)_SAR__.+");
  private static final Set<String> SKIPPED =
      Set.of("platform", "noise", "processing", "instrument", "productQuality", "setup");
  private static final Map<String, String> CONSTELLATIONS =
      Map.of("TSX1", "terrasar-x", "TDX1", "terrasar-x", "PAZ1", "paz");
  private static final String DN = "dn";
  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  @Override
  public String id() {
    return "terrasarx";
  }

  @Override
  public void checkOptions(ProductDefinition product) {
    Options.checkNames(product, Set.of("calibration"));
    String calibration = calibration(product);
    if (!calibration.equals(DN)
        && List.of(Quantity.values()).stream().noneMatch(q -> q.id().equals(calibration))) {
      throw new InvalidParameterException(
          "calibration", "calibration must be sigma0, beta0, gamma0 or dn, was " + calibration);
    }
  }

  private static String calibration(ProductDefinition product) {
    return product.options().getOrDefault("calibration", Quantity.SIGMA0.id());
  }

  @Override
  public List<ProductDefinition> standardProducts() {
    List<Band> bands =
        Stream.of("HH", "VV", "HV", "VH")
            .map(pol -> StandardBands.backscatter(pol, "σ⁰ " + pol))
            .toList();
    String title = "TerraSAR-X, TanDEM-X, PAZ: backscatter";
    return List.of(
        new ProductDefinition(
            new Product("terrasar-x", title, "", "© DLR, distribution Airbus DS", bands),
            id(),
            "",
            Map.of()));
  }

  @Override
  public List<SceneFiles> group(ProductDefinition product, Path directory, List<Path> entries) {
    if (isProduct(directory) && entries.contains(document(directory))) {
      return List.of(new SceneFiles(directory, List.of(directory, document(directory))));
    }
    List<SceneFiles> scenes = new ArrayList<>();
    for (Path entry : entries) {
      if (isProduct(entry) && Files.isRegularFile(document(entry))) {
        scenes.add(new SceneFiles(entry, List.of(entry, document(entry))));
      }
    }
    return scenes;
  }

  private static boolean isProduct(Path path) {
    return path.getFileName() != null && NAME.matcher(name(path)).matches();
  }

  private static String name(Path path) {
    String name = path.getFileName().toString();
    return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
  }

  private static Path document(Path folder) {
    return folder.resolve(name(folder) + ".xml");
  }

  /** The annotation: of the rest only images are opened, and these are not changed alone. */
  @Override
  public List<Path> stamped(SceneFiles files) {
    return files.files().subList(1, 2);
  }

  @Override
  public boolean recognises(ProductDefinition product, SceneFiles files) {
    try {
      XmlElement document = XmlElement.read(files.files().get(1), SKIPPED);
      return document.name().equals("level1Product")
          && product.product().bands().stream()
              .anyMatch(b -> polarisations(document).contains(b.name()));
    } catch (XmlException broken) {
      return false;
    }
  }

  private static List<String> polarisations(XmlElement document) {
    return images(document).stream().map(i -> i.require("polLayer")).distinct().toList();
  }

  private static List<XmlElement> images(XmlElement document) {
    return document.find("productComponents").map(c -> c.all("imageData")).orElse(List.of());
  }

  @Override
  public Scene parse(ProductDefinition product, SceneFiles files, ParserContext context) {
    Path folder = files.main();
    XmlElement document = XmlElement.read(files.files().get(1), SKIPPED);
    String variant = document.require("productVariantInfo/productVariant");
    if (!Set.of("GEC", "EEC").contains(variant)) {
      throw new SceneParseException(
          "productVariant must be GEC or EEC, was " + variant + " in " + document.document());
    }
    List<Granule> granules = granules(product, folder, document, context);
    Instant start = time(document, "sceneInfo/start/timeUTC");
    return new Scene(
        name(folder),
        product.product().id(),
        start,
        footprint(document, granules.get(0).grid(), context),
        name(folder).substring(0, 4)
            + "_"
            + document.require("acquisitionInfo/imagingMode")
            + "_"
            + start,
        document.textOf("generationTime").orElse(""),
        properties(name(folder), document),
        granules);
  }

  private static List<Granule> granules(
      ProductDefinition product, Path folder, XmlElement document, ParserContext context) {
    List<Granule> granules = new ArrayList<>();
    for (Band band : product.product().bands()) {
      for (XmlElement image : images(document)) {
        if (image.require("polLayer").equals(band.name())) {
          granules.add(granule(product, band.name(), file(folder, image), document, context));
          break;
        }
      }
    }
    if (granules.isEmpty()) {
      throw new SceneParseException(
          folder + " must have an image for a band of product " + product.product().id());
    }
    return granules;
  }

  private static URI file(Path folder, XmlElement image) {
    Path file =
        folder
            .resolve(image.textOf("location/path").orElse("."))
            .resolve(image.require("location/filename"))
            .normalize();
    if (!file.startsWith(folder.normalize())) {
      throw new SceneParseException("image must lie in " + folder + ", was " + file);
    }
    return file.toUri();
  }

  private static Granule granule(
      ProductDefinition product,
      String band,
      URI file,
      XmlElement document,
      ParserContext context) {
    RasterInfo header = context.rasters().open(file).info();
    GeoBox grid = header.grid();
    if (grid == null) {
      throw new SceneParseException(file + " must be georeferenced, is not");
    }
    if (calibration(product).equals(DN)) {
      return new Granule(band, file, 0, grid, header.type(), NoData.of(0), Scaling.IDENTITY);
    }
    Incidence incidence =
        Incidence.of(document.find("sceneInfo").orElse(document), grid, context.crs());
    TerrasarxCalibration calibration =
        new TerrasarxCalibration(
            Quantity.parse(calibration(product)),
            factor(document, band),
            incidence.first(),
            incidence.perColumn(),
            incidence.perRow());
    URI view = URI.create(file + "#" + TerrasarxView.NAME + "=" + calibration.text());
    return new Granule(band, view, 0, grid, DataType.FLOAT32, NoData.NONE, Scaling.IDENTITY);
  }

  private static double factor(XmlElement document, String polarisation) {
    return document.find("calibration").stream()
        .flatMap(c -> c.all("calibrationConstant").stream())
        .filter(c -> c.textOf("polLayer").filter(polarisation::equals).isPresent())
        .findFirst()
        .orElseThrow(
            () ->
                new SceneParseException(
                    document.document() + " must have a calibrationConstant of " + polarisation))
        .requireNumber("calFactor");
  }

  private static Instant time(XmlElement document, String path) {
    String text = document.require(path);
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new SceneParseException(
          path + " must be an ISO time in UTC, was " + text + " in " + document.document(), e);
    }
  }

  private static Geometry footprint(XmlElement document, GeoBox grid, ParserContext context) {
    List<XmlElement> corners =
        document.find("sceneInfo").map(s -> s.all("sceneCornerCoord")).orElse(List.of());
    if (corners.size() < 3) {
      return new Outlines(context.crs()).ofGrid(grid);
    }
    double first = corners.get(0).requireNumber("lon");
    Coordinate[] points =
        corners.stream()
            .map(
                c -> {
                  double lon = c.requireNumber("lon");
                  lon -= 360 * Math.rint((lon - first) / 360);
                  return new Coordinate(lon, c.requireNumber("lat"));
                })
            .toArray(Coordinate[]::new);
    // They come in the order of rows and columns, not in that of a ring.
    return Footprints.normalize(GEOMETRIES.createMultiPointFromCoords(points).convexHull());
  }

  private static Map<String, Object> properties(String name, XmlElement document) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("constellation", CONSTELLATIONS.get(name.substring(0, 4)));
    text(document, all, "platform", "missionInfo/mission");
    text(document, all, "sat:orbit_state", "missionInfo/orbitDirection");
    whole(document, all, "sat:absolute_orbit", "missionInfo/absOrbit");
    whole(document, all, "sat:relative_orbit", "missionInfo/relOrbit");
    all.put("sar:frequency_band", "X");
    document
        .textOf("acquisitionInfo/imagingMode")
        .ifPresent(m -> all.put("sar:instrument_mode", m));
    all.put("sar:product_type", document.require("productVariantInfo/productVariant"));
    all.put(
        "sar:polarizations",
        polarisations(document).stream().sorted().collect(Collectors.joining(",")));
    text(document, all, "sar:observation_direction", "acquisitionInfo/lookDirection");
    document
        .numberOf("sceneCenterCoord/incidenceAngle")
        .ifPresent(a -> all.put("view:incidence_angle", a));
    document
        .textOf("productVariantInfo/resolutionVariant")
        .ifPresent(v -> all.put("terrasarx:resolution_variant", v));
    return all;
  }

  private static void text(
      XmlElement document, Map<String, Object> all, String property, String path) {
    document.textOf(path).ifPresent(t -> all.put(property, t.toLowerCase(Locale.ROOT)));
  }

  private static void whole(
      XmlElement document, Map<String, Object> all, String property, String path) {
    document.numberOf(path).ifPresent(n -> all.put(property, (int) n));
  }
}
