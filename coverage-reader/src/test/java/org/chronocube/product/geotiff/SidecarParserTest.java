// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.geotiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReaders;
import org.chronocube.io.RasterOpener;
import org.chronocube.io.range.FileByteSources;
import org.chronocube.io.tiff.TiffFormat;
import org.chronocube.product.ParserContext;
import org.chronocube.product.SceneFiles;
import org.chronocube.product.SceneParseException;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Product;
import org.chronocube.scene.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A GeoTIFF that GDAL wrote (see SOURCE.txt beside it) and what is said of it. */
class SidecarParserTest {

  private static final GeoBox GRID =
      new GeoBox(new Shape(3, 4), new Affine(10, 0, 500000, 0, -10, 5000000), "EPSG:32631");

  private final SidecarParser parser = new SidecarParser();
  private final RasterOpener rasters =
      new BlockReaders(
          Map.of("file", FileByteSources.anywhere()),
          List.of(new TiffFormat(new BlockCache(1 << 20))));
  @TempDir Path root;

  private static ProductDefinition product(Map<String, String> options) {
    Band red = Band.of("red", DataType.UINT16, NoData.of(0));
    Band nir = Band.of("nir", DataType.UINT16, NoData.of(0));
    return new ProductDefinition(
        new Product("drone", "", "", "", List.of(red, nir)), "geotiff-sidecar", "/unused", options);
  }

  private static void raster(Path file) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(SidecarParserTest.class.getResourceAsStream("described.tif"))) {
      Files.copy(in, file);
    }
  }

  private List<SceneFiles> group(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return parser.group(product(Map.of()), folder, entries.sorted().toList());
    }
  }

  private Scene parse(String sidecar, Map<String, String> options) throws IOException {
    Path tif = root.resolve("flight.tif");
    if (!Files.exists(tif)) {
      raster(tif);
    }
    Files.writeString(root.resolve("flight.yaml"), sidecar);
    ProductDefinition product = product(options);
    parser.checkOptions(product);
    return parser.parse(
        product, group(root).get(0), new ParserContext(root, rasters, new CrsRegistry()));
  }

  @Test
  void a_sidecar_says_what_the_file_beside_it_is() throws IOException {
    Scene scene =
        parse(
            """
            chronocube-scene: 1
            product: drone
            time: 2024-05-06T09:08:09+02:00
            end: 2024-05-06T07:30:00Z
            acquisition: flight-7
            revision: "2"
            properties: {eo:cloud_cover: 12.5, pilot: Ada, night: false}
            footprint: [2.9, 45.1, 3.1, 45.2]
            bands: {nir: 1, red: {band: 2, nodata: 7, scale: 0.1, offset: -1}}
            """,
            Map.of());

    assertThat(scene.id()).isEqualTo("flight");
    assertThat(scene.time()).isEqualTo(Instant.parse("2024-05-06T07:08:09Z"));
    assertThat(scene.acquisition()).isEqualTo("flight-7");
    assertThat(scene.revision()).isEqualTo("2");
    assertThat(scene.properties())
        .containsOnly(
            Map.entry("eo:cloud_cover", 12.5),
            Map.entry("pilot", "Ada"),
            Map.entry("night", false),
            Map.entry("end_datetime", "2024-05-06T07:30:00Z"));
    assertThat(scene.footprint().getEnvelopeInternal().getMaxY()).isEqualTo(45.2);
    Path tif = root.resolve("flight.tif");
    assertThat(scene.granules())
        .containsExactly(
            new Granule(
                "red", tif.toUri(), 1, GRID, DataType.UINT16, NoData.of(7), new Scaling(0.1, -1)),
            new Granule(
                "nir", tif.toUri(), 0, GRID, DataType.UINT16, NoData.of(0), new Scaling(0.5, 0)));
  }

  @Test
  void what_it_leaves_out_is_the_products_or_in_the_header() throws IOException {
    Scene scene = parse("{\"chronocube-scene\": 1, \"time\": \"20240506\"}", Map.of());

    assertThat(scene.time()).isEqualTo(Instant.parse("2024-05-06T00:00:00Z"));
    assertThat(scene.granules()).extracting(Granule::band).containsExactly("red", "nir");
    assertThat(scene.granules()).extracting(Granule::fileBand).containsExactly(0, 1);
    assertThat(scene.footprint().getEnvelopeInternal().getMinX()).isBetween(2.99, 3.01);
  }

  @Test
  void the_header_is_asked_for_the_time_on_request_only() throws IOException {
    String timeless = "chronocube-scene: 1\n";

    assertThat(parse(timeless, Map.of("time", "header")).time())
        .isEqualTo(Instant.parse("2024-05-06T07:08:09Z"));
    assertThat(parse(timeless, Map.of("time", "header:ACQUISITION")).time())
        .isEqualTo(Instant.parse("2024-05-01T10:11:12Z"));
    assertThat(parse("chronocube-scene: 1\ntime: 2020-01-01", Map.of("time", "header")).time())
        .isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
    assertThatThrownBy(() -> parse(timeless, Map.of()))
        .isInstanceOf(SceneParseException.class)
        .hasMessage(root.resolve("flight.yaml") + " must have a time");
    assertThatThrownBy(() -> parse(timeless, Map.of("time", "header:NOTE")))
        .hasMessageEndingWith("flight.tif must have NOTE in its header");
  }

  @Test
  void a_name_without_a_time_takes_the_headers_too() throws IOException {
    raster(root.resolve("S1.tif"));
    GeoTiffPatternParser byName = new GeoTiffPatternParser();
    ProductDefinition product =
        product(
            Map.of("pattern", "(?<scene>S\\d)\\.tif", "band-names", "red, nir", "time", "header"));
    byName.checkOptions(product);

    Scene scene =
        byName.parse(
            product,
            byName.group(product, root, List.of(root.resolve("S1.tif"))).get(0),
            new ParserContext(root, rasters, new CrsRegistry()));

    assertThat(scene.time()).isEqualTo(Instant.parse("2024-05-06T07:08:09Z"));
    assertThat(scene.granules()).extracting(Granule::fileBand).containsExactly(0, 1);
  }

  @Test
  void a_scene_may_be_of_several_files() throws IOException {
    Path folder = Files.createDirectories(root.resolve("day"));
    raster(Files.createDirectories(folder.resolve("pixels")).resolve("r.tif"));
    raster(folder.resolve("n.tif"));
    Path main =
        Files.writeString(
            folder.resolve("both.scene.json"),
            """
            {"chronocube-scene": 1, "time": "2024-05-06T07:08:09Z", "bands":
              {"red": "pixels/r.tif", "nir": {"file": "n.tif", "band": 2, "type": "uint16"}},
             "footprint": {"type": "Polygon",
               "coordinates": [[[3, 45], [3.1, 45], [3.1, 45.1], [3, 45.1], [3, 45]]]}}
            """);

    List<SceneFiles> scenes = group(folder);
    Scene scene =
        parser.parse(
            product(Map.of()), scenes.get(0), new ParserContext(root, rasters, new CrsRegistry()));

    assertThat(scenes).containsExactly(SceneFiles.single(main));
    assertThat(scene.id()).isEqualTo("both");
    assertThat(scene.granules())
        .extracting(g -> g.band() + " " + Path.of(g.uri()).getFileName() + " " + g.fileBand())
        .containsExactly("red r.tif 0", "nir n.tif 1");
  }

  @Test
  void files_that_describe_nothing_are_left_alone_also_in_a_zip() throws IOException {
    try (FileSystem zip =
        FileSystems.newFileSystem(root.resolve("a.zip"), Map.of("create", "true"))) {
      Path top = zip.getPath("/");
      for (String name : List.of("a.tif", "b.TIFF", "c.tif")) {
        Files.createFile(top.resolve(name));
      }
      for (String name : List.of("a.json", "b.yml", "d.json", "c.xml", "e.scene.yaml")) {
        Files.writeString(top.resolve(name), "chronocube-scene: 1\nproduct: drone");
      }

      List<SceneFiles> scenes = group(top);

      assertThat(scenes)
          .extracting(s -> s.files().toString())
          .containsExactly("[/a.json, /a.tif]", "[/b.yml, /b.TIFF]", "[/e.scene.yaml]");
      assertThat(parser.recognises(product(Map.of()), scenes.get(0))).isTrue();
      Files.writeString(top.resolve("a.json"), "chronocube-scene: 1\nproduct: plane");
      assertThat(parser.recognises(product(Map.of()), scenes.get(0))).isFalse();
    }
  }

  @Test
  void what_is_wrong_is_said_with_its_place() {
    String start = root.resolve("flight.yaml") + ": ";
    Map.of(
            "time: 2024", "chronocube-scene must be 1, was missing",
            "chronocube-scene: 2", "chronocube-scene must be 1, was 2",
            "chronocube-scene: 1\ncolour: red",
                "colour must be one of [acquisition, bands, chronocube-scene, end, footprint, id,"
                    + " product, properties, revision, time]",
            "chronocube-scene: 1\nbands: {red: 0}",
                "bands.red must be a band's number, 1 for the first, was 0",
            "chronocube-scene: 1\nbands: {red: {scale: 0}}",
                "bands.red: scaling must be finite with scale != 0, was scale 0.0, offset 0.0",
            "chronocube-scene: 1\ntime: 2024-01-01\nfootprint: [1, 2, 3]",
                "footprint must be a list of 4 numbers, was [1, 2, 3]")
        .forEach(
            (text, message) ->
                assertThatThrownBy(() -> parse(text, Map.of()))
                    .isInstanceOf(SceneParseException.class)
                    .hasMessage(start + message));
    assertThatThrownBy(() -> parse("chronocube-scene: 1\nbands: {red: ../../etc/passwd}", Map.of()))
        .hasMessageStartingWith("file must stay under " + root + ", was ../../etc/passwd");
    assertThatThrownBy(() -> parse("chronocube-scene: 1\nbands: {blue: 1}", Map.of()))
        .hasMessageEndingWith("must list a band of product drone");
    assertThatThrownBy(() -> parser.checkOptions(product(Map.of("time", "name"))))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("time must be file, header or header:ITEM, was name");
  }
}
