// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.catalog.Datacubes;
import org.chronocube.cube.Cube;
import org.chronocube.index.SceneQuery;
import org.chronocube.kernel.Resampling;
import org.chronocube.product.IndexProgress;
import org.chronocube.product.Indexer;
import org.chronocube.product.ProductParsers;
import org.chronocube.scene.Scene;
import org.chronocube.storage.IngestReport.Rewrite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive that changes under a kept cube, and ingests that are stopped. */
class IngestChangesTest {

  private static final Path ARCHIVE = Path.of("../data-dir/archive/belgium-s1-grd");
  private static final int DATES = 10;

  @TempDir Path directory;
  private Datacube datacube;
  private IngestedCube cube;

  @BeforeEach
  void copyAndIndex() throws IOException {
    try (Stream<Path> files = Files.walk(ARCHIVE)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path to = directory.resolve("archive").resolve(ARCHIVE.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to);
        }
      }
    }
    datacube = open(directory);
    new Indexer(datacube, ProductParsers.discover()).indexCatalog(IndexProgress.NONE);
    cube = kept(datacube, "kept");
  }

  static Datacube open(Path directory) throws IOException {
    Path catalog = directory.resolve("catalog.yaml");
    Files.writeString(
        catalog,
        """
        version: 1
        index: jdbc:sqlite:index.sqlite
        products:
          - id: s1
            parser: stac-item
            location: archive
            bands:
              - {name: VV, type: uint16, nodata: 65535, scale: 7.079457843841373e-5}
              - {name: VH, type: uint16, nodata: 65535, scale: 7.079457843841373e-5}
        cubes:
          - name: sigma
            products: [s1]
            bands:
              - VV
              - {name: dB, expression: 20 * log10(VH), type: float32, unit: dB}
            grid: {crs: "EPSG:32631", resolution: 10, extent: [643260, 5675820, 643900, 5676480]}
            time: solar-day
            mosaic: most-recent
            storage: {mode: persistent, location: kept.zarr, chunks: {time: 4, y: 32, x: 48}}
        """);
    return Datacubes.open(catalog, new DatacubeOptions(null, 16 << 20, 2, false));
  }

  private IngestedCube kept(Datacube of, String name) {
    Cube sigma = of.catalog().cube("sigma").orElseThrow();
    return new IngestedCube(
        of, sigma, directory.resolve(name + ".zarr"), IngestedCube.layout(2, 4, 1));
  }

  @AfterEach
  void close() {
    datacube.close();
  }

  private List<Scene> scenes() {
    try (Stream<Scene> all = datacube.index().find(SceneQuery.of(List.of("s1")))) {
      return all.sorted((a, b) -> a.time().compareTo(b.time())).toList();
    }
  }

  private void forget(Scene... some) {
    datacube.index().delete("s1", Stream.of(some).map(Scene::id).toList());
  }

  private void assertAnswersAsTheArchive() {
    assertThat(cube.all(cube.kept)).isEqualTo(cube.all(cube.inPlace));
  }

  private void assertAllIsKept() {
    cube.opened.clear();
    assertAnswersAsTheArchive();
    assertThat(cube.readFromStoreOnly()).isTrue();
  }

  @Test
  void later_dates_are_added_and_earlier_ones_make_a_new_generation() throws IOException {
    List<Scene> all = scenes();
    forget(all.get(6), all.get(8), all.get(9));
    cube.ingest();
    Path first = cube.location.toRealPath();
    datacube.index().insert(List.of(all.get(8), all.get(9)));
    IngestReport later = cube.ingest();

    assertThat(later.written()).isEqualTo(2);
    assertThat(later.rewrite()).isEqualTo(Rewrite.NONE);
    assertThat(cube.location.toRealPath()).isEqualTo(first);
    assertAllIsKept();

    datacube.index().insert(List.of(all.get(6)));
    assertAnswersAsTheArchive();
    IngestReport late = cube.ingest();

    assertThat(late.written()).isEqualTo(1);
    assertThat(late.unchanged()).isEqualTo(9);
    assertThat(late.rewrite()).isEqualTo(Rewrite.DATES);
    assertThat(cube.location.toRealPath()).isNotEqualTo(first);
    // Files of dates before the late one are the same files.
    assertThat(Files.getAttribute(first.resolve("VV/0/0/0"), "unix:nlink")).isEqualTo(2);
    assertThat(Files.getAttribute(first.resolve("VV/1/0/0"), "unix:nlink")).isEqualTo(1);
    assertAllIsKept();
    assertThat(files(kept(datacube, "clean"))).isEqualTo(files(cube));
  }

  @Test
  void a_date_that_goes_or_changes_is_never_shown_as_it_was() throws IOException {
    cube.ingest();
    List<Scene> all = scenes();
    forget(all.get(2));
    assertAnswersAsTheArchive();
    IngestReport gone = cube.ingest();
    assertThat(gone.removed()).isEqualTo(1);
    assertThat(gone.written()).isZero();
    assertAllIsKept();

    Scene was = all.get(5);
    forget(was);
    datacube.index().insert(List.of(earlier(was)));
    assertAnswersAsTheArchive();
    IngestReport changed = cube.ingest();
    assertThat(changed.written()).isEqualTo(1);
    assertAllIsKept();

    Path file = Path.of(all.get(7).granule("VV").orElseThrow().uri());
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-01-01T00:00:00Z")));
    IngestReport touched = cube.ingest();
    assertThat(touched.written()).isEqualTo(1);
    assertThat(touched.rewrite()).isEqualTo(Rewrite.DATES);
    assertThat(cube.ingest().isUnchanged()).isTrue();
  }

  private static Scene earlier(Scene s) {
    return new Scene(
        s.id(),
        s.product(),
        s.time().minusSeconds(7),
        s.footprint(),
        s.acquisition(),
        s.revision(),
        s.properties(),
        s.granules());
  }

  @Test
  void a_file_that_cannot_be_read_costs_its_date_alone() throws IOException {
    Path file = Path.of(scenes().get(4).granule("VV").orElseThrow().uri());
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, new byte[100]);
    IngestReport broken = cube.ingest();

    assertThat(broken.written()).isEqualTo(DATES - 1);
    assertThat(broken.failures()).hasSize(1);
    assertThat(broken.failures().get(0).message())
        .contains(scenes().get(4).id(), "band VV", file.getFileName().toString());
    IngestReport again = cube.ingest();
    assertThat(again.failures()).hasSize(1);
    assertThat(again.isUnchanged()).isTrue();

    Files.write(file, whole);
    IngestReport repaired = cube.ingest();
    assertThat(repaired.failures()).isEmpty();
    assertThat(repaired.written()).isEqualTo(1);
    assertAllIsKept();
  }

  @Test
  void another_definition_of_the_cube_is_made_anew_and_not_answered_from_the_old() {
    cube.ingest();
    Cube other =
        new Cube(
                "sigma",
                "",
                "",
                cube.cube.products(),
                cube.cube.bands(),
                cube.cube.grid(),
                cube.cube.grouping(),
                cube.cube.rule(),
                Resampling.BILINEAR,
                List.of())
            .withStorage(cube.cube.storage());
    IngestedCube changed =
        new IngestedCube(datacube, other, cube.location, IngestedCube.layout(2, 4, 1));
    assertThat(changed.all(changed.kept)).isEqualTo(changed.all(changed.inPlace));
    assertThat(changed.opened).noneMatch(u -> u.getFragment() != null);
    IngestReport report = changed.ingest();

    assertThat(report.rewrite()).isEqualTo(Rewrite.DEFINITION);
    assertThat(report.written()).isEqualTo(DATES);
    changed.opened.clear();
    assertThat(changed.all(changed.kept)).isEqualTo(changed.all(changed.inPlace));
    assertThat(changed.readFromStoreOnly()).isTrue();
    assertThat(changed.ingest(Steps.UNWATCHED, List.of(), true).rewrite()).isEqualTo(Rewrite.ASKED);
    assertThat(new Generations(cube.location).all()).hasSize(2);
  }

  @Test
  void one_ingest_at_a_time() throws IOException {
    try (FileChannel lock = new Generations(cube.location).lock()) {
      assertThat(lock.isOpen()).isTrue();
      assertThatThrownBy(cube::ingest)
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("is being written by another ingest");
    }
    assertThat(cube.ingest().written()).isEqualTo(DATES);
  }

  @Test
  void what_is_not_ours_is_not_touched() throws IOException {
    Files.createDirectories(cube.location);
    assertThatThrownBy(cube::ingest)
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("must be free");
  }

  @Test
  void a_torn_journal_loses_the_torn_dates_only() throws IOException {
    cube.ingest();
    Map<String, String> before = files(cube);
    Path journal = cube.location.resolve(Journal.FILE);
    byte[] whole = Files.readAllBytes(journal);
    Files.write(journal, java.util.Arrays.copyOf(whole, whole.length - 20));
    assertAnswersAsTheArchive();
    IngestReport report = cube.ingest();

    assertThat(report.rewrite()).isEqualTo(Rewrite.DAMAGE);
    assertThat(report.written()).isEqualTo(1);
    assertThat(files(cube)).isEqualTo(before);
    assertAllIsKept();
  }

  /** Names and contents of a cube's files, ingested first when it never was. */
  private static Map<String, String> files(IngestedCube of) throws IOException {
    if (!Files.exists(of.location)) {
      of.ingest();
    }
    Path root = of.location.toRealPath();
    Map<String, String> contents = new HashMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        contents.put(
            root.relativize(file).toString(),
            java.util.HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
    return contents;
  }

  /** Ends an ingest as nothing catches. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static Steps killAt(int step) {
    AtomicInteger left = new AtomicInteger(step);
    return s -> {
      if (left.decrementAndGet() == 0) {
        throw new Killed();
      }
    };
  }

  /** Some dates first, then the rest, of which one is late. */
  private static void twoRuns(IngestedCube of, List<Scene> all, Steps steps) {
    of.datacube.index().delete("s1", List.of(all.get(5).id(), all.get(9).id()));
    try {
      of.ingest(steps, List.of(), false);
    } finally {
      of.datacube.index().insert(List.of(all.get(5), all.get(9)));
    }
    of.ingest(steps, List.of(), false);
  }

  @Test
  void stopped_at_any_step_the_next_run_makes_what_a_whole_one_makes() throws IOException {
    List<Scene> all = scenes();
    AtomicInteger steps = new AtomicInteger();
    IngestedCube clean = kept(datacube, "clean");
    twoRuns(clean, all, s -> steps.incrementAndGet());
    Map<String, String> expected = files(clean);
    assertThat(steps.get()).isGreaterThan(15);

    for (int step = 1; step <= steps.get(); step++) {
      cube = kept(datacube, "stopped" + step);
      int at = step;
      assertThatThrownBy(() -> twoRuns(cube, all, killAt(at))).isInstanceOf(Killed.class);
      assertAnswersAsTheArchive();
      IngestReport report = cube.ingest();
      assertThat(report.failures()).isEmpty();
      assertThat(files(cube)).as("stopped at step %s", step).isEqualTo(expected);
      assertAllIsKept();
      assertThat(cube.ingest().isUnchanged()).isTrue();
    }
  }

  @Test
  void a_stopped_batch_is_not_begun_again() {
    AtomicInteger parts = new AtomicInteger();
    assertThatThrownBy(() -> cube.ingest(killAt(2), List.of(), false)).isInstanceOf(Killed.class);
    cube.ingest(s -> parts.addAndGet(s == Steps.Step.WRITTEN ? 1 : 0), List.of(), false);
    AtomicInteger all = new AtomicInteger();
    kept(datacube, "other")
        .ingest(s -> all.addAndGet(s == Steps.Step.WRITTEN ? 1 : 0), List.of(), false);

    assertThat(parts.get()).isLessThan(all.get());
  }

  @Test
  void a_process_that_is_killed_leaves_nothing_half() throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            KilledIngest.class.getName(),
            directory.toString());
    for (int step : List.of(3, 6)) {
      Process process =
          new ProcessBuilder(Stream.concat(command.stream(), Stream.of("" + step)).toList())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("log" + step).toFile())
              .start();
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue())
          .as(Files.readString(directory.resolve("log" + step)))
          .isEqualTo(KilledIngest.CODE);
      assertAnswersAsTheArchive();
    }
    cube.ingest();
    assertAllIsKept();
    assertThat(files(cube)).isEqualTo(files(kept(datacube, "clean")));
  }

  @Test
  void whoever_reads_meanwhile_sees_whole_dates() throws Exception {
    List<Scene> all = scenes();
    List<String> expected = cube.all(cube.inPlace);
    AtomicBoolean done = new AtomicBoolean();
    CountDownLatch reading = new CountDownLatch(1);
    AtomicInteger reads = new AtomicInteger();
    Map<Integer, List<String>> wrong = new java.util.concurrent.ConcurrentHashMap<>();
    Thread reader =
        new Thread(
            () -> {
              while (!done.get()) {
                List<String> seen = cube.all(cube.kept);
                if (!seen.equals(expected)) {
                  wrong.put(reads.get(), seen);
                }
                reads.incrementAndGet();
                reading.countDown();
              }
            });
    reader.start();
    reading.await();
    for (int round = 0; round < 3; round++) {
      cube.ingest(Steps.UNWATCHED, List.of(), round > 0);
    }
    done.set(true);
    reader.join();
    assertThat(all).hasSize(DATES);
    assertThat(wrong).isEmpty();
    assertThat(reads.get()).isPositive();
  }

  @Test
  void another_tool_sees_no_date_before_it_is_whole() {
    // What xarray goes by: the consolidated metadata.
    Path metadata = cube.location.resolve(".zmetadata");
    cube.ingest(
        step -> {
          if (step == Steps.Step.WRITTEN && Files.exists(metadata)) {
            assertThat(shape(metadata)).isEqualTo(shownBefore(cube));
          }
        },
        List.of(),
        false);
    assertThat(shape(metadata)).isEqualTo(DATES);
  }

  private static int shownBefore(IngestedCube of) {
    return Journal.read(of.location).dates().size();
  }

  private static int shape(Path metadata) {
    try {
      return new com.fasterxml.jackson.databind.json.JsonMapper()
          .readTree(Files.readAllBytes(metadata))
          .at("/metadata/VV~1.zarray/shape/0")
          .asInt();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
