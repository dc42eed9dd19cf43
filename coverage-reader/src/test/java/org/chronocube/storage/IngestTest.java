// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chronocube.catalog.Datacube;
import org.chronocube.cube.Cube;
import org.chronocube.cube.Progress;
import org.chronocube.geotools.SampleArchive;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Window;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.CubeRequest;
import org.chronocube.plan.CubeRequest.FailurePolicy;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cubes of the shipped archive, ingested: whatever is asked, they answer as the archive does. */
class IngestTest {

  @TempDir static Path temp;

  private static Datacube datacube;

  @BeforeAll
  static void open() {
    datacube = SampleArchive.indexed(temp);
  }

  @AfterAll
  static void close() {
    datacube.close();
  }

  private static IngestedCube cube(String name, String folder, int version, int time, int bands) {
    Cube cube = datacube.catalog().cube(name).orElseThrow();
    return new IngestedCube(
        datacube, cube, temp.resolve(folder + ".zarr"), IngestedCube.layout(version, time, bands));
  }

  @ParameterizedTest
  @CsvSource({
    "belgium_s2, 2, 5, 1", // solar-day mosaics, integers
    "belgium_s2_clear, 3, 16, 1", // masked
    "belgium_s2_clear, 2, 4, 4", // all bands in one array
    "belgium_ndvi, 3, 3, 1", // floats of an expression
    "belgium_multi, 2, 7, 1", // radar and optics: dates that have not all bands
    "slovenia_ndvi, 2, 16, 1", // 68 dates
    "newyork_landsat, 2, 4, 1", // many scenes a date, first valid
    "bordeaux, 3, 2, 3" // a geographic CRS
  })
  void a_kept_cube_answers_as_the_archive_does(String name, int version, int time, int bands) {
    IngestedCube c = cube(name, name + version + time + bands, version, time, bands);
    IngestReport report = c.ingest();

    assertThat(report.failures()).isEmpty();
    assertThat(report.unchanged()).isZero();
    List<String> all = c.all(c.inPlace);
    assertThat(c.all(c.kept)).isEqualTo(all);
    for (CubeRequest request : requests(c)) {
      assertThat(IngestedCube.texts(c.kept.read(c.cube, request, Progress.NONE).blocks()))
          .as("%s", request)
          .isEqualTo(IngestedCube.texts(c.inPlace.read(c.cube, request, Progress.NONE).blocks()));
      assertThat(IngestedCube.slices(c.kept, c.cube, request))
          .as("%s", request)
          .isEqualTo(IngestedCube.slices(c.inPlace, c.cube, request));
    }
    c.opened.clear();
    String first = c.cube.bands().get(0).band().name();
    c.kept.read(c.cube, c.request(c.cube.grid(), List.of(first), List.of()), Progress.NONE);
    assertThat(c.readFromStoreOnly()).isTrue();
  }

  /** Windows on and off the grid, one band and all, one date and all, by every rule. */
  private static List<CubeRequest> requests(IngestedCube c) {
    GeoBox grid = c.cube.grid();
    Window part = Window.at(7, 11, grid.height() - 20, grid.width() - 31);
    GeoBox coarse =
        grid.resample(new org.chronocube.grid.Shape(grid.height() / 3, grid.width() / 2));
    String last = c.cube.bands().get(c.cube.bands().size() - 1).band().name();
    List<CubeRequest> all = new ArrayList<>();
    for (GeoBox target : List.of(grid, grid.crop(part), coarse)) {
      for (List<String> bands : List.of(List.<String>of(), List.of(last))) {
        all.add(c.request(target, bands, List.of()));
        for (MosaicRule rule :
            List.of(
                MosaicRule.FIRST_VALID,
                MosaicRule.MOST_RECENT,
                MosaicRule.LEAST_CLOUDY,
                MosaicRule.MIN,
                MosaicRule.MAX,
                MosaicRule.MEAN,
                MosaicRule.MEDIAN,
                MosaicRule.percentile(20))) {
          all.add(
              new CubeRequest(
                  target,
                  bands,
                  List.of(TimeInterval.ALL),
                  rule,
                  Resampling.NEAREST,
                  Filter.INCLUDE,
                  List.of(),
                  FailurePolicy.FAIL));
        }
      }
    }
    return all;
  }

  @Test
  void a_second_run_writes_nothing() {
    IngestedCube c = cube("belgium_s1", "twice", 2, 4, 1);
    IngestReport first = c.ingest();
    IngestReport second = c.ingest();

    assertThat(first.written()).isEqualTo(10);
    assertThat(second.isUnchanged()).isTrue();
    assertThat(second.unchanged()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2023-04-10T00:00:00Z", "2023-04-18T00:00:00Z"})
  void dates_may_be_ingested_in_any_order(String from) {
    IngestedCube c = cube("belgium_s2", "order" + from.substring(8, 10), 2, 4, 1);
    TimeInterval late = new TimeInterval(java.time.Instant.parse(from), TimeInterval.ALL.end());
    IngestReport some = c.ingest(Steps.UNWATCHED, List.of(late), false);
    IngestReport rest = c.ingest();

    assertThat(some.rewrite()).isEqualTo(IngestReport.Rewrite.NONE);
    assertThat(rest.rewrite()).isEqualTo(IngestReport.Rewrite.DATES);
    assertThat(rest.unchanged()).isEqualTo(some.written());
    assertThat(some.written() + rest.written()).isEqualTo(12);
    assertThat(c.all(c.kept)).isEqualTo(c.all(c.inPlace));
  }
}
