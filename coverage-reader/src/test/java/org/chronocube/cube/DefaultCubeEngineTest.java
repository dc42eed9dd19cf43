// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.RasterReadException;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MaskRule;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.CubeRequest;
import org.chronocube.raster.RasterBlock;
import org.chronocube.scene.Granule;
import org.geotools.api.filter.Filter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engine over an index and rasters in memory, whose pixels say where they are. */
class DefaultCubeEngineTest extends EngineFixture {

  @Test
  void passesIntegersOnToTheSameGrid() {
    granule("A", GRID, REFLECTANCE, (r, c) -> 1000 * r + c + 1).scene("s", "2023-04-05T10:00:00Z");

    CubeRaster raster =
        engine().read(cube(plain("A")), request(GRID.crop(new Window(3, 9, 5, 12))), Progress.NONE);

    RasterBlock a = raster.blocks().get(0);
    assertThat(a.sample(0, 0)).isEqualTo(3006);
    assertThat(a.sample(5, 6)).isEqualTo(8012);
    assertThat(a.mask().isAllValid()).isTrue();
    assertThat(raster.report().scenes()).containsExactly("p/s");
    // Not one pixel around it: that would be up to eight blocks more.
    assertThat(rasters.reads)
        .extracting(MemoryRasters.Read::window)
        .containsExactly(new Window(3, 9, 5, 12));
  }

  @Test
  void neverInterpolatesNorAveragesCodes() {
    granule("SCL", GRID, Scaling.IDENTITY, (r, c) -> c % 2 == 0 ? 4 : 8)
        .scene("s", "2023-04-05T10:00:00Z");
    Band codes =
        new Band("SCL", "", DataType.UINT8, NoData.of(0), Scaling.IDENTITY, "", null, true);
    GeoBox shifted = grid(600_003, 5_000_000, 10, 5, 20);
    GeoBox coarse = grid(600_000, 5_000_000, 25, 5, 15);
    for (Resampling asked : Resampling.values()) {
      for (GeoBox target : List.of(shifted, coarse)) {
        CubeRequest request =
            new CubeRequest(
                target,
                List.of(),
                EVER,
                MosaicRule.MOST_RECENT,
                asked,
                Filter.INCLUDE,
                List.of(),
                CubeRequest.FailurePolicy.FAIL);
        RasterBlock block = read(cube(new CubeBand(codes, "SCL")), request);
        assertThat(block.samples()).as("%s", asked).containsOnly(4, 8);
      }
    }
  }

  @Test
  void bringsOffsetsOfAllBaselinesToOneEncoding() {
    granule("A", GRID, REFLECTANCE, (r, c) -> 500).scene("old", "2021-04-05T10:00:00Z");
    granule("A", grid(600_500, 5_000_000, 10, 60, 50), new Scaling(1e-4, -0.1), (r, c) -> 1500)
        .scene("new", "2023-04-05T10:00:00Z");

    RasterBlock both =
        read(cube(plain("A")), request(grid(600_000, 5_000_000, 10, 60, 100)).withTimes(EVER));

    assertThat(both.sample(0, 0)).isEqualTo(500);
    assertThat(both.sample(0, 99)).isEqualTo(500);
  }

  @Test
  void computesOverPhysicalValues() {
    granule("B4", GRID, new Scaling(1e-4, -0.1), (r, c) -> 2000)
        .granule("B8", GRID, REFLECTANCE, (r, c) -> c == 0 ? 0 : 3000)
        .scene("s", "2023-04-05T10:00:00Z");

    RasterBlock ndvi = read(cube(computed("NDVI", "(B8 - B4) / (B8 + B4)")), request(GRID));

    assertThat(ndvi.sample(0, 1)).isCloseTo(0.5f, within(1e-6f));
    assertThat(ndvi.isValid(0, 0)).isFalse(); // 0 is nodata
    assertThat(ndvi.sample(0, 0)).isNaN();
  }

  @Test
  void saturatedPixelsAreHolesThatOtherScenesFill() {
    granule("A", GRID, REFLECTANCE, (r, c) -> 700).scene("before", "2023-04-04T10:00:00Z");
    granule("A", GRID, REFLECTANCE, (r, c) -> c == 3 ? 65535 : c == 4 ? 65534 : 800);
    Granule plain = granules.remove(0);
    granules.add(
        new Granule(
            plain.band(),
            plain.uri(),
            0,
            GRID,
            plain.type(),
            plain.noData().withSaturated(65535),
            plain.scaling()));
    scene("after", "2023-04-05T10:00:00Z");

    RasterBlock newest = read(cube(plain("A")), request(GRID));
    assertThat(newest.isValid(7, 3)).isFalse();
    assertThat(newest.isValid(7, 4)).isTrue();

    RasterBlock both = read(cube(plain("A")), request(GRID).withTimes(EVER));
    assertThat(both.sample(7, 2)).isEqualTo(800);
    assertThat(both.sample(7, 3)).isEqualTo(700);
    assertThat(both.sample(7, 4)).isEqualTo(65534);
  }

  @Test
  void masksWithABandOfAnotherResolution() {
    // 20 m classes under 10 m pixels: class 9 in the third column of the coarse grid.
    granule("A", GRID, REFLECTANCE, (r, c) -> 1 + c)
        .granule(
            "SCL", grid(600_000, 5_000_000, 20, 30, 25), Scaling.IDENTITY, (r, c) -> c == 2 ? 9 : 4)
        .scene("s", "2023-04-05T10:00:00Z");
    Cube cube =
        cube(List.of("p"), List.of(MaskRule.values("SCL", Set.of(8, 9), false)), plain("A"));

    RasterBlock a = read(cube, request(GRID));

    for (int c = 0; c < 50; c++) {
      assertThat(a.isValid(7, c)).as("column " + c).isEqualTo(c != 4 && c != 5);
    }
    assertThat(a.sample(7, 4)).isZero();
  }

  @Test
  void readsNoDataBandWhereTheMaskLeavesNothing() {
    granule("A", GRID, REFLECTANCE, (r, c) -> 1)
        .granule("SCL", GRID, Scaling.IDENTITY, (r, c) -> 9)
        .scene("cloudy", "2023-04-05T10:00:00Z");
    Cube cube = cube(List.of("p"), List.of(MaskRule.values("SCL", Set.of(4), true)), plain("A"));

    CubeRaster raster = engine().read(cube, request(GRID), Progress.NONE);

    assertThat(raster.blocks().get(0).mask().isNoneValid()).isTrue();
    assertThat(raster.report().scenes()).isEmpty();
    assertThat(rasters.filesRead()).containsOnly("SCL-1");
  }

  @Test
  void appliesAMaskToItsProductsOnly() {
    granule("A", GRID, REFLECTANCE, (r, c) -> 7).scene("q", "s", "2023-04-05T10:00:00Z");
    MaskRule rule = MaskRule.values("SCL", Set.of(4), true).of(Set.of("p"));

    assertThat(read(cube(List.of("p", "q"), List.of(rule), plain("A")), request(GRID)).sample(0, 0))
        .isEqualTo(7);
  }

  @Test
  void aSceneWithoutItsMaskIsAFailureNotAClearSky() {
    granule("A", GRID, REFLECTANCE, (r, c) -> 7).scene("s", "2023-04-05T10:00:00Z");
    Cube cube = cube(List.of("p"), List.of(MaskRule.values("SCL", Set.of(4), true)), plain("A"));

    assertThatThrownBy(() -> read(cube, request(GRID)))
        .isInstanceOf(RasterReadException.class)
        .hasMessage("scene p/s, band SCL: mask band has no granule");
  }

  @Test
  void asksTheIndexForTheNewestInstantAndReadsOnlyIt() {
    granule("A", GRID, REFLECTANCE, (r, c) -> 1).scene("old", "2023-04-05T10:00:00Z");
    granule("A", GRID, REFLECTANCE, (r, c) -> 2).scene("new", "2023-04-07T10:00:00Z");

    RasterBlock a = read(cube(plain("A")), request(GRID));

    assertThat(a.sample(30, 30)).isEqualTo(2);
    assertThat(rasters.filesRead()).containsOnly("A-1");
    assertThat(index.asked).containsExactly("times limit 1", "find");
  }

  @Test
  void theNewestInstantIsTheWholePass() {
    granule("A", GRID, REFLECTANCE, (r, c) -> 1).scene("west", "2023-04-07T10:00:00Z");
    granule("A", grid(600_500, 5_000_000, 10, 60, 50), REFLECTANCE, (r, c) -> 2)
        .scene("east", "2023-04-07T10:00:14Z");

    RasterBlock a = read(cube(plain("A")), request(grid(600_000, 5_000_000, 10, 60, 100)));

    assertThat(a.mask().isAllValid()).isTrue();
    assertThat(a.sample(0, 49)).isEqualTo(1);
    assertThat(a.sample(0, 50)).isEqualTo(2);
  }

  @Test
  void stopsReadingWhenEveryPixelIsFilled() {
    granule("A", GRID, REFLECTANCE, (r, c) -> c < 25 ? 0 : 3).scene("c", "2023-04-09T10:00:00Z");
    granule("A", GRID, REFLECTANCE, (r, c) -> 2).scene("b", "2023-04-07T10:00:00Z");
    granule("A", GRID, REFLECTANCE, (r, c) -> 1).scene("a", "2023-04-05T10:00:00Z");

    CubeRaster raster =
        engine().read(cube(plain("A")), request(GRID).withTimes(EVER), Progress.NONE);

    assertThat(raster.blocks().get(0).sample(0, 24)).isEqualTo(2);
    assertThat(raster.blocks().get(0).sample(0, 25)).isEqualTo(3);
    assertThat(raster.report().scenes()).containsExactly("p/c", "p/b");
    assertThat(rasters.filesRead()).containsExactly("A-0", "A-1");
  }

  @Test
  void reducesTimesByStatistics() {
    for (int day = 1; day <= 5; day++) {
      int value = day * day;
      granule("A", GRID, REFLECTANCE, (r, c) -> value)
          .scene("s" + day, "2023-04-0" + day + "T10:00:00Z");
    }
    CubeRequest request = request(GRID).withTimes(EVER);
    Cube cube = cube(plain("A"));
    assertThat(read(cube, request.withRule(MosaicRule.MEDIAN)).sample(9, 9)).isEqualTo(9);
    assertThat(read(cube, request.withRule(MosaicRule.MEAN)).sample(9, 9)).isEqualTo(11);
    assertThat(read(cube, request.withRule(MosaicRule.MAX)).sample(9, 9)).isEqualTo(25);
    assertThat(read(cube, request.withRule(MosaicRule.percentile(90))).sample(9, 9))
        .isEqualTo(21); // 21.4
  }

  @Test
  void failsByDefaultNamingSceneBandAndFile() {
    granules.add(
        new Granule(
            "A", URI.create("memory:gone"), 0, GRID, DataType.UINT16, NoData.NONE, REFLECTANCE));
    scene("s", "2023-04-05T10:00:00Z");

    assertThatThrownBy(() -> read(cube(plain("A")), request(GRID)))
        .isInstanceOf(RasterReadException.class)
        .hasMessage("scene p/s, band A, file memory:gone: no such file");
  }

  @Test
  void reportsFailuresWhenAskedTo() {
    granule("A", GRID, REFLECTANCE, (r, c) -> 1).scene("good", "2023-04-04T10:00:00Z");
    granules.add(
        new Granule(
            "A", URI.create("memory:gone"), 0, GRID, DataType.UINT16, NoData.NONE, REFLECTANCE));
    scene("bad", "2023-04-05T10:00:00Z");
    CubeRequest request =
        new CubeRequest(
            GRID,
            List.of(),
            EVER,
            MosaicRule.MOST_RECENT,
            Resampling.NEAREST,
            Filter.INCLUDE,
            List.of(),
            CubeRequest.FailurePolicy.REPORT);

    CubeRaster raster = engine().read(cube(plain("A")), request, Progress.NONE);

    assertThat(raster.blocks().get(0).mask().isAllValid()).isTrue();
    assertThat(raster.report().scenes()).containsExactly("p/good");
    assertThat(raster.report().failures())
        .containsExactly(
            new ReadReport.Failure("p/bad", "A", URI.create("memory:gone"), "no such file"));
  }

  @Test
  void refusesAFileThatIsNotAsIndexed() {
    granule("A", GRID, REFLECTANCE, (r, c) -> 1);
    URI uri = granules.get(0).uri();
    granules.clear();
    granules.add(
        new Granule(
            "A",
            uri,
            0,
            grid(600_000, 5_000_000, 10, 60, 51),
            DataType.UINT16,
            NoData.NONE,
            REFLECTANCE));
    scene("s", "2023-04-05T10:00:00Z");

    assertThatThrownBy(() -> read(cube(plain("A")), request(GRID)))
        .isInstanceOf(RasterReadException.class)
        .hasMessageContaining("file must have band 0 and shape");
  }

  @Test
  void refusesABandThatIsNotTheCubes() {
    assertThatThrownBy(() -> read(cube(plain("A")), request(GRID).withBands(List.of("Z"))))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("band of cube cube must be one of [A], was Z");
  }

  @Test
  void answersNodataWhereThereIsNoScene() {
    granule("A", GRID, REFLECTANCE, (r, c) -> 1).scene("s", "2023-04-05T10:00:00Z");
    CubeRaster raster =
        engine().read(cube(plain("A")), request(grid(700_000, 5_000_000, 10, 5, 5)), Progress.NONE);
    assertThat(raster.blocks().get(0).mask().isNoneValid()).isTrue();
    assertThat(raster.blocks().get(0).samples()).containsOnly(0);
    assertThat(raster.report()).isEqualTo(new ReadReport(List.of(), List.of()));
  }

  @Test
  void answersAnExtentLargerThanTheEarth() {
    granule("A", GRID, REFLECTANCE, (r, c) -> 1).scene("s", "2023-04-05T10:00:00Z");
    for (String crs : List.of("EPSG:4326", "EPSG:3857", "EPSG:32631", "EPSG:3035")) {
      GeoBox huge =
          GeoBox.fitting(new Extent(-1e150, -1e150, 1e150, 1e150), new Shape(10, 10), crs);
      assertThat(read(cube(plain("A")), request(huge)).mask().isNoneValid()).as(crs).isTrue();
    }
  }

  @ParameterizedTest(name = "in {0}")
  @CsvSource({"EPSG:3857", "EPSG:4326", "EPSG:3035", "EPSG:32632"})
  void tilesMakeTheSamePixelsAsOneTile(String crs) {
    granule(
            "A",
            grid(600_000, 5_000_000, 10, 700, 900),
            REFLECTANCE,
            (r, c) -> (r * 31 + c * 17) % 5000 + 1)
        .scene("s", "2023-04-05T10:00:00Z");
    Extent extent =
        CRS.transform(new Extent(600_000, 4_993_000, 609_000, 5_000_000), "EPSG:32631", crs);
    GeoBox target = GeoBox.fitting(extent, new Shape(200, 200), crs);
    for (Resampling resampling : Resampling.values()) {
      CubeRequest request =
          new CubeRequest(
              target,
              List.of(),
              List.of(),
              MosaicRule.MOST_RECENT,
              resampling,
              Filter.INCLUDE,
              List.of(),
              CubeRequest.FailurePolicy.FAIL);
      // 16-pixel tiles for the smallest budget.
      RasterBlock small =
          new DefaultCubeEngine(index, rasters, CRS, Runnable::run, 1, 1)
              .read(cube(plain("A")), request, Progress.NONE)
              .blocks()
              .get(0);
      RasterBlock large = read(cube(plain("A")), request);
      assertThat(small.mask()).isEqualTo(large.mask());
      for (int i = 0; i < large.samples().length; i++) {
        assertThat(small.samples()[i]).isCloseTo(large.samples()[i], within(1f));
      }
      assertThat(large.mask().count()).isGreaterThan(20_000);
    }
  }

  @Test
  void stopsWhenCancelled() {
    granule("A", GRID, REFLECTANCE, (r, c) -> 1).scene("s", "2023-04-05T10:00:00Z");
    Progress cancelled =
        new Progress() {
          @Override
          public void report(double fraction) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    assertThatThrownBy(() -> engine().read(cube(plain("A")), request(GRID), cancelled))
        .isInstanceOf(CancelledException.class);
    assertThat(rasters.reads).isEmpty();
  }

  @Test
  void reportsProgressUpToOne() {
    granule("A", grid(600_000, 5_000_000, 10, 700, 900), REFLECTANCE, (r, c) -> 1)
        .scene("s", "2023-04-05T10:00:00Z");
    List<Double> fractions = Collections.synchronizedList(new ArrayList<>());
    Progress watch =
        new Progress() {
          @Override
          public void report(double fraction) {
            fractions.add(fraction);
          }

          @Override
          public boolean isCancelled() {
            return false;
          }
        };
    engine().read(cube(plain("A")), request(grid(600_000, 5_000_000, 10, 700, 900)), watch);
    assertThat(fractions).hasSizeGreaterThan(1).isSorted().endsWith(1.0);
  }

  @Test
  @Timeout(60)
  void doesNotDeadlockWhenItsOwnPoolAsks() throws Exception {
    granule("A", grid(600_000, 5_000_000, 10, 700, 900), REFLECTANCE, (r, c) -> 1)
        .scene("s", "2023-04-05T10:00:00Z");
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      DefaultCubeEngine engine = new DefaultCubeEngine(index, rasters, CRS, pool, 4, 1 << 20);
      List<Future<CubeRaster>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(
            pool.submit(
                () ->
                    engine.read(
                        cube(plain("A")),
                        request(grid(600_000, 5_000_000, 10, 700, 900)),
                        Progress.NONE)));
      }
      for (Future<CubeRaster> answer : answers) {
        assertThat(answer.get().blocks().get(0).mask().isAllValid()).isTrue();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void worksWithAPoolThatRefuses() {
    granule("A", GRID, REFLECTANCE, (r, c) -> 1).scene("s", "2023-04-05T10:00:00Z");
    ExecutorService closed = Executors.newFixedThreadPool(1);
    closed.shutdown();
    DefaultCubeEngine engine = new DefaultCubeEngine(index, rasters, CRS, closed, 4, 1);
    assertThat(
            engine
                .read(cube(plain("A")), request(GRID), Progress.NONE)
                .blocks()
                .get(0)
                .mask()
                .isAllValid())
        .isTrue();
  }

  @Test
  void readsInPartsWhatDoesNotFitInMemory() {
    // 4000 x 4000 pixels into 20 x 20, no overviews: four million and more at a time are too many.
    GeoBox large = grid(600_000, 5_000_000, 1, 4000, 4000);
    granule("A", large, REFLECTANCE, (r, c) -> r / 200 * 20 + c / 200 + 1)
        .scene("s", "2023-04-05T10:00:00Z");
    CubeRequest request =
        new CubeRequest(
            grid(600_000, 5_000_000, 200, 20, 20),
            List.of(),
            List.of(),
            MosaicRule.MOST_RECENT,
            Resampling.AVERAGE,
            Filter.INCLUDE,
            List.of(),
            CubeRequest.FailurePolicy.FAIL);

    RasterBlock a = read(cube(plain("A")), request);

    for (int i = 0; i < 400; i++) {
      assertThat(a.samples()[i]).isEqualTo(i + 1);
    }
    assertThat(rasters.reads).hasSizeGreaterThan(1).allMatch(r -> r.window().pixels() <= 1 << 23);
  }

  @Test
  void listsTimesOfAnArea() {
    granule("A", GRID, REFLECTANCE, (r, c) -> 1).scene("a", "2023-04-05T10:00:00Z");
    granule("A", GRID, REFLECTANCE, (r, c) -> 1).scene("b", "2023-04-07T10:00:00Z");
    Cube cube = cube(plain("A"));
    assertThat(engine().times(cube, null, List.of(), Filter.INCLUDE))
        .containsExactly(
            Instant.parse("2023-04-05T10:00:00Z"), Instant.parse("2023-04-07T10:00:00Z"));
    assertThat(engine().times(cube, grid(700_000, 5_000_000, 10, 5, 5), List.of(), Filter.INCLUDE))
        .isEmpty();
    assertThat(rasters.reads).isEmpty();
  }
}
