// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
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
import org.chronocube.plan.SliceRequest;
import org.chronocube.raster.RasterBlock;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;
import org.geotools.api.filter.Filter;
import org.junit.jupiter.api.Test;

class DefaultCubeEngineTest {

  private static final CrsRegistry CRS = new CrsRegistry();
  private static final GeoBox GRID =
      new GeoBox(
          new Shape(60, 50), Affine.northUp(600_000, 5_000_000, Resolution.of(10)), "EPSG:32631");

  private final MemoryRasters rasters = new MemoryRasters();
  private final MemoryIndex index = new MemoryIndex();

  private final Cube cube =
      new Cube(
          "cube",
          "",
          "",
          List.of("p"),
          List.of(
              new CubeBand(Band.of("A", DataType.UINT16, NoData.of(0)), "A"),
              new CubeBand(
                  Band.of("SUM", DataType.FLOAT32, NoData.of(Double.NaN)), "A / 2 + 0.25")),
          GRID,
          TimeGrouping.SOLAR_DAY,
          MosaicRule.MOST_RECENT,
          Resampling.NEAREST,
          List.of());

  private void scene(String id, String time, GeoBox grid, MemoryRasters.Pixels pixels) {
    URI uri =
        rasters.add(
            id + "-A",
            new MemoryRasters.Raster(grid, DataType.UINT16, NoData.of(0), List.of(), pixels));
    index.insert(
        List.of(
            new Scene(
                id,
                "p",
                Instant.parse(time),
                CRS.footprint(grid),
                id,
                "",
                Map.of(),
                List.of(
                    new Granule(
                        "A", uri, 0, grid, DataType.UINT16, NoData.of(0), Scaling.IDENTITY)))));
  }

  private DefaultCubeEngine engine() {
    return new DefaultCubeEngine(index, rasters, CRS, Runnable::run, 2, 1 << 26);
  }

  private CubeRequest request(GeoBox target) {
    return new CubeRequest(
        target,
        List.of(),
        List.of(),
        MosaicRule.MOST_RECENT,
        Resampling.NEAREST,
        Filter.INCLUDE,
        List.of(),
        CubeRequest.FailurePolicy.FAIL);
  }

  @Test
  void passesPixelsOnToTheSameGrid() {
    scene("s", "2023-04-05T10:00:00Z", GRID, (r, c) -> 1000 * r + c + 1);

    CubeRaster raster =
        engine().read(cube, request(GRID.crop(new Window(3, 9, 5, 12))), Progress.NONE);

    RasterBlock a = raster.blocks().get(0);
    assertThat(a.sample(0, 0)).isEqualTo(3006);
    assertThat(a.sample(5, 6)).isEqualTo(8012);
    assertThat(a.mask().isAllValid()).isTrue();
    assertThat(raster.blocks().get(1).sample(0, 0)).isEqualTo(1503.25f);
    assertThat(raster.report().scenes()).containsExactly("p/s");
  }

  @Test
  void asksTheIndexForTheNewestInstantAndReadsOnlyIt() {
    scene("old", "2023-04-05T10:00:00Z", GRID, (r, c) -> 1);
    scene("new", "2023-04-07T10:00:00Z", GRID, (r, c) -> 2);

    CubeRaster raster = engine().read(cube, request(GRID), Progress.NONE);

    assertThat(raster.blocks().get(0).sample(30, 30)).isEqualTo(2);
    assertThat(rasters.filesRead()).containsOnly("new-A");
    assertThat(index.asked).containsExactly("times limit 1", "find");
  }

  @Test
  void streamsInstantsInOrder() {
    scene("old", "2023-04-05T10:00:00Z", GRID, (r, c) -> 1);
    scene("new", "2023-04-07T10:00:00Z", GRID, (r, c) -> 2);
    List<Slice> slices = new ArrayList<>();

    engine().slices(cube, SliceRequest.of(request(GRID)), Progress.NONE, slices::add);

    assertThat(slices)
        .extracting(Slice::instant)
        .containsExactly(
            Instant.parse("2023-04-05T10:00:00Z"), Instant.parse("2023-04-07T10:00:00Z"));
    assertThat(slices.get(1).blocks().get(0).sample(59, 49)).isEqualTo(2);
  }
}
