// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
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
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Counting valid pixels of an area on rasters in memory. */
class ValidPixelsTest {

  private static final CrsRegistry CRS = new CrsRegistry();

  /** 1000 m on each side from 600,000 East: more than one tile of the counter. */
  private static final GeoBox GRID = grid(600_000, 1000, 1000);

  private final MemoryRasters rasters = new MemoryRasters();
  private final DefaultCubeEngine engine =
      new DefaultCubeEngine(new MemoryIndex(), rasters, CRS, Runnable::run, 2, 1 << 26);

  private static GeoBox grid(double x, int height, int width) {
    return new GeoBox(
        new Shape(height, width), Affine.northUp(x, 5_000_000, Resolution.of(1)), "EPSG:32631");
  }

  private Granule granule(String band, GeoBox grid, MemoryRasters.Pixels pixels) {
    URI uri =
        rasters.add(
            band + rasters.size(),
            new MemoryRasters.Raster(grid, DataType.UINT8, NoData.of(0), List.of(), pixels));
    return new Granule(band, uri, 0, grid, DataType.UINT8, NoData.of(0), Scaling.IDENTITY);
  }

  private static Scene scene(String product, Granule... granules) {
    return new Scene(
        "s",
        product,
        Instant.parse("2023-04-05T10:00:00Z"),
        CRS.footprint(granules[0].grid()),
        "s",
        "",
        Map.of(),
        List.of(granules));
  }

  private static Cube cube(List<MaskRule> masks) {
    return new Cube(
        "cube",
        "",
        "",
        List.of("p", "q"),
        List.of(new CubeBand(Band.of("A", DataType.UINT8, NoData.of(0)), "A")),
        GRID,
        TimeGrouping.INSTANT,
        MosaicRule.MOST_RECENT,
        Resampling.NEAREST,
        masks);
  }

  private static final Cube CLEAR =
      cube(List.of(MaskRule.values("SCL", Set.of(9), false).of(Set.of("p"))));

  private static Geometry box(double x0, double x1, double y0, double y1) {
    return new GeometryFactory().toGeometry(new Envelope(x0, x1, y0, y1));
  }

  private ValidPixels count(Scene scene, Geometry area) {
    return engine
        .validPixels(new ValidRequest(CLEAR, GRID, area, false), List.of(scene), Progress.NONE)
        .get(0);
  }

  @Test
  void countsPixelsByTheirCentresInTheArea() {
    // Every other column is cloud; the area has rows 499 to 508 and columns 500 to 519.
    Scene scene = scene("p", granule("SCL", GRID, (r, c) -> c % 2 == 0 ? 9 : 4));

    Geometry area = box(600_499.6, 600_519.6, 4_999_491.4, 4_999_501.4);

    assertThat(count(scene, area).count()).isEqualTo(10 * 10);
    assertThat(count(scene, null).count()).isEqualTo(500_000);
  }

  @Test
  void whatASceneDoesNotReachIsNotValid() {
    Scene east = scene("p", granule("SCL", grid(600_900, 1000, 1000), (r, c) -> 4));
    Scene elsewhere = scene("p", granule("SCL", grid(700_000, 10, 10), (r, c) -> 4));

    assertThat(count(east, null).count()).isEqualTo(100_000);
    assertThat(count(elsewhere, null).count()).isZero();
  }

  @Test
  void nodataOfTheMaskIsNotValid() {
    Scene scene = scene("p", granule("SCL", GRID, (r, c) -> r < 250 ? 0 : 4));

    assertThat(count(scene, null).count()).isEqualTo(750_000);
  }

  @Test
  void readsTheDataOfAProductWithoutMasks() {
    Scene scene = scene("q", granule("A", GRID, (r, c) -> c < 10 ? 0 : 7));

    assertThat(count(scene, null).count()).isEqualTo(990_000);
  }

  @Test
  void tellsWhatCannotBeRead() {
    Granule gone =
        new Granule(
            "SCL",
            URI.create("memory:gone"),
            0,
            GRID,
            DataType.UINT8,
            NoData.of(0),
            Scaling.IDENTITY);
    ValidPixels lost = count(scene("p", gone), null);
    ValidPixels without = count(scene("p", granule("A", GRID, (r, c) -> 1)), null);

    assertThat(lost.failed())
        .contains(new ReadReport.Failure("p/s", "SCL", gone.uri(), "no such file"));
    assertThat(without.failed())
        .contains(new ReadReport.Failure("p/s", "SCL", null, "mask band has no granule"));
  }

  @Test
  void countsOnceAndReadsOnlyWhatTheAreaTakes() {
    Scene scene = scene("p", granule("SCL", GRID, (r, c) -> 4));
    Geometry area = box(600_000, 600_020, 4_999_980, 5_000_000);

    assertThat(count(scene, area).count()).isEqualTo(400);
    int reads = rasters.reads.size();
    assertThat(count(scene, area).count()).isEqualTo(400);

    assertThat(reads).isEqualTo(1);
    assertThat(rasters.reads).hasSize(reads);
    assertThat(count(scene, box(600_000, 600_010, 4_999_980, 5_000_000)).count()).isEqualTo(200);
    assertThat(rasters.reads).hasSize(reads + 1);
  }
}
