// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.catalog.Datacubes;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.index.SceneIndex;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Product;
import org.chronocube.scene.Scene;
import org.chronocube.web.cubes.CubeAdministration;

/**
 * An archive of {@link Scenes} with a data directory that publishes it: bands B04 and B08, one
 * scene every five days, UTM 31N, 10 m, indexed in SQLite, shown by a cube {@code made}. Made once.
 *
 * @param folder {@code scenes} and {@code data-dir} are in it
 * @param size rows and columns
 * @param dates how many
 */
public record MadeArchive(Path folder, int size, int dates) {

  public static final List<String> BANDS = List.of("B04", "B08");
  public static final String CUBE = "made";

  /** Of {@link #publishMedian}. */
  static final String MEDIAN = "median";

  private static final Instant FIRST = Instant.parse("2021-01-03T10:56:00Z");
  private static final double HOLES = 0.2;
  private static final List<String> CONFIGURATION =
      List.of("global.xml", "logging.xml", "wms.xml", "wcs.xml", "wps.xml", "wmts.xml");

  /** Makes what is not there yet. */
  public static MadeArchive of(Lab lab, int size, int dates) throws IOException {
    MadeArchive archive = new MadeArchive(lab.folder("archive-" + size + "x" + dates), size, dates);
    for (int date = 0; date < dates; date++) {
      for (String band : BANDS) {
        if (!Files.exists(archive.file(date, band))) {
          lab.say("making %s", archive.file(date, band).getFileName());
          long seed = 1000L * date + BANDS.indexOf(band);
          Scenes.cog(archive.file(date, band), archive.grid(), seed, HOLES);
        }
      }
    }
    if (!Files.exists(archive.folder.resolve("complete"))) {
      archive.publish(lab);
      Files.createFile(archive.folder.resolve("complete"));
    }
    archive.drawLikeMapServer();
    return archive;
  }

  /**
   * Makes what is not there yet, with few images: every file is another name of one of them, so
   * that files are as many as ever and none is taken for another, but take no room.
   *
   * @param images how many different ones there are
   */
  static MadeArchive linked(Lab lab, int size, int dates, int images) throws IOException {
    MadeArchive archive = new MadeArchive(lab.folder("linked-" + size + "x" + dates), size, dates);
    if (Files.exists(archive.folder.resolve("complete"))) {
      return archive;
    }
    for (int image = 0; image < images; image++) {
      lab.say("making image %d of %d² pixels", image, size);
      Scenes.cog(archive.image(image), archive.grid(), 1000L * image, HOLES);
    }
    Files.createDirectories(archive.folder.resolve("scenes"));
    for (int date = 0; date < dates; date++) {
      for (int band = 0; band < BANDS.size(); band++) {
        Path file = archive.file(date, BANDS.get(band));
        if (!Files.exists(file)) {
          Files.createLink(file, archive.image((date + band) % images));
        }
      }
    }
    archive.publish(lab);
    Files.createFile(archive.folder.resolve("complete"));
    return archive;
  }

  private Path image(int number) {
    return folder.resolve("images").resolve(number + ".tif");
  }

  /** The grid of every scene and of the cube. */
  public GeoBox grid() {
    return new GeoBox(
        new Shape(size, size), Affine.northUp(600_000, 5_000_040, Resolution.of(10)), "EPSG:32631");
  }

  public Instant time(int date) {
    return FIRST.plus(Duration.ofDays(5L * date));
  }

  public Path file(int date, String band) {
    return scenes().resolve(time(date).toString().substring(0, 10) + "_" + band + ".tif");
  }

  Path scenes() {
    return folder.resolve("scenes");
  }

  /** The file of the index. */
  Path index() {
    return catalog().resolveSibling("index.sqlite");
  }

  public Path dataDir() {
    return folder.resolve("data-dir");
  }

  public Path catalog() {
    return dataDir().resolve("chronocube/catalog.yaml");
  }

  private void publish(Lab lab) throws IOException {
    Path shipped = lab.home().resolve("data-dir");
    for (String name : CONFIGURATION) {
      copy(shipped.resolve(name), dataDir().resolve(name));
    }
    copyTree(shipped.resolve("workspaces"), dataDir().resolve("workspaces"));
    Files.createDirectories(catalog().getParent());
    Files.writeString(
        catalog(),
        """
        version: 1
        index: jdbc:sqlite:index.sqlite
        products:
          - id: scenes
            parser: geotiff
            location: ../../scenes
            bands:
              - {name: B04, type: uint16, nodata: 0, scale: 0.0001, unit: "1", wavelength: 665}
              - {name: B08, type: uint16, nodata: 0, scale: 0.0001, unit: "1", wavelength: 842}
        cubes: []
        """);
    CubeAdministration.of(dataDir(), catalog()).put(cube(CUBE));
    fill();
  }

  // A stretch that is the same for all pictures, and that tiles may be asked in.
  private void drawLikeMapServer() throws IOException {
    Path layer = dataDir().resolve("workspaces/chronocube/archive/" + CUBE + "/layer.xml");
    String before = Files.readString(layer);
    String after = before.replace("style-cube_gray", "style-reflectance_gray");
    if (!after.equals(before)) {
      Files.writeString(layer, after);
    }
  }

  // The layers of the shipped cubes are left out: there is no such cube here.
  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path below = from.relativize(file);
        boolean layer =
            file.getFileName().toString().equals("coverage.xml")
                || file.getFileName().toString().equals("layer.xml")
                || below.toString().contains("layergroups");
        if (!layer) {
          copy(file, to.resolve(below));
        }
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Publishes a second cube, which takes the median of what it is asked for together. */
  void publishMedian() throws IOException {
    Map<String, Object> fields = cube(MEDIAN);
    fields.put("mosaic", "median");
    CubeAdministration.of(dataDir(), catalog()).put(fields);
  }

  private Map<String, Object> cube(String name) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", name);
    fields.put("products", List.of("scenes"));
    fields.put("bands", BANDS);
    fields.put(
        "grid",
        Map.of(
            "crs",
            "EPSG:32631",
            "resolution",
            10,
            "extent",
            List.of(
                grid().extent().minX(),
                grid().extent().minY(),
                grid().extent().maxX(),
                grid().extent().maxY())));
    return fields;
  }

  private void fill() throws IOException {
    try (Datacube datacube = open(DatacubeOptions.DEFAULTS)) {
      insert(datacube.index(), Path::toUri);
    }
  }

  /**
   * Enters all scenes.
   *
   * @param place where a file is for those who read it
   */
  void insert(SceneIndex index, Function<Path, URI> place) {
    CrsRegistry crs = new CrsRegistry();
    List<Scene> scenes = new ArrayList<>();
    for (int date = 0; date < dates; date++) {
      List<Granule> granules = new ArrayList<>();
      for (String band : BANDS) {
        granules.add(
            new Granule(
                band,
                place.apply(file(date, band)),
                0,
                grid(),
                DataType.UINT16,
                NoData.of(0),
                new Scaling(1e-4, 0)));
      }
      String id = "scene-" + time(date).toString().substring(0, 10);
      scenes.add(
          new Scene(id, "scenes", time(date), crs.footprint(grid()), id, "", Map.of(), granules));
    }
    index.putProduct(product());
    index.insert(scenes);
  }

  private static Product product() {
    return new Product(
        "scenes",
        "",
        "",
        "",
        BANDS.stream()
            .map(
                b -> new Band(b, b, DataType.UINT16, NoData.of(0), new Scaling(1e-4, 0), "1", null))
            .toList());
  }

  /** The archive, opened in this process. */
  public Datacube open(DatacubeOptions options) {
    return Datacubes.open(catalog(), options);
  }
}
