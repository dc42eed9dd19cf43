// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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

/** Twenty overlapping scenes of a day from far away: overviews, and only what it takes. */
class MosaicReadTest {

  private static final CrsRegistry CRS = new CrsRegistry();
  private static final int SIDE = 512;
  private static final int SCENES = 20;

  /** 2 × 2 scenes side by side. */
  private static final GeoBox GRID = grid(0, 0, 2 * SIDE);

  private final MemoryIndex index = new MemoryIndex();
  private final MemoryRasters rasters = new MemoryRasters();

  private static GeoBox grid(int row, int col, int side) {
    Affine at = Affine.northUp(600_000 + 10 * col, 5_000_000 - 10 * row, Resolution.of(10));
    return new GeoBox(new Shape(side, side), at, "EPSG:32631");
  }

  // The newest, 19 to 16, lie side by side; those below them are shifted and reach everywhere.
  @BeforeEach
  void makeScenes() {
    List<Scene> scenes = new ArrayList<>();
    for (int s = 0; s < SCENES; s++) {
      int number = s;
      boolean top = s >= SCENES - 4;
      int row = top ? s % 4 / 2 * SIDE : s * 30;
      int col = top ? s % 2 * SIDE : 512 - s * 30;
      GeoBox grid = grid(row, col, SIDE);
      URI uri =
          rasters.add(
              "s" + s,
              new MemoryRasters.Raster(
                  grid,
                  DataType.UINT16,
                  NoData.of(0),
                  List.of(new Shape(256, 256), new Shape(128, 128), new Shape(64, 64)),
                  (r, c) -> 100 + number));
      Granule granule =
          new Granule("A", uri, 0, grid, DataType.UINT16, NoData.of(0), Scaling.IDENTITY);
      Instant time = Instant.parse("2024-05-01T10:00:00Z").plusSeconds(s);
      scenes.add(
          new Scene("s" + s, "p", time, CRS.footprint(grid), "", "", Map.of(), List.of(granule)));
    }
    index.insert(scenes);
  }

  private RasterBlock read(GeoBox target) {
    Band band =
        new Band("A", "", DataType.FLOAT32, NoData.of(Double.NaN), Scaling.IDENTITY, "1", null);
    Cube cube =
        new Cube(
            "cube",
            "",
            "",
            List.of("p"),
            List.of(new CubeBand(band, "A")),
            GRID,
            TimeGrouping.SOLAR_DAY,
            MosaicRule.MOST_RECENT,
            Resampling.NEAREST,
            List.of());
    CubeRequest request =
        new CubeRequest(
            target,
            List.of(),
            List.of(TimeInterval.ALL),
            MosaicRule.MOST_RECENT,
            Resampling.NEAREST,
            Filter.INCLUDE,
            List.of(),
            CubeRequest.FailurePolicy.FAIL);
    CubeEngine engine = new DefaultCubeEngine(index, rasters, CRS, Runnable::run, 2, 64 << 20);
    return engine.read(cube, request, Progress.NONE).blocks().get(0);
  }

  private Set<String> opened() {
    return rasters.opened.stream().map(URI::getSchemeSpecificPart).collect(Collectors.toSet());
  }

  @Test
  void four_scenes_that_fill_it_are_opened_and_the_sixteen_under_them_are_not() {
    RasterBlock map = read(GRID.resample(new Shape(128, 128)));
    // A pixel of 80 m is one of the third overview, which says so by 0.75.
    for (int row = 0; row < 128; row++) {
      for (int col = 0; col < 128; col++) {
        assertThat(map.isValid(row, col)).isTrue();
        assertThat(map.sample(row, col)).isEqualTo(116.75f + row / 64 * 2 + col / 64);
      }
    }
    assertThat(opened()).containsExactlyInAnyOrder("s16", "s17", "s18", "s19");
    assertThat(rasters.reads).hasSize(4).allMatch(r -> r.level() == 3);
    // Blocks are of 64 x 64 pixels: one a scene.
    assertThat(rasters.reads.stream().mapToLong(r -> r.window().pixels()).sum())
        .isLessThanOrEqualTo(4 * 64 * 64);
  }

  @Test
  void from_near_only_the_scene_on_top_is_opened() {
    RasterBlock map = read(grid(100, 100, 256));
    assertThat(map.sample(0, 0)).isEqualTo(116f);
    assertThat(map.mask().isAllValid()).isTrue();
    assertThat(opened()).containsExactly("s16");
    assertThat(rasters.reads).hasSize(1).allMatch(r -> r.level() == 0);
  }
}
