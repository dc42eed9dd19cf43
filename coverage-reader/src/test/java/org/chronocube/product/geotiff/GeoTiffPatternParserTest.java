// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.geotiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.chronocube.io.RasterInfo;
import org.chronocube.product.HeaderOnly;
import org.chronocube.product.ParserContext;
import org.chronocube.product.SceneFiles;
import org.chronocube.product.SceneParseException;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Product;
import org.chronocube.scene.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeoTiffPatternParserTest {

  private static final String LANDSAT =
      "(?<scene>(?<acquisition>LC08_(?<path>\\d{3})(?<row>\\d{3})_(?<time>\\d{8}))_(?<revision>\\d{8}))"
          + "/[^/]*_(?<band>B\\d+|BQA)\\.TIF";
  private static final GeoBox GRID =
      new GeoBox(new Shape(3, 4), new Affine(10, 0, 500000, 0, -10, 5000000), "EPSG:32631");

  private final GeoTiffPatternParser parser = new GeoTiffPatternParser();
  @TempDir Path root;

  private static ProductDefinition product(Map<String, String> options) {
    Band b4 = new Band("B4", "", DataType.UINT16, NoData.of(0), new Scaling(2e-5, -0.1), "1", null);
    return new ProductDefinition(
        new Product("l8", "", "", "", List.of(b4, Band.of("BQA", DataType.UINT16, NoData.of(1)))),
        "geotiff",
        "/unused",
        options);
  }

  private List<Path> files(String folder, String... names) throws IOException {
    Path directory = Files.createDirectories(root.resolve(folder));
    List<Path> files = new ArrayList<>();
    for (String name : names) {
      files.add(Files.createFile(directory.resolve(name)));
    }
    return files;
  }

  private Scene parse(ProductDefinition product, SceneFiles files) {
    ParserContext context =
        new ParserContext(root, uri -> new HeaderOnly(header(uri)), new CrsRegistry());
    return parser.parse(product, files, context);
  }

  private static RasterInfo header(URI uri) {
    return header(uri, 1);
  }

  private static RasterInfo header(URI uri, int bands) {
    return new RasterInfo(
        uri,
        GRID,
        DataType.UINT16,
        bands,
        NoData.NONE,
        Collections.nCopies(bands, Scaling.IDENTITY),
        List.of(new RasterInfo.Level(GRID.shape(), GRID.shape())));
  }

  @Test
  void names_of_folders_and_files_make_scenes() throws IOException {
    ProductDefinition product = product(Map.of("pattern", LANDSAT));
    List<Path> files =
        files(
            "LC08_013032_20180405_20180417",
            "x_B4.TIF",
            "x_B5.TIF", // no band of the product
            "x_BQA.TIF",
            "x_MTL.txt");

    List<SceneFiles> scenes = parser.group(product, files.get(0).getParent(), files);

    assertThat(scenes).hasSize(1);
    assertThat(scenes.get(0).files()).containsExactly(files.get(0), files.get(2));
    Scene scene = parse(product, scenes.get(0));
    assertThat(scene.id()).isEqualTo("LC08_013032_20180405_20180417");
    assertThat(scene.time()).isEqualTo(Instant.parse("2018-04-05T00:00:00Z"));
    assertThat(scene.acquisition()).isEqualTo("LC08_013032_20180405");
    assertThat(scene.revision()).isEqualTo("20180417");
    assertThat(scene.properties()).containsOnly(Map.entry("path", "013"), Map.entry("row", "032"));
    assertThat(scene.granules())
        .containsExactly(
            new Granule(
                "B4",
                files.get(0).toUri(),
                0,
                GRID,
                DataType.UINT16,
                NoData.of(0),
                new Scaling(2e-5, -0.1)),
            new Granule(
                "BQA",
                files.get(2).toUri(),
                0,
                GRID,
                DataType.UINT16,
                NoData.of(1),
                Scaling.IDENTITY));
    assertThat(scene.footprint().getEnvelopeInternal().getMinX()).isBetween(2.99, 3.01);
  }

  @Test
  void several_scenes_may_lie_in_one_folder() throws IOException {
    ProductDefinition product =
        product(Map.of("pattern", "(?<scene>S_(?<time>\\d{8}))_(?<band>B4|BQA).tif"));
    List<Path> files = files("all", "S_20200101_B4.tif", "S_20200101_BQA.tif", "S_20200102_B4.tif");

    List<SceneFiles> scenes = parser.group(product, root.resolve("all"), files);

    assertThat(scenes).extracting(s -> s.files().size()).containsExactly(2, 1);
    assertThat(parse(product, scenes.get(1)).granules()).hasSize(1);
    assertThat(parse(product, scenes.get(1)).acquisition()).isEqualTo("S_20200102");
  }

  @ParameterizedTest
  @CsvSource({
    "yyyyMMdd, 20200229, 2020-02-29T00:00:00Z",
    "yyyyMMdd'T'HHmmss, 20200229T101112, 2020-02-29T10:11:12Z",
    "yyyy-MM-dd HH'h', 2020-02-29 10h, 2020-02-29T10:00:00Z",
    "yyyyDDD, 2020060, 2020-02-29T00:00:00Z"
  })
  void times_are_utc_in_the_format_that_is_said(String format, String text, Instant time)
      throws IOException {
    ProductDefinition product =
        product(
            Map.of("pattern", "(?<scene>S_(?<time>.+))_(?<band>B4).tif", "time-format", format));
    List<Path> files = files("f", "S_" + text + "_B4.tif");

    assertThat(parse(product, parser.group(product, root, files).get(0)).time()).isEqualTo(time);
  }

  @ParameterizedTest
  @CsvSource({
    "20200229, 2020-02-29T00:00:00Z",
    "2020-02-29, 2020-02-29T00:00:00Z",
    "2020_02_29, 2020-02-29T00:00:00Z",
    "20200229T101112, 2020-02-29T10:11:12Z",
    "20200229_1011, 2020-02-29T10:11:00Z",
    "20200229101112, 2020-02-29T10:11:12Z",
    "2020-02-29T10-11-12.345Z, 2020-02-29T10:11:12.345Z",
    "2020:02:29 10:11:12, 2020-02-29T10:11:12Z",
    "2020-02-29T10:11:12+02:00, 2020-02-29T08:11:12Z",
    "2020060, 2020-02-29T00:00:00Z",
    "2020-060, 2020-02-29T00:00:00Z",
    "202002, 2020-02-01T00:00:00Z",
    "2020, 2020-01-01T00:00:00Z"
  })
  void common_ways_to_write_times_need_no_format(String text, Instant time) {
    assertThat(new TimeText(null).parse(text, "test")).isEqualTo(time);
  }

  @ParameterizedTest
  @CsvSource({"20201340", "2021-366", "202002291", "S20200229", "202002292560", "''"})
  void what_is_no_time_is_refused(String text) {
    assertThatThrownBy(() -> new TimeText(null).parse(text, "test"))
        .isInstanceOf(SceneParseException.class)
        .hasMessage("time must be written as time-format says, was " + text + " in test");
  }

  @Test
  void folders_may_be_dates_and_a_scene_may_stand_for_a_range() throws IOException {
    ProductDefinition product =
        product(
            Map.of(
                "pattern",
                "(?<time>\\d{4}/\\d\\d)/(?<scene>composite-\\d+-(?<end>\\d{8}))-(?<band>B4)\\.tif"));
    List<Path> files = files("2024/05", "composite-1-20240531-B4.tif");

    Scene scene = parse(product, parser.group(product, root.resolve("2024/05"), files).get(0));

    assertThat(scene.time()).isEqualTo(Instant.parse("2024-05-01T00:00:00Z"));
    assertThat(scene.properties()).containsOnly(Map.entry("end_datetime", "2024-05-31T00:00:00Z"));
  }

  @Test
  void one_file_may_hold_all_bands() throws IOException {
    ProductDefinition product =
        product(Map.of("pattern", "(?<scene>S_(?<time>\\d{8}))\\.tif", "band-names", "BQA, -, B4"));
    List<Path> files = files("m", "S_20200101.tif", "S_20200102.tif");

    List<SceneFiles> scenes = parser.group(product, root.resolve("m"), files);
    Scene scene =
        parser.parse(
            product,
            scenes.get(1),
            new ParserContext(root, uri -> new HeaderOnly(header(uri, 3)), new CrsRegistry()));

    assertThat(scenes).hasSize(2);
    assertThat(scene.granules()).extracting(Granule::band).containsExactly("B4", "BQA");
    assertThat(scene.granules()).extracting(Granule::fileBand).containsExactly(2, 0);
    assertThat(scene.granules()).extracting(Granule::uri).containsOnly(files.get(1).toUri());
  }

  @Test
  void folders_may_be_named_after_bands() throws IOException {
    ProductDefinition product =
        product(Map.of("pattern", "(?<band>B4|BQA)/(?<scene>S_(?<time>\\d{8}))\\.tif"));
    files("t/B4", "S_20200101.tif", "S_20200102.tif");
    files("t/BQA", "S_20200101.tif");
    Path top = root.resolve("t");

    List<SceneFiles> scenes =
        parser.group(product, top, List.of(top.resolve("B4"), top.resolve("BQA")));

    assertThat(scenes).hasSize(2);
    assertThat(scenes.get(0).files()).contains(top.resolve("B4"), top.resolve("BQA"));
    assertThat(parser.stamped(scenes.get(0)))
        .containsExactly(top.resolve("B4/S_20200101.tif"), top.resolve("BQA/S_20200101.tif"));
    assertThat(parse(product, scenes.get(0)).granules())
        .extracting(Granule::band)
        .containsExactly("B4", "BQA");
  }

  @Test
  void what_does_not_fit_is_said() throws IOException {
    ProductDefinition product =
        product(Map.of("pattern", "(?<scene>S_(?<time>\\d+))_.*(?<band>B4).tif"));
    List<Path> wrong = files("a", "S_20201340_B4.tif");
    assertThatThrownBy(() -> parse(product, parser.group(product, root, wrong).get(0)))
        .isInstanceOf(SceneParseException.class)
        .hasMessageContaining("time must be written as time-format says, was 20201340");
    List<Path> twice = files("b", "S_20200101_B4.tif", "S_20200101_copy_B4.tif");
    assertThatThrownBy(() -> parse(product, parser.group(product, root, twice).get(0)))
        .isInstanceOf(SceneParseException.class)
        .hasMessageContaining("a band must be in one file, is in");
  }

  @Test
  void options_are_checked() {
    Map<Map<String, String>, String> wrong = new HashMap<>();
    wrong.put(Map.of(), "product l8 must have the option pattern");
    wrong.put(
        Map.of("pattern", "(?<scene>.*)"),
        "pattern must have the named groups scene, time and band, was (?<scene>.*)");
    wrong.put(
        Map.of("pattern", "(?<scene>.)(?<time>.)(?<band>.)["),
        "pattern must be a regular expression, was (?<scene>.)(?<time>.)(?<band>.)[");
    wrong.put(
        Map.of("pattern", LANDSAT, "time-format", "b"),
        "time-format must be a pattern of DateTimeFormatter, was b");
    wrong.put(
        Map.of("pattern", LANDSAT, "footprint", "hull"),
        "footprint must be one of [metadata, grid, valid-data], was hull");
    wrong.put(
        Map.of("pattern", LANDSAT, "patern", "x"),
        "options of product l8 must be among [band-names, footprint, footprint-bands, pattern,"
            + " time, time-format], was patern");
    wrong.put(
        Map.of("pattern", LANDSAT, "time", "now"),
        "time must be name, header or header:ITEM, was now");
    wrong.put(
        Map.of("pattern", LANDSAT, "band-names", "B4, B5"),
        "band-names must be bands of the product or -, was B5");
    wrong.put(
        Map.of("pattern", LANDSAT, "band-names", "B4, -, B4"),
        "band-names must be unique, were B4, -, B4");
    wrong.forEach(
        (options, message) ->
            assertThatThrownBy(() -> parser.checkOptions(product(options)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessage(message));
  }
}
