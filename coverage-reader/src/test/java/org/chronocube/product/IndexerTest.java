// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.catalog.Datacubes;
import org.chronocube.index.SceneQuery;
import org.chronocube.product.IndexReport.Skipped;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On copies of scenes of the sample archive. */
class IndexerTest {

  private static final Path ARCHIVE = Path.of("../data-dir/archive");
  private static final String CATALOG =
      """
      version: 1
      index: jdbc:sqlite:index.sqlite
      products:
        - id: s2
          parser: stac-item
          location: archive/s2
          bands: [{name: B04, type: uint16, nodata: 65535}]
        - id: l8
          parser: geotiff
          location: archive/l8
          options:
            pattern: '(?<scene>(?<acquisition>LC08_L1TP_\\d{6}_(?<time>\\d{8}))_(?<revision>[^/]*))/[^/]*_(?<band>B4)\\.TIF'
          bands: [{name: B4, type: uint16, nodata: 0}]
        - id: missing
          parser: stac-item
          location: archive/missing
          bands: [{name: B04, type: uint16, nodata: 65535}]
        - id: unknown
          parser: unknown
          location: archive
          bands: [{name: B04, type: uint16, nodata: 65535}]
      cubes: []
      """;
  private static final String L8 = "LC08_L1TP_013032_20180405_20180417_01_T1";

  @TempDir Path directory;
  private Path s2;
  private Path l8;
  private Datacube datacube;
  private Indexer indexer;

  @BeforeEach
  void open() throws IOException {
    s2 = Files.createDirectories(directory.resolve("archive/s2"));
    l8 = Files.createDirectories(directory.resolve("archive/l8"));
    copyS2("20230402", s2);
    copyS2("20230405", s2);
    copy(ARCHIVE.resolve("newyork-landsat8").resolve(L8), l8.resolve(L8));
    Path catalog = Files.writeString(directory.resolve("catalog.yaml"), CATALOG);
    datacube = Datacubes.open(catalog, DatacubeOptions.DEFAULTS);
    indexer = new Indexer(datacube, ProductParsers.discover());
  }

  @AfterEach
  void close() {
    datacube.close();
  }

  private static Path copyS2(String date, Path target) throws IOException {
    String scene = "belgium-s2-l2a_" + date;
    copy(ARCHIVE.resolve("belgium-s2-l2a").resolve(scene), target.resolve(scene));
    return target.resolve(scene);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      files.forEach(
          file -> {
            try {
              Path copied = to.resolve(from.relativize(file).toString());
              Files.createDirectories(copied.getParent());
              Files.copy(file, copied);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  private IndexReport index(String product) {
    return indexer.indexCatalog(IndexProgress.NONE).stream()
        .filter(r -> r.product().equals(product))
        .findFirst()
        .orElseThrow();
  }

  private long count(String product) {
    return datacube.index().count(SceneQuery.of(List.of(product)));
  }

  @Test
  void what_is_there_is_inserted_and_what_is_wrong_is_told() {
    List<IndexReport> reports = indexer.indexCatalog(IndexProgress.NONE);

    assertThat(reports).extracting(IndexReport::found).containsExactly(2, 1, 0, 0);
    assertThat(reports).extracting(IndexReport::inserted).containsExactly(2, 1, 0, 0);
    assertThat(reports.get(2).skipped())
        .containsExactly(
            new Skipped(
                directory.resolve("archive/missing").toString(), "no such file or directory"));
    assertThat(reports.get(3).skipped()).hasSize(1);
    assertThat(reports.get(3).skipped().get(0).reason())
        .startsWith("parser must be one of [")
        .endsWith(", was unknown");
  }

  @Test
  void a_second_run_changes_nothing_and_a_third_takes_what_is_new() throws IOException {
    index("s2");
    assertThat(index("s2").unchanged()).isEqualTo(2);

    copyS2("20230407", s2);
    IndexReport third = index("s2");

    assertThat(third.inserted()).isEqualTo(1);
    assertThat(third.unchanged()).isEqualTo(2);
  }

  @Test
  void a_changed_item_is_an_update() throws IOException {
    index("s2");
    Path item = s2.resolve("belgium-s2-l2a_20230402/belgium-s2-l2a_20230402.json");
    Files.writeString(
        item, Files.readString(item).replace("\"eo:cloud_cover\": 100.0", "\"eo:cloud_cover\": 1"));

    IndexReport again = index("s2");

    assertThat(again.updated()).isEqualTo(1);
    assertThat(again.unchanged()).isEqualTo(1);
    assertThat(datacube.index().scene("s2", "belgium-s2-l2a_20230402").orElseThrow().cloudCover())
        .hasValue(1);
  }

  @Test
  void a_broken_scene_stops_nothing() throws IOException {
    Path broken = Files.createDirectories(s2.resolve("a_broken")).resolve("broken.json");
    Files.writeString(broken, "{\"type\": \"Feature\"");
    Path gone = copyS2("20230410", s2);
    Files.delete(gone.resolve("belgium-s2-l2a_20230410_B04.tif"));
    Path damaged = Files.createDirectories(l8.resolve(L8.replace("20180405", "20180406")));
    Files.writeString(damaged.resolve("x_B4.TIF"), "no TIFF");

    IndexReport report = index("s2");

    assertThat(report.found()).isEqualTo(4);
    assertThat(report.inserted()).isEqualTo(2);
    assertThat(report.skipped())
        .extracting(Skipped::path)
        .containsExactly(
            broken.toString(), gone.resolve("belgium-s2-l2a_20230410.json").toString());
    assertThat(report.skipped().get(1).reason()).startsWith("asset must be a file that exists");
    IndexReport landsat = index("l8");
    assertThat(landsat.skipped()).hasSize(1);
    assertThat(landsat.skipped().get(0).reason()).contains("x_B4.TIF");
    assertThat(landsat.unchanged()).isEqualTo(1);
  }

  @Test
  void a_reprocessed_acquisition_supersedes_the_older_one() throws IOException {
    index("l8");
    String newer = L8.replace("20180417", "20190101");
    copy(l8.resolve(L8), l8.resolve(newer));

    IndexReport report = index("l8");

    assertThat(report.inserted()).isEqualTo(1);
    assertThat(report.superseded()).containsExactly(Map.entry(L8, newer));
    assertThat(count("l8")).isEqualTo(1);
  }

  @Test
  void links_are_followed_but_never_in_circles() throws IOException {
    Path elsewhere = copyS2("20230407", Files.createDirectories(directory.resolve("elsewhere")));
    Files.createSymbolicLink(s2.resolve("linked"), elsewhere);
    Files.createSymbolicLink(s2.resolve("loop"), s2);
    Files.createSymbolicLink(s2.resolve("dangling"), s2.resolve("nowhere"));

    IndexReport report = index("s2");

    assertThat(report.inserted()).isEqualTo(3);
    assertThat(report.skipped()).isEmpty();
  }

  @Test
  void a_path_in_a_products_location_is_of_that_product() {
    List<IndexReport> reports =
        indexer.indexPaths(
            List.of(s2.resolve("belgium-s2-l2a_20230402")), null, IndexProgress.NONE);

    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).product()).isEqualTo("s2");
    assertThat(count("s2")).isEqualTo(1);
  }

  @Test
  void a_directory_that_holds_products_stands_for_them() {
    indexer.indexPaths(List.of(directory), null, IndexProgress.NONE);

    assertThat(count("s2")).isEqualTo(2);
    assertThat(count("l8")).isEqualTo(1);
  }

  @Test
  void products_that_share_a_location_share_out_its_scenes_by_what_these_say() throws IOException {
    String products =
        """
        version: 1
        index: jdbc:sqlite:shared.sqlite
        products:
          - id: belgium-s2-l2a
            parser: stac-item
            location: archive/s2
            bands: [{name: B04, type: uint16}]
          - {id: other, parser: stac-item, location: archive/s2, bands: [{name: B04, type: uint16}]}
        cubes: []
        """;
    for (String date : List.of("20230402", "20230405")) {
      String name = "belgium-s2-l2a_" + date;
      Path item = s2.resolve(name).resolve(name + ".json");
      String said = "{\"collection\": \"belgium-s2-l2a\",";
      Files.writeString(item, Files.readString(item).replaceFirst("\\{", said));
    }
    Path catalog = Files.writeString(directory.resolve("shared.yaml"), products);
    try (Datacube shared = Datacubes.open(catalog, DatacubeOptions.DEFAULTS)) {
      List<IndexReport> reports =
          new Indexer(shared, ProductParsers.discover()).indexCatalog(IndexProgress.NONE);

      assertThat(reports).extracting(IndexReport::inserted).containsExactly(2, 0);
      assertThat(reports.get(1).skipped()).isEmpty();
    }
  }

  @Test
  void one_file_is_its_scene() {
    Path tif = l8.resolve(L8).resolve("LC08_L1TP_013032_20180405_B4.TIF");

    List<IndexReport> reports = indexer.indexPaths(List.of(tif), null, IndexProgress.NONE);

    assertThat(reports).extracting(IndexReport::inserted).containsExactly(1);
  }

  @Test
  void a_path_from_elsewhere_is_recognised_or_needs_a_product() throws IOException {
    Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
    Path item = copyS2("20230407", elsewhere);
    copy(l8.resolve(L8), elsewhere.resolve(L8.replace("20180405", "20180406")));

    List<IndexReport> reports = indexer.indexPaths(List.of(elsewhere), null, IndexProgress.NONE);
    Skipped unrecognised =
        new Skipped(
            item.resolve("belgium-s2-l2a_20230407.json").toString(),
            "no product of the catalog recognises it: name one");
    assertThat(reports).extracting(IndexReport::product).containsExactly("l8", "");
    assertThat(reports.get(1).skipped()).containsExactly(unrecognised);

    List<IndexReport> unknown = indexer.indexPaths(List.of(item), null, IndexProgress.NONE);
    assertThat(unknown.get(0).skipped()).containsExactly(unrecognised);

    indexer.indexPaths(List.of(item), "s2", IndexProgress.NONE);
    assertThat(count("s2")).isEqualTo(1);
    assertThatThrownBy(() -> indexer.indexPaths(List.of(item), "s3", IndexProgress.NONE))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("product must be one of the catalog, was s3");
  }

  @Test
  void progress_is_told_and_can_stop_the_work() {
    List<String> heard = new ArrayList<>();
    IndexProgress progress =
        new IndexProgress() {
          @Override
          public void found(String product, int scenes) {
            heard.add(product + " " + scenes);
          }

          @Override
          public void done(String product, String scene) {
            heard.add(scene);
          }

          @Override
          public boolean isCancelled() {
            return heard.contains("l8 1");
          }
        };

    indexer.indexCatalog(progress);

    assertThat(heard)
        .containsExactly(
            "s2 2",
            "belgium-s2-l2a_20230402.json",
            "belgium-s2-l2a_20230405.json",
            "l8 1",
            "missing 0");
    assertThat(count("l8")).isZero();
  }
}
