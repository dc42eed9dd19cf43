// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.CubeRequest;
import org.chronocube.raster.RasterBlock;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Composites of many dates: which blocks they take, and that tiles do not show. */
class CompositeReadTest {

  private static final CrsRegistry CRS = new CrsRegistry();
  private static final int DATES = 9;
  private static final int BLOCK = 64;
  private static final GeoBox GRID =
      new GeoBox(
          new Shape(640, 700), Affine.northUp(600_000, 5_000_000, Resolution.of(10)), "EPSG:32631");

  private final MemoryIndex index = new MemoryIndex();
  private final MemoryRasters rasters = new MemoryRasters();

  // A date is 100 brighter than the one before; every date has stripes without data.
  private static double sample(int date, int row, int col) {
    return (row / 8 + date) % 4 == 0 ? 0 : 1000 + 100 * date + col % 50;
  }

  @BeforeEach
  void makeDates() {
    List<Scene> scenes = new ArrayList<>();
    for (int d = 0; d < DATES; d++) {
      int date = d;
      URI uri =
          rasters.add(
              "d" + d,
              new MemoryRasters.Raster(
                  GRID, DataType.UINT16, NoData.of(0), List.of(), (r, c) -> sample(date, r, c)));
      Granule granule =
          new Granule("A", uri, 0, GRID, DataType.UINT16, NoData.of(0), Scaling.IDENTITY);
      Instant time = Instant.parse("2024-05-01T10:00:00Z").plus(Duration.ofDays(5L * d));
      scenes.add(
          new Scene("s" + d, "p", time, CRS.footprint(GRID), "", "", Map.of(), List.of(granule)));
    }
    index.insert(scenes);
  }

  private final Cube cube = cube();

  private static Cube cube() {
    Band band =
        new Band("A", "", DataType.FLOAT32, NoData.of(Double.NaN), Scaling.IDENTITY, "1", null);
    return new Cube(
        "cube",
        "",
        "",
        List.of("p"),
        List.of(new CubeBand(band, "A")),
        GRID,
        TimeGrouping.SOLAR_DAY,
        MosaicRule.MEDIAN,
        Resampling.NEAREST,
        List.of());
  }

  private static CubeRequest request(String rule, GeoBox target) {
    return new CubeRequest(
        target,
        List.of(),
        List.of(TimeInterval.ALL),
        MosaicRule.parse(rule),
        Resampling.NEAREST,
        Filter.INCLUDE,
        List.of(),
        CubeRequest.FailurePolicy.FAIL);
  }

  private CubeEngine engine(int threads, long memory) {
    return new DefaultCubeEngine(index, rasters, CRS, Runnable::run, threads, memory);
  }

  private RasterBlock read(String rule, Window window, int threads, long memory) {
    return engine(threads, memory)
        .read(cube, request(rule, GRID.crop(window)), Progress.NONE)
        .blocks()
        .get(0);
  }

  // Of each block of each file, how often a read touched it.
  private Map<List<Object>, Integer> blocksRead() {
    Map<List<Object>, Integer> counts = new HashMap<>();
    for (MemoryRasters.Read read : rasters.reads) {
      Window w = read.window();
      for (int r = w.rowStart() / BLOCK; r <= (w.rowStop() - 1) / BLOCK; r++) {
        for (int c = w.colStart() / BLOCK; c <= (w.colStop() - 1) / BLOCK; c++) {
          counts.merge(List.of(read.uri(), r, c), 1, Integer::sum);
        }
      }
    }
    return counts;
  }

  @ParameterizedTest(name = "{0} threads, {1} bytes")
  @CsvSource({"1, 67108864", "2, 67108864", "4, 67108864", "2, 2000000"})
  void everyBlockIsReadOnce(int threads, long memory) {
    read("median", new Window(10, 630, 33, 690), threads, memory);

    assertThat(rasters.reads).hasSizeGreaterThan(DATES);
    assertThat(blocksRead())
        .hasSize(DATES * 10 * 11)
        .allSatisfy((block, n) -> assertThat(n).isOne());
  }

  @ParameterizedTest
  @ValueSource(strings = {"median", "percentile:20", "mean", "min", "max", "first-valid"})
  void tilesDoNotShow(String rule) {
    Window window = new Window(10, 630, 33, 690);
    RasterBlock whole = read(rule, window, 1, Long.MAX_VALUE);
    for (long memory : new long[] {100_000, 2_000_000, 16_000_000}) {
      RasterBlock tiled = read(rule, window, 3, memory);
      assertThat(tiled.mask()).isEqualTo(whole.mask());
      assertThat(tiled.samples()).isEqualTo(whole.samples());
    }
  }

  @ParameterizedTest
  @CsvSource({
    // np.median and np.percentile (NumPy 1.24) of the dates that have data there
    "0, 1403, 1203",
    "8, 1403, 1123",
    "16, 1403, 1143",
    "24, 1403, 1223"
  })
  void isWhatNumPyMakesOfTheDates(int row, float median, float twenty) {
    Window pixel = Window.at(row, 3, 1, 1);
    assertThat(read("median", pixel, 1, 1 << 20).samples()[0]).isEqualTo(median);
    assertThat(read("percentile:20", pixel, 1, 1 << 20).samples()[0]).isEqualTo(twenty);
  }

  @Test
  void tellsWhereBlocksLieOnATarget() {
    CubeEngine engine = engine(2, 1 << 20);
    GeoBox part = GRID.crop(new Window(74, 630, 33, 690));

    assertThat(engine.lattice(cube, request("median", part)))
        .contains(new BlockLattice(-10, -33, new Shape(BLOCK, BLOCK)));
    assertThat(engine.lattice(cube, request("median", GRID.resample(new Shape(500, 500)))))
        .isEmpty();
    assertThat(rasters.reads).isEmpty();
  }
}
