// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.catalog.Datacubes;
import org.chronocube.index.SceneQuery;
import org.chronocube.product.IndexReport.Skipped;
import org.chronocube.product.sentinel2.Sentinel2SafeParser;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is parsed in which run, over folders and zips of genuine Sentinel-2 metadata. */
class IncrementalIndexTest {

  private static final String CATALOG =
      """
      version: 1
      index: jdbc:sqlite:index.sqlite
      products:
        - id: s2
          parser: sentinel2-safe
          location: archive
          options: {level: L2A}
          bands: [{name: %s, type: uint16, nodata: 0}]
      cubes: []
      """;
  private static final String ID = Archives.L2A.replace(".SAFE", "");

  @TempDir Path directory;
  private final CountingParser parser = new CountingParser(new Sentinel2SafeParser());
  private Path archive;
  private Datacube datacube;

  @BeforeEach
  void open() throws IOException {
    archive = Files.createDirectories(directory.resolve("archive"));
    datacube = open("B04");
  }

  private Datacube open(String band) throws IOException {
    Path catalog = Files.writeString(directory.resolve("catalog.yaml"), CATALOG.formatted(band));
    return Datacubes.open(catalog, DatacubeOptions.DEFAULTS);
  }

  @AfterEach
  void close() {
    datacube.close();
  }

  private IndexReport index(IndexOptions options) {
    Indexer indexer = new Indexer(datacube, new ProductParsers(List.of(parser)), options);
    return indexer.indexCatalog(IndexProgress.NONE).get(0);
  }

  private IndexReport index() {
    return index(IndexOptions.DEFAULTS);
  }

  private Scene scene(String id) {
    return datacube.index().scene("s2", id).orElseThrow();
  }

  private List<String> ids() {
    try (Stream<Scene> scenes = datacube.index().find(SceneQuery.ALL)) {
      return scenes.map(Scene::id).sorted().toList();
    }
  }

  private static void touch(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2031-01-01T00:00:00Z")));
  }

  @Test
  void a_second_run_parses_nothing_and_a_third_what_has_changed() throws IOException {
    Path safe = Archives.copySafe(Archives.L2A, archive);
    Archives.copySafe(Archives.OTHER_L2A, archive);
    assertThat(index().inserted()).isEqualTo(2);
    assertThat(parser.takeParsed()).containsExactly(Archives.OTHER_L2A, Archives.L2A);

    IndexReport second = index();
    assertThat(parser.takeParsed()).isEmpty();
    assertThat(second.found()).isEqualTo(2);
    assertThat(second.unchanged()).isEqualTo(2);
    assertThat(second.isChange()).isFalse();

    touch(safe.resolve("MTD_MSIL2A.xml"));
    assertThat(index().unchanged()).isEqualTo(2);
    assertThat(parser.takeParsed()).containsExactly(Archives.L2A);
    index();
    assertThat(parser.takeParsed()).isEmpty();
  }

  @Test
  void everything_is_parsed_again_on_request_and_when_the_product_is_described_anew()
      throws IOException {
    Archives.copySafe(Archives.L2A, archive);
    index();
    parser.takeParsed();

    index(IndexOptions.DEFAULTS.withAgain(true));
    assertThat(parser.takeParsed()).hasSize(1);

    datacube.close();
    datacube = open("B08");
    assertThat(index().updated()).isEqualTo(1);
    assertThat(scene(ID).granules()).extracting(Granule::band).containsExactly("B08");
  }

  @Test
  void a_zip_gives_the_scene_that_its_folder_gives_and_is_remembered_too() throws IOException {
    Path safe = Archives.copySafe(Archives.L2A, directory.resolve("unpacked"));
    Path other = Archives.copySafe(Archives.OTHER_L2A, directory.resolve("unpacked"));
    Path l1c = Archives.copySafe(Archives.L1C, directory.resolve("unpacked"));
    Path zip = Archives.zip(archive.resolve(ID + ".SAFE.zip"), safe, other);
    Archives.zip(archive.resolve("l1c.ZIP"), l1c);

    IndexReport report = index();
    assertThat(report.inserted()).isEqualTo(2);
    assertThat(report.skipped()).isEmpty();
    assertThat(parser.takeParsed()).hasSize(2);
    Scene zipped = scene(ID);
    String inside = "jar:" + zip.toUri() + "!/" + Archives.L2A + "/GRANULE/";
    assertThat(zipped.granules())
        .allSatisfy(g -> assertThat(g.uri().toString()).startsWith(inside).endsWith(".jp2"));

    assertThat(index().unchanged()).isEqualTo(2);
    assertThat(parser.takeParsed()).isEmpty();

    Files.delete(zip);
    Archives.copySafe(Archives.L2A, archive);
    index();
    Scene unzipped = scene(ID);
    assertThat(unzipped)
        .usingRecursiveComparison()
        .ignoringFields("granules", "footprint")
        .isEqualTo(zipped);
    assertThat(unzipped.footprint()).isEqualTo(zipped.footprint());
    assertThat(unzipped.granules())
        .usingRecursiveComparison()
        .ignoringFields("uri")
        .isEqualTo(zipped.granules());
  }

  @Test
  void a_broken_zip_is_told_and_stops_nothing() throws IOException {
    Path safe = Archives.copySafe(Archives.L2A, archive);
    Path whole = Archives.zip(directory.resolve("whole.zip"), safe);
    byte[] bytes = Files.readAllBytes(whole);
    Path text = Files.writeString(archive.resolve("a.zip"), "no zip");
    Path half = Files.write(archive.resolve("b.zip"), Arrays.copyOf(bytes, bytes.length / 2));
    Path empty = Files.write(archive.resolve("c.zip"), new byte[0]);
    // The directory at the end is whole, what it tells of is not.
    byte[] damaged = bytes.clone();
    Arrays.fill(damaged, 500, bytes.length / 2, (byte) 0x55);
    Path inner = Files.write(archive.resolve("d.zip"), damaged);

    IndexReport report = index();

    assertThat(report.inserted()).isEqualTo(1);
    assertThat(report.skipped()).extracting(Skipped::path).hasSize(4);
    assertThat(report.skipped())
        .extracting(Skipped::path)
        .startsWith(text.toString(), half.toString(), empty.toString());
    assertThat(report.skipped().get(3).path()).startsWith(inner.toString());
  }

  @Test
  void what_is_gone_is_told_and_deleted_on_request() throws IOException {
    Path safe = Archives.copySafe(Archives.L2A, archive);
    Archives.copySafe(Archives.OTHER_L2A, archive);
    index();
    String uri = safe.toUri().toString();
    Archives.delete(safe);

    IndexReport told = index();
    assertThat(told.gone()).containsExactly(uri);
    assertThat(told.deleted()).isZero();
    assertThat(ids()).hasSize(2);

    IndexReport pruned = index(IndexOptions.DEFAULTS.withPrune(true));
    assertThat(pruned.gone()).containsExactly(uri);
    assertThat(pruned.deleted()).isEqualTo(1);
    assertThat(ids()).containsExactly(Archives.OTHER_L2A.replace(".SAFE", ""));
    assertThat(index().gone()).isEmpty();

    Archives.delete(archive);
    IndexReport missing = index(IndexOptions.DEFAULTS.withPrune(true));
    assertThat(missing.skipped()).hasSize(1);
    assertThat(missing.gone()).as("an archive that is not mounted is not gone").isEmpty();
    assertThat(ids()).hasSize(1);
  }

  @Test
  void what_was_moved_is_found_again() throws IOException {
    Path safe = Archives.copySafe(Archives.L2A, archive.resolve("a"));
    index();
    Path moved = Files.createDirectories(archive.resolve("b")).resolve(Archives.L2A);
    Files.move(safe, moved);

    IndexReport report = index(IndexOptions.DEFAULTS.withPrune(true));

    assertThat(report.updated()).isEqualTo(1);
    assertThat(report.deleted()).isZero();
    assertThat(scene(ID).granules().get(0).uri().toString()).startsWith(moved.toUri().toString());
  }

  @Test
  void a_scene_that_is_there_twice_stays_where_it_was_found_first() throws IOException {
    Path first = Archives.copySafe(Archives.L2A, archive.resolve("a"));
    Path second = Archives.copySafe(Archives.L2A, archive.resolve("b"));
    IndexReport report = index();
    assertThat(report.duplicates())
        .containsExactly(Map.entry(second.toString(), first.toUri().toString()));
    assertThat(report.inserted()).isEqualTo(1);
    parser.takeParsed();

    index();
    assertThat(parser.takeParsed()).isEmpty();

    Archives.delete(first);
    assertThat(index(IndexOptions.DEFAULTS.withPrune(true)).updated()).isEqualTo(1);
    assertThat(scene(ID).granules().get(0).uri().toString()).startsWith(second.toUri().toString());
    index();
    assertThat(ids()).containsExactly(ID);
  }

  @Test
  void a_scene_that_was_deleted_comes_back() throws IOException {
    Archives.copySafe(Archives.L2A, archive);
    index();
    datacube.index().delete("s2", List.of(ID));

    assertThat(index().inserted()).isEqualTo(1);
  }

  @Test
  void metadata_cut_short_anywhere_are_told_with_their_name_and_stop_nothing() throws IOException {
    Archives.copySafe(Archives.OTHER_L2A, archive);
    Path safe = Archives.copySafe(Archives.L2A, archive);
    index();
    String whole = Archives.L2A.replace("T33XWJ_20220414", "T33XWJ_20230414");
    Path broken = archive.resolve(whole);
    Archives.copy(safe, broken);
    for (Path file : metadata(broken)) {
      byte[] bytes = Files.readAllBytes(file);
      for (int twentieth = 0; twentieth < 20; twentieth++) {
        Files.write(file, Arrays.copyOf(bytes, (int) (bytes.length * (long) twentieth / 20)));

        IndexReport report = index();

        assertThat(report.skipped())
            .as("%s cut at %d/20", file.getFileName(), twentieth)
            .extracting(Skipped::path)
            .containsExactly(broken.toString());
        assertThat(report.skipped().get(0).reason()).contains(file.getFileName().toString());
        assertThat(report.unchanged()).isEqualTo(2);
        assertThat(ids()).hasSize(2);
      }
      Files.write(file, bytes);
    }
  }

  private static List<Path> metadata(Path safe) throws IOException {
    try (Stream<Path> files = Files.walk(safe)) {
      return files
          .filter(f -> f.getFileName().toString().matches("MTD_(MSIL2A|TL)\\.xml"))
          .sorted()
          .toList();
    }
  }
}
