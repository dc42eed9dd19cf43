// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.catalog.Datacubes;
import org.chronocube.product.IndexReport.Skipped;
import org.chronocube.product.sentinel2.Sentinel2SafeParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Between two looks something happens to the archive; no time passes. */
class ArchiveWatchTest {

  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final Duration SETTLE = Duration.ofSeconds(5);
  private static final String CATALOG =
      """
      version: 1
      index: jdbc:sqlite:index.sqlite
      products:
        - id: s2
          parser: sentinel2-safe
          location: archive
          options: {level: L2A}
          bands: [{name: B04, type: uint16, nodata: 0}]
      cubes: []
      """;

  @TempDir Path directory;
  private final CountingParser parser = new CountingParser(new Sentinel2SafeParser());
  private final List<String> looks = new ArrayList<>();
  private final List<Skipped> skipped = new ArrayList<>();
  private Path archive;
  private Datacube datacube;

  /** Something that happens to the archive. */
  private interface Happening {
    void happen() throws IOException;
  }

  @BeforeEach
  void open() throws IOException {
    archive = Files.createDirectories(directory.resolve("archive"));
    Path catalog = Files.writeString(directory.resolve("catalog.yaml"), CATALOG);
    datacube = Datacubes.open(catalog, DatacubeOptions.DEFAULTS);
  }

  @AfterEach
  void close() {
    datacube.close();
  }

  /** Watches; each line of the answer is a look: how many are new, and how long was waited then. */
  private List<String> watch(Happening... happenings) throws InterruptedException {
    Deque<Happening> next = new ArrayDeque<>(List.of(happenings));
    int[] inserted = {0};
    ArchiveWatch watch =
        new ArchiveWatch(
            () -> datacube,
            new ProductParsers(List.of(parser)),
            IndexOptions.DEFAULTS,
            INTERVAL,
            SETTLE);
    watch.run(
        (most, of) -> {
          looks.add(inserted[0] + " new, then " + most);
          inserted[0] = 0;
          if (next.isEmpty()) {
            return false;
          }
          try {
            next.poll().happen();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return true;
        },
        IndexProgress.NONE,
        reports ->
            reports.forEach(
                r -> {
                  inserted[0] += r.inserted();
                  skipped.addAll(r.skipped());
                }));
    return looks;
  }

  private static void nothing() {
    // happens
  }

  private void manifest() throws IOException {
    Files.writeString(archive.resolve(Archives.L2A).resolve("manifest.safe"), "<XFDU/>");
  }

  private void copy() throws IOException {
    Archives.copySafe(Archives.L2A, archive);
    Files.deleteIfExists(archive.resolve(Archives.L2A).resolve("manifest.safe"));
  }

  @Test
  void a_product_is_taken_when_it_is_whole_and_has_settled() throws Exception {
    List<String> told =
        watch(
            this::copy, // without its manifest
            ArchiveWatchTest::nothing,
            this::manifest,
            () ->
                Files.writeString(
                    archive.resolve(Archives.L2A).resolve("image.jp2"), "is being copied"),
            ArchiveWatchTest::nothing,
            ArchiveWatchTest::nothing);

    assertThat(told)
        .containsExactly(
            "0 new, then PT1M",
            "0 new, then PT5S",
            "0 new, then PT5S",
            "0 new, then PT5S",
            "0 new, then PT5S",
            "1 new, then PT1M",
            "0 new, then PT1M");
    assertThat(parser.takeParsed()).containsExactly(Archives.L2A);
    assertThat(skipped).isEmpty();
  }

  @Test
  void a_zip_that_grows_is_left_alone_until_it_is_whole() throws Exception {
    Path safe = Archives.copySafe(Archives.L2A, directory.resolve("unpacked"));
    byte[] whole = Files.readAllBytes(Archives.zip(directory.resolve("whole.zip"), safe));
    Path zip = archive.resolve("a.zip");

    List<String> told =
        watch(
            () -> Files.write(zip, Arrays.copyOf(whole, 1000)),
            () -> Files.write(zip, Arrays.copyOf(whole, 2000)),
            () -> Files.write(zip, whole),
            ArchiveWatchTest::nothing);

    assertThat(told)
        .endsWith("0 new, then PT5S", "0 new, then PT5S", "0 new, then PT5S", "1 new, then PT1M");
    assertThat(skipped).isEmpty();
  }

  @Test
  void what_is_broken_is_told_once_and_tried_again_when_it_has_changed() throws Exception {
    Path zip = archive.resolve("a.zip");
    Path safe = Archives.copySafe(Archives.L2A, directory.resolve("unpacked"));

    watch(
        () -> Files.writeString(zip, "no zip"),
        ArchiveWatchTest::nothing,
        ArchiveWatchTest::nothing,
        ArchiveWatchTest::nothing,
        () -> Archives.zip(zip, safe),
        ArchiveWatchTest::nothing);

    assertThat(skipped).extracting(Skipped::path).containsExactly(zip.toString());
    assertThat(looks).last().isEqualTo("1 new, then PT1M");
  }
}
