// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.sentinel1;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.geolocation.ImageCrs;
import org.chronocube.geolocation.Terrain;
import org.chronocube.geolocation.TiePoint;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.io.sentinel1.Calibration;
import org.chronocube.io.sentinel1.GrdArguments;
import org.chronocube.io.sentinel1.ImageAnnotation;
import org.chronocube.io.sentinel1.Sentinel1GrdView;
import org.chronocube.io.sentinel1.Sentinel1ModelFormat;
import org.chronocube.product.Options;
import org.chronocube.product.ParserContext;
import org.chronocube.product.ProductParser;
import org.chronocube.product.SceneFiles;
import org.chronocube.product.SceneParseException;
import org.chronocube.scene.Footprints;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Product;
import org.chronocube.scene.Scene;
import org.chronocube.xml.XmlElement;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Sentinel-1 level-1 GRD products (IW, EW, stripmap) in SAFE folders. No image is opened.
 *
 * <p>Bands are named as polarisations: {@code VV}, {@code VH}, {@code HH}, {@code HV}, and {@code
 * incidence_angle} (degrees, on the ellipsoid). Their samples are physical values: linear power, so
 * that {@code 10 * log10(VV)} in a cube is decibels.
 *
 * <p>Options:
 *
 * <ul>
 *   <li>{@code calibration}: {@code sigma0} (the default), {@code beta0}, {@code gamma0}, or {@code
 *       dn} for amplitudes as they are.
 *   <li>{@code noise}: {@code removed} (the default), {@code signed} or {@code kept}; see {@link
 *       GrdArguments.Noise}.
 *   <li>{@code border}: {@code masked} (the default) or {@code kept}: the border noise of products
 *       of IPF before 2.90.
 *   <li>{@code height}: metres above the ellipsoid at which pixels are placed, 0 by default.
 *   <li>{@code dem}: a raster of heights to place them on, as a URI or a path below the product's
 *       location; {@code height} is then added, as the geoid's height above the ellipsoid.
 *   <li>{@code ground-range}: {@code interpolated} (the default) or {@code nearest}; see {@link
 *       org.chronocube.geolocation.GroundRange}.
 * </ul>
 *
 * <p>Reprocessings of one start time are one acquisition; the newer processor, then the later run,
 * counts.
 *
 * <p>Source: Sentinel-1 Product Specification, S1-RS-MDA-52-7441.
 */
public final class Sentinel1GrdParser implements ProductParser {

  /** Name of the band of incidence angles. */
  public static final String INCIDENCE = "incidence_angle";

  private static final String CALIBRATION = "calibration";
  private static final String NOISE = "noise";
  private static final String BORDER = "border";
  private static final Map<String, Set<String>> CHOICES =
      Map.of(
          BORDER,
          Set.of("masked", "kept"),
          Sentinel1ModelFormat.GROUND_RANGE,
          Set.of("interpolated", "nearest"));
  private static final Set<String> OPTIONS =
      Set.of(
          CALIBRATION,
          NOISE,
          BORDER,
          Sentinel1ModelFormat.HEIGHT,
          Sentinel1ModelFormat.DEM,
          Sentinel1ModelFormat.GROUND_RANGE);
  private static final double NO_BORDER_NOISE = 2.9;
  private static final double BORDER_METRES = 20000;

  @Override
  public String id() {
    return "sentinel1-grd";
  }

  @Override
  public void checkOptions(ProductDefinition product) {
    Options.checkNames(product, OPTIONS);
    Map<String, String> options = product.options();
    check(CALIBRATION, () -> calibration(options));
    check(NOISE, () -> noise(options));
    check(
        Sentinel1ModelFormat.HEIGHT,
        () ->
            Terrain.constant(
                Double.parseDouble(options.getOrDefault(Sentinel1ModelFormat.HEIGHT, "0"))));
    CHOICES.forEach(
        (name, values) -> {
          String value = options.get(name);
          if (value != null && !values.contains(value)) {
            throw new InvalidParameterException(
                name, name + " must be one of " + values + ", was " + value);
          }
        });
  }

  @Override
  public List<ProductDefinition> standardProducts() {
    List<Band> bands = new ArrayList<>();
    for (String polarisation : List.of("VV", "VH", "HH", "HV")) {
      bands.add(
          new Band(
              polarisation,
              "Backscatter " + polarisation + ", sigma nought",
              DataType.FLOAT32,
              NoData.of(Double.NaN),
              Scaling.IDENTITY,
              "1",
              null));
    }
    bands.add(
        new Band(
            INCIDENCE,
            "Incidence angle on the ellipsoid",
            DataType.FLOAT32,
            NoData.of(Double.NaN),
            Scaling.IDENTITY,
            "deg",
            null));
    Product product =
        new Product(
            "sentinel-1-grd",
            "Sentinel-1 GRD",
            "Radar backscatter, linear power, thermal noise removed",
            "Contains modified Copernicus Sentinel data",
            bands);
    return List.of(new ProductDefinition(product, id(), "", Map.of()));
  }

  /** The manifest: it is written last, and changes with whatever else does. */
  @Override
  public List<Path> stamped(SceneFiles files) {
    return List.of(new GrdFolder(files.main()).manifest());
  }

  private static void check(String option, Runnable parse) {
    try {
      parse.run();
    } catch (NumberFormatException e) {
      throw new InvalidParameterException(
          option, option + " must be a number: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new InvalidParameterException(option, e.getMessage(), e);
    }
  }

  private static Calibration calibration(Map<String, String> options) {
    return Calibration.parse(options.getOrDefault(CALIBRATION, Calibration.SIGMA0.id()));
  }

  private static GrdArguments.Noise noise(Map<String, String> options) {
    return GrdArguments.Noise.parse(options.getOrDefault(NOISE, GrdArguments.Noise.REMOVED.id()));
  }

  @Override
  public List<SceneFiles> group(ProductDefinition product, Path directory, List<Path> entries) {
    if (GrdFolder.isOne(directory)) {
      return List.of(new SceneFiles(directory, List.of(directory)));
    }
    List<SceneFiles> scenes = new ArrayList<>();
    for (Path entry : entries) {
      if (GrdFolder.isOne(entry) && Files.isDirectory(entry)) {
        scenes.add(new SceneFiles(entry, List.of(entry)));
      }
    }
    return scenes;
  }

  @Override
  public boolean recognises(ProductDefinition product, SceneFiles files) {
    return true; // the name of the folder says it
  }

  @Override
  public Scene parse(ProductDefinition product, SceneFiles files, ParserContext context) {
    GrdFolder folder = new GrdFolder(files.main());
    Manifest manifest = Manifest.read(folder.manifest());
    Map<String, Path> annotations = folder.annotations();
    Path main = copol(annotations).orElse(annotations.values().iterator().next());
    ImageAnnotation annotation = annotation(main);
    Map<String, Object> properties =
        new LinkedHashMap<>(manifest.properties(folder.resolutionClass()));
    properties.put("sar:pixel_spacing_range", annotation.timing().pixelSpacing());
    properties.put("view:incidence_angle", middle(annotation));
    return new Scene(
        folder.id(),
        product.product().id(),
        manifest.start(),
        footprint(annotation, main),
        acquisition(manifest, folder),
        manifest.ipf() + "_" + manifest.processed(),
        properties,
        granules(product, folder, manifest, main, annotation));
  }

  private static ImageAnnotation annotation(Path file) {
    try {
      return ImageAnnotation.of(XmlElement.read(file, ImageAnnotation.UNUSED));
    } catch (IllegalArgumentException e) {
      throw new SceneParseException(file + ": " + e.getMessage(), e);
    }
  }

  private static Optional<Path> copol(Map<String, Path> annotations) {
    return Optional.ofNullable(annotations.getOrDefault("VV", annotations.get("HH")));
  }

  // To the second: reprocessing may move the first line a little.
  private static String acquisition(Manifest manifest, GrdFolder folder) {
    return String.join(
        "_",
        manifest.satellite(),
        manifest.mode(),
        "GRD" + folder.resolutionClass(),
        manifest.datatake(),
        manifest.start().toString().substring(0, 19));
  }

  private static double middle(ImageAnnotation annotation) {
    DoubleSummaryStatistics angles =
        annotation.incidence().stream().mapToDouble(Double::doubleValue).summaryStatistics();
    return (angles.getMin() + angles.getMax()) / 2;
  }

  private static List<Granule> granules(
      ProductDefinition product,
      GrdFolder folder,
      Manifest manifest,
      Path main,
      ImageAnnotation annotation) {
    Map<String, Path> annotations = folder.annotations();
    GeoBox grid =
        new GeoBox(annotation.timing().shape(), Affine.IDENTITY, imageCrs(product, main).id());
    GrdArguments arguments = arguments(product.options(), manifest, annotations, annotation);
    List<Granule> granules = new ArrayList<>();
    for (Band band : product.product().bands()) {
      Path file = band.name().equals(INCIDENCE) ? main : annotations.get(band.name());
      if (file != null) {
        GrdArguments of = band.name().equals(INCIDENCE) ? GrdArguments.incidence() : arguments;
        URI view =
            URI.create(
                folder.measurement(file).toUri() + "#" + Sentinel1GrdView.NAME + "=" + of.text());
        granules.add(
            new Granule(
                band.name(), view, 0, grid, DataType.FLOAT32, NoData.NONE, Scaling.IDENTITY));
      }
    }
    if (granules.isEmpty()) {
      throw new SceneParseException(
          folder.safe()
              + " must have a polarisation of product "
              + product.product().id()
              + ", has "
              + annotations.keySet());
    }
    return granules;
  }

  private static GrdArguments arguments(
      Map<String, String> options,
      Manifest manifest,
      Map<String, Path> annotations,
      ImageAnnotation annotation) {
    double ipf = Double.parseDouble(manifest.ipf());
    boolean masked = ipf < NO_BORDER_NOISE && !"kept".equals(options.get(BORDER));
    Optional<String> copol = masked ? copol(annotations).map(GrdFolder::stem) : Optional.empty();
    return new GrdArguments(
        calibration(options),
        noise(options),
        ipf,
        copol,
        (int) Math.round(BORDER_METRES / annotation.timing().pixelSpacing()));
  }

  private static ImageCrs imageCrs(ProductDefinition product, Path annotation) {
    Map<String, String> options = new TreeMap<>();
    for (String name : List.of(Sentinel1ModelFormat.HEIGHT, Sentinel1ModelFormat.GROUND_RANGE)) {
      Optional.ofNullable(product.options().get(name)).ifPresent(v -> options.put(name, v));
    }
    Optional.ofNullable(product.options().get(Sentinel1ModelFormat.DEM))
        .ifPresent(dem -> options.put(Sentinel1ModelFormat.DEM, uri(product, dem).toString()));
    return new ImageCrs(Sentinel1ModelFormat.NAME, annotation.toUri(), options);
  }

  private static URI uri(ProductDefinition product, String dem) {
    return dem.matches("[a-z][a-z0-9+.-]+:.*")
        ? URI.create(dem)
        : Path.of(product.location()).resolve(dem).normalize().toUri();
  }

  // The border of the geolocation grid; its edges are curved.
  private static Geometry footprint(ImageAnnotation annotation, Path file) {
    List<TiePoint> ties = annotation.ties();
    List<TiePoint> ring = new ArrayList<>();
    if (ties.size() >= 4) {
      double last = ties.get(ties.size() - 1).row();
      double first = ties.get(0).row();
      int cols = (int) ties.stream().filter(t -> t.row() == first).count();
      for (int i = 0; i < cols; i++) {
        ring.add(ties.get(i));
      }
      for (int i = 2 * cols - 1; i < ties.size() && ties.get(i).row() < last; i += cols) {
        ring.add(ties.get(i));
      }
      for (int i = ties.size() - 1; i >= ties.size() - cols; i--) {
        ring.add(ties.get(i));
      }
      for (int i = ties.size() - 2 * cols; i >= 0; i -= cols) {
        ring.add(ties.get(i));
      }
    }
    if (ring.size() < 4) {
      throw new SceneParseException(
          "geolocation grid must have points at the corners of the image, has "
              + ties.size()
              + " in "
              + file);
    }
    Coordinate[] coordinates =
        ring.stream().map(t -> new Coordinate(t.lon(), t.lat())).toArray(Coordinate[]::new);
    return Footprints.normalize(new GeometryFactory().createPolygon(coordinates));
  }
}
