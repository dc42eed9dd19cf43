// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.GeoBoxTiles;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.kernel.Resampling;
import org.chronocube.kernel.speckle.PowerScale;
import org.chronocube.kernel.speckle.SpeckleFilter;
import org.chronocube.kernel.speckle.SpeckleFilter.Kind;
import org.chronocube.kernel.speckle.SpeckleNeighbourhood;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.CubeRequest;
import org.chronocube.raster.RasterBlock;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;
import org.geotools.api.filter.Filter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Bands with a speckle filter: in the granule's own pixels, whatever is read of them. */
class SpeckleReadTest {

  private static final CrsRegistry CRS = new CrsRegistry();
  private static final GeoBox GRID =
      new GeoBox(
          new Shape(90, 110), Affine.northUp(600_000, 5_000_000, Resolution.of(10)), "EPSG:32631");

  // σ0 in dB = DN / 100 − 30, as products of 16 bits have it.
  private static final Scaling DECIBELS = new Scaling(0.01, -30);

  private final MemoryRasters rasters = new MemoryRasters();
  private final MemoryIndex index = new MemoryIndex();

  /** DN between 1 and 3000, in no order, with a step and gaps. */
  private static double dn(int row, int col) {
    int n = (row * 7919 + col * 104_729) % 997;
    return n < 30 ? 0 : n + (col > 50 ? 2000 : 1);
  }

  @BeforeEach
  void oneScene() {
    URI uri =
        rasters.add(
            "VV",
            new MemoryRasters.Raster(
                GRID,
                DataType.UINT16,
                NoData.of(0),
                List.of(new Shape(45, 55)),
                SpeckleReadTest::dn));
    Granule granule = new Granule("VV", uri, 0, GRID, DataType.UINT16, NoData.of(0), DECIBELS);
    index.insert(
        List.of(
            new Scene(
                "s",
                "p",
                Instant.parse("2023-04-05T10:00:00Z"),
                CRS.footprint(GRID),
                "s",
                "",
                Map.of(),
                List.of(granule))));
  }

  private RasterBlock read(
      SpeckleFilter filter, String expression, GeoBox target, Resampling resampling, long memory) {
    Band band = Band.of("vv", DataType.FLOAT32, NoData.of(Double.NaN));
    Cube cube =
        new Cube(
            "cube",
            "",
            "",
            List.of("p"),
            List.of(
                new CubeBand(
                    band, expression, new SpeckleNeighbourhood(filter, PowerScale.DECIBEL))),
            GRID,
            TimeGrouping.INSTANT,
            MosaicRule.MOST_RECENT,
            resampling,
            List.of());
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
    return new DefaultCubeEngine(index, rasters, CRS, Runnable::run, 1, memory)
        .read(cube, request, Progress.NONE)
        .blocks()
        .get(0);
  }

  private static SpeckleFilter filter(Kind kind) {
    return new SpeckleFilter(kind, 7, 4.4);
  }

  @Test
  void filtersThePowerOfDecibels() {
    RasterBlock made =
        read(new SpeckleFilter(Kind.BOXCAR, 3, 1), "VV", GRID, Resampling.NEAREST, 1 << 26);

    for (int r = 1; r < 89; r++) {
      for (int c = 1; c < 109; c++) {
        assertThat(made.isValid(r, c)).isEqualTo(dn(r, c) > 0);
        if (made.isValid(r, c)) {
          assertThat(made.sample(r, c)).isCloseTo((float) boxcar(r, c), within(1e-4f));
        }
      }
    }
  }

  private static double boxcar(int row, int col) {
    double sum = 0;
    int n = 0;
    for (int r = row - 1; r <= row + 1; r++) {
      for (int c = col - 1; c <= col + 1; c++) {
        if (dn(r, c) > 0) {
          sum += Math.pow(10, (dn(r, c) * 0.01 - 30) / 10);
          n++;
        }
      }
    }
    return 10 * Math.log10(sum / n);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void requestsOfPartsGiveThePixelsOfTheWhole(Kind kind) {
    RasterBlock whole = read(filter(kind), "VV", GRID, Resampling.NEAREST, 1 << 26);

    for (Window window : new GeoBoxTiles(GRID, new Shape(13, 11)).windows()) {
      RasterBlock part = read(filter(kind), "VV", GRID.crop(window), Resampling.NEAREST, 1 << 26);
      assertThat(part.mask()).as("%s", window).isEqualTo(whole.crop(window).mask());
      assertThat(part.samples()).isEqualTo(whole.crop(window).samples());
    }
  }

  @ParameterizedTest(name = "in {0}, {1} x {1} pixels, {2}")
  @CsvSource({
    "EPSG:32631, 110, CUBIC",
    "EPSG:3857, 100, BILINEAR",
    "EPSG:4326, 61, AVERAGE",
    "EPSG:32632, 30, NEAREST"
  })
  void oneBigReadIsManySmallOnes(String crs, int size, Resampling resampling) {
    Extent extent = CRS.transform(GRID.extent(), "EPSG:32631", crs);
    GeoBox target = GeoBox.fitting(extent, new Shape(size, size), crs);

    RasterBlock big = read(filter(Kind.REFINED_LEE), "VV", target, resampling, 1 << 26);
    RasterBlock tiled = read(filter(Kind.REFINED_LEE), "VV", target, resampling, 1);

    assertThat(tiled.mask()).isEqualTo(big.mask());
    assertThat(big.mask().isNoneValid()).isFalse();
    // Between two CRSs tiles find source points to 1e-5 pixels, each in its own way.
    float slack = crs.equals(GRID.crs()) || resampling == Resampling.NEAREST ? 0 : 1e-3f;
    for (int i = 0; i < big.samples().length; i++) {
      if (big.mask().isValid(i)) {
        assertThat(tiled.samples()[i]).isCloseTo(big.samples()[i], within(slack));
      }
    }
  }

  @Test
  void arithmeticIsOverFilteredBands() {
    SpeckleFilter boxcar = new SpeckleFilter(Kind.BOXCAR, 3, 1);
    RasterBlock plain = read(boxcar, "VV", GRID, Resampling.NEAREST, 1 << 26);
    RasterBlock doubled = read(boxcar, "VV * 2", GRID, Resampling.NEAREST, 1 << 26);

    assertThat(doubled.sample(20, 20)).isEqualTo(2 * plain.sample(20, 20));
  }

  @Test
  void onOverviewsTheWindowIsOfTheirPixels() {
    GeoBox half = GRID.resample(new Shape(45, 55));
    SpeckleFilter boxcar = new SpeckleFilter(Kind.BOXCAR, 3, 1);

    read(boxcar, "VV", half.crop(new Window(20, 21, 30, 31)), Resampling.NEAREST, 1 << 26);

    MemoryRasters.Read one = rasters.reads.get(rasters.reads.size() - 1);
    assertThat(one.level()).isEqualTo(1);
    // One pixel, and one around it for the filter; none for the neighbour, for the grids line up.
    assertThat(one.window()).isEqualTo(new Window(19, 22, 29, 32));
  }

  @Test
  void classesAreNotFiltered() {
    Band classes =
        new Band("c", "", DataType.UINT8, NoData.of(0), Scaling.IDENTITY, "", null, true);
    assertThatThrownBy(
            () ->
                new CubeBand(
                    classes, "VV", new SpeckleNeighbourhood(filter(Kind.LEE), PowerScale.POWER)))
        .hasMessage("filter of cube band c must be none, for the band is categorical");
  }
}
