// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code chronocube ingest} on a copy of ten scenes of the shipped archive. */
class IngestCommandTest {

  private static final Path ARCHIVE = Path.of("../data-dir/archive/belgium-s1-grd");

  @TempDir Path directory;

  private record Run(int code, String out, String err) {}

  private Run run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--data-dir", directory.toString()));
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
    return new Run(code, out.toString(), err.toString());
  }

  private void copyArchive() throws IOException {
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
    Files.createDirectories(directory.resolve("chronocube"));
    Files.writeString(
        directory.resolve("chronocube/catalog.yaml"),
        """
        version: 1
        index: jdbc:sqlite:index.sqlite
        products:
          - id: s1
            parser: stac-item
            location: ../archive
            bands:
              - {name: VV, type: uint16, nodata: 65535, scale: 7.079457843841373e-5}
        cubes:
          - &cube
            name: kept
            products: [s1]
            bands: [VV]
            grid: {crs: "EPSG:32631", resolution: 10, extent: [643260, 5675820, 643900, 5676480]}
            time: solar-day
            mosaic: most-recent
            storage: {mode: persistent, location: ../cubes/kept.zarr}
          - {<<: *cube, name: seen, storage: in-place}
        """);
  }

  @Test
  void writes_what_is_new_and_tells_what_cannot_be_read() throws IOException {
    copyArchive();
    assertThat(run("index").code).isZero();
    Path file;
    try (Stream<Path> files = Files.walk(directory.resolve("archive"))) {
      file = files.filter(f -> f.toString().endsWith("_VV.tif")).sorted().findFirst().orElseThrow();
    }
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, new byte[50]);
    Run broken = run("ingest", "kept");
    assertThat(broken.code).isEqualTo(ExitCode.SKIPPED);
    assertThat(broken.err).contains("left out kept").contains(file.getFileName().toString());
    assertThat(broken.err).contains("kept: 10 dates");
    assertThat(broken.out).containsPattern("kept +0 +9 +0 +1 +-");

    Files.write(file, whole);
    Run all = run("ingest", "--json");
    JsonNode report = new JsonMapper().readTree(all.out);
    assertThat(all.code).isZero();
    assertThat(report).hasSize(1);
    assertThat(report.at("/0/unchanged").asInt()).isEqualTo(9);
    assertThat(report.at("/0/written").asInt()).isEqualTo(1);
    assertThat(report.at("/0/rewrite").asText()).isEqualTo("dates");
    assertThat(directory.resolve("cubes/kept.zarr/.zmetadata")).exists();

    Run series = run("series", "kept", "--csv");
    assertThat(series.out.lines()).hasSize(11);
    assertThat(series.out).isEqualTo(run("series", "seen", "--csv").out);
  }

  @Test
  void a_cube_that_is_not_persistent_is_refused() throws IOException {
    copyArchive();
    assertThat(run("index").code).isZero();
    Run run = run("ingest", "seen");
    assertThat(run.code).isEqualTo(ExitCode.USAGE);
    assertThat(run.err).contains("CUBE must be one whose storage is persistent, was seen");
  }
}
