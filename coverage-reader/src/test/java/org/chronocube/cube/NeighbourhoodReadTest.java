// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.chronocube.kernel.Dilation;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MaskRule;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.CubeRequest;
import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;
import org.geotools.api.filter.Filter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pixel that depends on its neighbours must not depend on the window it is read in. */
class NeighbourhoodReadTest {

  private static final CrsRegistry CRS = new CrsRegistry();
  private static final GeoBox DATA = grid(10, 120, 100);
  private static final GeoBox CLASSES = grid(20, 60, 50);
  private static final int RADIUS = 5;

  private final MemoryRasters rasters = new MemoryRasters();
  private final MemoryIndex index = new MemoryIndex();

  private static GeoBox grid(double res, int height, int width) {
    Affine affine = Affine.northUp(600_000, 5_000_000, Resolution.of(res));
    return new GeoBox(new Shape(height, width), affine, "EPSG:32631");
  }

  /** Few clouds, anywhere, some at tile borders and at the raster's edge. */
  private static boolean isCloud(int row, int col) {
    return (row * 7919 + col * 104_729) % 241 == 0 || row == 31 && col == 15;
  }

  @BeforeEach
  void oneScene() {
    Granule data = granule("A", DATA, List.of(), (r, c) -> 1 + r * 100 + c);
    Granule classes =
        granule("SCL", CLASSES, List.of(new Shape(30, 25)), (r, c) -> isCloud(r, c) ? 9 : 4);
    index.insert(
        List.of(
            new Scene(
                "s",
                "p",
                Instant.parse("2023-04-05T10:00:00Z"),
                CRS.footprint(DATA),
                "s",
                "",
                Map.of(),
                List.of(data, classes))));
  }

  private Granule granule(
      String band, GeoBox grid, List<Shape> overviews, MemoryRasters.Pixels pixels) {
    URI uri =
        rasters.add(
            band, new MemoryRasters.Raster(grid, DataType.UINT16, NoData.NONE, overviews, pixels));
    return new Granule(band, uri, 0, grid, DataType.UINT16, NoData.of(0), Scaling.IDENTITY);
  }

  private static Cube cube() {
    Band band = Band.of("A", DataType.UINT16, NoData.of(0));
    return new Cube(
        "cube",
        "",
        "",
        List.of("p"),
        List.of(new CubeBand(band, "A")),
        DATA,
        TimeGrouping.INSTANT,
        MosaicRule.MOST_RECENT,
        Resampling.NEAREST,
        List.of(MaskRule.values("SCL", Set.of(9), false).dilated(RADIUS)));
  }

  private RasterBlock read(GeoBox target, long memory) {
    CubeRequest request =
        new CubeRequest(
            target,
            List.of(),
            List.of(),
            MosaicRule.MOST_RECENT,
            Resampling.NEAREST,
            Filter.INCLUDE,
            List.of(),
            CubeRequest.FailurePolicy.FAIL);
    return new DefaultCubeEngine(index, rasters, CRS, Runnable::run, 1, memory)
        .read(cube(), request, Progress.NONE)
        .blocks()
        .get(0);
  }

  private static BitSet dilatedClouds() {
    BitSet clouds = new BitSet();
    for (int r = 0; r < CLASSES.height(); r++) {
      for (int c = 0; c < CLASSES.width(); c++) {
        clouds.set(r * CLASSES.width() + c, isCloud(r, c));
      }
    }
    return Dilation.disk(clouds, CLASSES.shape(), RADIUS, 1, 1);
  }

  @Test
  void dilatesInPixelsOfTheMaskBand() {
    BitSet clouds = dilatedClouds();

    RasterBlock a = read(DATA, 1 << 26);

    for (int r = 0; r < DATA.height(); r++) {
      for (int c = 0; c < DATA.width(); c++) {
        assertThat(a.isValid(r, c))
            .as("row %d, column %d", r, c)
            .isEqualTo(!clouds.get(r / 2 * CLASSES.width() + c / 2));
      }
    }
    assertThat(a.mask().count()).isBetween(1000, 11_000);
  }

  @ParameterizedTest(name = "in {0}, {1} x {1} pixels")
  @CsvSource({
    "EPSG:32631, 100",
    "EPSG:32631, 37",
    "EPSG:3857, 100",
    "EPSG:4326, 61",
    "EPSG:32632, 30"
  })
  void oneBigReadIsManySmallOnes(String crs, int size) {
    Extent extent = CRS.transform(DATA.extent(), "EPSG:32631", crs);
    GeoBox target = GeoBox.fitting(extent, new Shape(size, size), crs);

    RasterBlock big = read(target, 1 << 26);
    RasterBlock tiled = read(target, 1);

    assertThat(tiled.mask()).isEqualTo(big.mask());
    assertThat(tiled.samples()).isEqualTo(big.samples());
    assertThat(big.mask().isNoneValid()).isFalse();
    assertThat(big.mask().isAllValid()).isFalse();
  }

  @Test
  void requestsOfPartsGiveThePixelsOfTheWhole() {
    RasterBlock whole = read(DATA, 1 << 26);

    for (Window window : new GeoBoxTiles(DATA, new Shape(7, 9)).windows()) {
      RasterBlock part = read(DATA.crop(window), 1 << 26);
      assertThat(part.mask()).as("%s", window).isEqualTo(whole.crop(window).mask());
      assertThat(part.samples()).isEqualTo(whole.crop(window).samples());
    }
  }

  @Test
  void readsNoMoreThanTheMargin() {
    read(DATA.crop(new Window(60, 62, 50, 52)), 1 << 26);

    Window classes =
        rasters.reads.stream()
            .filter(r -> r.uri().toString().endsWith("SCL"))
            .findFirst()
            .orElseThrow()
            .window();
    // One pixel of 20 m, one on each side for nearest neighbour, five for the disk.
    assertThat(classes).isEqualTo(new Window(24, 37, 19, 32));
  }

  @Test
  void theRadiusShrinksWithAnOverview() {
    // Full resolution has 20 m; pixels of 40 m are the overview's, where 5 pixels are 2.
    RasterBlock a = read(grid(40, 30, 25), 1 << 26);

    BitSet clouds = new BitSet();
    for (int r = 0; r < 30; r++) {
      for (int c = 0; c < 25; c++) {
        clouds.set(r * 25 + c, isCloud(2 * r + 1, 2 * c + 1));
      }
    }
    BitSet grown = Dilation.disk(clouds, new Shape(30, 25), RADIUS, 2, 2);
    ValidMask expected = ValidMask.allValid(750);
    grown.stream().forEach(expected::setInvalid);
    assertThat(a.mask()).isEqualTo(expected);
  }
}
