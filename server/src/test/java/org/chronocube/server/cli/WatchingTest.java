// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.chronocube.catalog.Datacube;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeRaster;
import org.chronocube.cube.Progress;
import org.chronocube.plan.CubeRequest;
import org.chronocube.product.IndexOptions;
import org.chronocube.product.IndexProgress;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A watch that also ingests, on scenes of the shipped archive that arrive one after the other. */
class WatchingTest {

  private static final Path ARCHIVE = Path.of("../data-dir/archive/belgium-s1-grd");

  /** Looks after which a watch that has not done its work is given up. */
  private static final int MOST_LOOKS = 60;

  @TempDir Path directory;

  private void configure() throws IOException {
    Files.createDirectories(directory.resolve("archive"));
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

  private static List<Path> scenes() throws IOException {
    try (Stream<Path> all = Files.list(ARCHIVE)) {
      return all.filter(Files::isDirectory).sorted().toList();
    }
  }

  private void arrive(Path scene) throws IOException {
    try (Stream<Path> files = Files.walk(scene)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path to = directory.resolve("archive").resolve(ARCHIVE.relativize(file).toString());
        Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private List<String> watchUntil(String said) throws InterruptedException {
    DataOptions data = new DataOptions();
    new CommandLine(data).parseArgs("--data-dir", directory.toString());
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int[] looks = new int[1];
    new Watching(data, IndexOptions.DEFAULTS, 1, 1, true)
        .run(
            millis -> out.toString().contains(said) || (millis > 0 && ++looks[0] > MOST_LOOKS),
            IndexProgress.NONE,
            new PrintWriter(out),
            new PrintWriter(err));
    assertThat(err.toString()).isEmpty();
    return out.toString().lines().toList();
  }

  private CubeRaster newest(Datacube datacube, String name) {
    Cube cube =
        datacube.catalog().cubes().stream()
            .filter(c -> c.name().equals(name))
            .findFirst()
            .orElseThrow();
    var times = datacube.engine().times(cube, cube.grid(), List.of(), Filter.INCLUDE);
    CubeRequest request =
        new CubeRequest(
            cube.grid(),
            List.of("VV"),
            List.of(TimeInterval.at(times.get(times.size() - 1))),
            cube.rule(),
            cube.resampling(),
            Filter.INCLUDE,
            List.of(),
            CubeRequest.FailurePolicy.FAIL);
    return datacube.engine().read(cube, request, Progress.NONE);
  }

  @Test
  void a_scene_that_arrives_is_shown_from_the_store() throws Exception {
    configure();
    List<Path> scenes = scenes();
    arrive(scenes.get(0));
    assertThat(watchUntil("kept: 1 dates written"))
        .contains("s1: 1 new, 0 changed, 0 deleted", "kept: 1 dates written, 0 removed");
    arrive(scenes.get(1));
    watchUntil("kept: 1 dates written");

    DataOptions data = new DataOptions();
    new CommandLine(data).parseArgs("--data-dir", directory.toString());
    try (Datacube datacube = data.open(true)) {
      CubeRaster archive = newest(datacube, "seen");
      assertThat(archive.blocks().get(0).mask().isNoneValid()).isFalse();
      CubeRaster kept = newest(datacube, "kept");
      assertThat(kept.report().scenes()).isEqualTo(archive.report().scenes());
      assertThat(kept.blocks().get(0).mask()).isEqualTo(archive.blocks().get(0).mask());
      assertThat(kept.blocks().get(0).samples()).isEqualTo(archive.blocks().get(0).samples());
    }
  }
}
