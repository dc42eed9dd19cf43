// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MaskRule;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.CubeRequest;
import org.chronocube.plan.SliceRequest;
import org.chronocube.raster.RasterBlock;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;
import org.junit.jupiter.api.Test;

/** Sentinel-1, Sentinel-2 and Landsat in one cube on one grid. */
class MultiSensorTest {

  private static final CrsRegistry CRS = new CrsRegistry();
  private static final GeoBox GRID = grid(10, 12, 12);
  private static final Scaling S2 = new Scaling(1e-4, -0.1);
  private static final Scaling LANDSAT = new Scaling(2.75e-5, -0.2);

  private final MemoryRasters rasters = new MemoryRasters();
  private final MemoryIndex index = new MemoryIndex();
  private final List<Granule> granules = new ArrayList<>();

  private static GeoBox grid(double res, int height, int width) {
    Affine affine = Affine.northUp(600_000, 5_000_000, Resolution.of(res));
    return new GeoBox(new Shape(height, width), affine, "EPSG:32631");
  }

  private MultiSensorTest granule(
      String band, GeoBox grid, Scaling scaling, MemoryRasters.Pixels pixels) {
    URI uri =
        rasters.add(
            band + "-" + rasters.size(),
            new MemoryRasters.Raster(grid, DataType.UINT16, NoData.of(0), List.of(), pixels));
    granules.add(new Granule(band, uri, 0, grid, DataType.UINT16, NoData.of(0), scaling));
    return this;
  }

  private void scene(String product, String id, String time) {
    index.insert(
        List.of(
            new Scene(
                id,
                product,
                Instant.parse(time),
                CRS.footprint(GRID),
                id,
                "",
                Map.of(),
                granules)));
    granules.clear();
  }

  private static Band physical(String name) {
    return Band.of(name, DataType.FLOAT32, NoData.of(Double.NaN));
  }

  private static Cube cube() {
    return new Cube(
        "multi",
        "",
        "",
        List.of("s1", "s2", "landsat"),
        List.of(
            CubeBand.of(physical("red"), Map.of("s2", "B4", "landsat", "SR_B4")),
            CubeBand.of(
                physical("ndvi"),
                Map.of(
                    "s2", "(B8 - B4) / (B8 + B4)", "landsat", "(SR_B5 - SR_B4) / (SR_B5 + SR_B4)")),
            CubeBand.of(physical("VV"), Map.of("s1", "10 * log10(VV)"))),
        GRID,
        TimeGrouping.SOLAR_DAY,
        MosaicRule.MOST_RECENT,
        Resampling.NEAREST,
        List.of(
            MaskRule.values("SCL", Set.of(9), false).of(Set.of("s2")),
            MaskRule.bits("QA", 1 << 3, false).of(Set.of("landsat"))));
  }

  private void s1(String time) {
    granule("VV", GRID, new Scaling(1e-3, 0), (r, c) -> 100)
        .granule("B4", GRID, Scaling.IDENTITY, (r, c) -> 4711) // not a red of anything
        .scene("s1", "s1-" + time, time);
  }

  private void s2(String id, String time, int red, MemoryRasters.Pixels classes) {
    granule("B4", GRID, S2, (r, c) -> red)
        .granule("B8", GRID, S2, (r, c) -> 4000)
        .granule("SCL", grid(20, 6, 6), Scaling.IDENTITY, classes)
        .scene("s2", id, time);
  }

  private void landsat(String time, MemoryRasters.Pixels qa) {
    // 30 m: reflectance 0.1 is DN 10909.09, near infrared 0.3 is DN 18181.8.
    GeoBox grid = grid(30, 4, 4);
    granule("SR_B4", grid, LANDSAT, (r, c) -> 10_909)
        .granule("SR_B5", grid, LANDSAT, (r, c) -> 18_182)
        .granule("QA", grid, Scaling.IDENTITY, qa)
        .scene("landsat", "l-" + time, time);
  }

  private List<RasterBlock> read(String day, String... bands) {
    CubeRequest request =
        new CubeRequest(
            GRID,
            List.of(bands),
            List.of(
                new TimeInterval(
                    Instant.parse(day + "T00:00:00Z"), Instant.parse(day + "T23:59:59Z"))),
            MosaicRule.MOST_RECENT,
            Resampling.NEAREST,
            Filter.INCLUDE,
            List.of(),
            CubeRequest.FailurePolicy.FAIL);
    return engine().read(cube(), request, Progress.NONE).blocks();
  }

  private DefaultCubeEngine engine() {
    return new DefaultCubeEngine(index, rasters, CRS, Runnable::run, 2, 1 << 26);
  }

  @Test
  void reflectancesOfTwoSensorsAreOnOneScale() {
    s2("a", "2023-04-05T10:50:00Z", 2000, (r, c) -> 4); // (2000 - 1000) / 10000
    landsat("2023-04-06T10:30:00Z", (r, c) -> 21_824);

    RasterBlock s2 = read("2023-04-05", "red").get(0);
    RasterBlock landsat = read("2023-04-06", "red").get(0);

    assertThat(s2.sample(3, 3)).isCloseTo(0.1f, within(1e-6f));
    assertThat(landsat.sample(3, 3)).isCloseTo(0.1f, within(3e-5f));
    assertThat(read("2023-04-05", "ndvi").get(0).sample(0, 0)).isCloseTo(0.5f, within(1e-6f));
    assertThat(read("2023-04-06", "ndvi").get(0).sample(0, 0)).isCloseTo(0.5f, within(1e-3f));
  }

  @Test
  void aDayOfRadarAloneHasNoReflectanceAndIsNoError() {
    s1("2023-04-07T06:00:00Z");

    List<RasterBlock> blocks = read("2023-04-07");

    assertThat(blocks.get(0).mask().isNoneValid()).as("red").isTrue();
    assertThat(blocks.get(1).mask().isNoneValid()).as("ndvi").isTrue();
    assertThat(blocks.get(2).sample(5, 5)).isCloseTo(-10f, within(1e-5f));
    // The band of another sensor's name was not even opened.
    assertThat(rasters.filesRead()).containsOnly("VV-0");
  }

  @Test
  void aDayOfBothHasBothEachWithItsOwnMask() {
    s1("2023-04-05T06:00:00Z");
    s2("a", "2023-04-05T10:50:00Z", 2000, (r, c) -> c < 3 ? 9 : 4);

    List<RasterBlock> blocks = read("2023-04-05");

    assertThat(blocks.get(0).isValid(0, 5)).as("red under cloud").isFalse();
    assertThat(blocks.get(0).isValid(0, 6)).as("red beside the cloud").isTrue();
    assertThat(blocks.get(2).mask().isAllValid()).as("radar").isTrue();
  }

  @Test
  void readsNoMaskOfASensorThatHasNoneOfTheBands() {
    s1("2023-04-05T06:00:00Z");
    s2("a", "2023-04-05T10:50:00Z", 2000, (r, c) -> 4);
    landsat("2023-04-05T10:30:00Z", (r, c) -> 21_824);

    assertThat(read("2023-04-05", "VV").get(0).mask().isAllValid()).isTrue();
    assertThat(rasters.filesRead()).containsOnly("VV-0");
  }

  @Test
  void twoDatatakesOfOneTileAndDayFillEachOther() {
    // The same tile seen from two orbits: the later covers the left half.
    granule("B4", GRID, S2, (r, c) -> 2000)
        .granule("B8", GRID, S2, (r, c) -> 4000)
        .granule("SCL", GRID, Scaling.IDENTITY, (r, c) -> 4)
        .scene("s2", "S2A_T31UFS_20230405_R051", "2023-04-05T10:50:00Z");
    granule("B4", GRID, S2, (r, c) -> c < 6 ? 3000 : 0)
        .granule("B8", GRID, S2, (r, c) -> c < 6 ? 4000 : 0)
        .granule("SCL", GRID, Scaling.IDENTITY, (r, c) -> c < 6 ? 4 : 0)
        .scene("s2", "S2B_T31UFS_20230405_R008", "2023-04-05T11:05:00Z");

    RasterBlock red = read("2023-04-05", "red").get(0);

    assertThat(red.sample(0, 5)).isCloseTo(0.2f, within(1e-6f));
    assertThat(red.sample(0, 6)).isCloseTo(0.1f, within(1e-6f));
  }

  @Test
  void aSeriesHasEveryDayOfAnySensor() {
    s1("2023-04-04T06:00:00Z");
    s2("a", "2023-04-05T10:50:00Z", 2000, (r, c) -> 4);
    s1("2023-04-05T17:00:00Z");
    landsat("2023-04-06T10:30:00Z", (r, c) -> c == 0 ? 22_280 : 21_824);
    List<String> seen = new ArrayList<>();

    engine()
        .slices(
            cube(),
            SliceRequest.of(
                new CubeRequest(
                    GRID,
                    List.of("red", "VV"),
                    List.of(),
                    MosaicRule.MOST_RECENT,
                    Resampling.NEAREST,
                    Filter.INCLUDE,
                    List.of(),
                    CubeRequest.FailurePolicy.FAIL)),
            Progress.NONE,
            slice ->
                seen.add(
                    slice.instant().toString().substring(5, 10)
                        + " red "
                        + slice.blocks().get(0).mask().count()
                        + " VV "
                        + slice.blocks().get(1).mask().count()));

    assertThat(seen)
        .containsExactly("04-04 red 0 VV 144", "04-05 red 144 VV 144", "04-06 red 108 VV 0");
  }
}
