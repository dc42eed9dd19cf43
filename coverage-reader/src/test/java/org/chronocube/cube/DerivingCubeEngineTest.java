// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.catalog.TwiceCubes.Twice;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.CubeRequest;
import org.chronocube.plan.SliceRequest;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** A cube of two dates, A = 100 · row + col, 1000 more at the second one, and twice of it. */
class DerivingCubeEngineTest {

  private static final GeoBox GRID =
      new GeoBox(
          new Shape(20, 30), Affine.northUp(600_000, 5_000_000, Resolution.of(10)), "EPSG:32631");
  private static final CrsRegistry CRS = new CrsRegistry();
  private static final Instant FIRST = Instant.parse("2023-04-05T10:00:00Z");
  private static final Instant SECOND = Instant.parse("2023-04-10T10:00:00Z");

  private final MemoryRasters rasters = new MemoryRasters();
  private final MemoryIndex index = new MemoryIndex(scene(FIRST, 1), scene(SECOND, 1001));
  private final CubeEngine engine =
      new DerivingCubeEngine(
          new DefaultCubeEngine(index, rasters, CRS, Runnable::run, 2, 1 << 26), index, CRS);
  private final Cube source =
      new Cube(
          "source",
          "",
          "",
          List.of("p"),
          List.of(new CubeBand(Band.of("A", DataType.UINT16, NoData.of(0)), "A")),
          GRID,
          TimeGrouping.SOLAR_DAY,
          MosaicRule.MOST_RECENT,
          Resampling.NEAREST,
          List.of());
  private final Cube twice = derived(source);

  private Scene scene(Instant time, int base) {
    URI uri =
        rasters.add(
            "A-" + base,
            new MemoryRasters.Raster(
                GRID, DataType.UINT16, NoData.NONE, List.of(), (r, c) -> 100 * r + c + base));
    Granule granule =
        new Granule("A", uri, 0, GRID, DataType.UINT16, NoData.of(0), Scaling.IDENTITY);
    String id = "s" + base;
    return new Scene(id, "p", time, CRS.footprint(GRID), id, "", Map.of(), List.of(granule));
  }

  private static Cube derived(Cube from) {
    Twice derivation = new Twice(from, List.of("twice"));
    return new Cube(
        "twice",
        "",
        "",
        from.products(),
        derivation.bands().stream().map(b -> new CubeBand(b, b.name())).toList(),
        from.grid(),
        from.grouping(),
        from.rule(),
        from.resampling(),
        from.masks(),
        from.dimensions(),
        Coregistration.NONE,
        Optional.of(derivation),
        CubeStorage.IN_PLACE);
  }

  private static CubeRequest request() {
    return new CubeRequest(
        GRID,
        List.of(),
        List.of(),
        MosaicRule.MOST_RECENT,
        Resampling.NEAREST,
        Filter.INCLUDE,
        List.of(),
        CubeRequest.FailurePolicy.FAIL);
  }

  @Test
  void derived_cubes_are_computed_and_all_others_read() {
    CubeRaster plain = engine.read(source, request(), Progress.NONE);
    CubeRaster computed = engine.read(twice, request(), Progress.NONE);

    assertThat(plain.blocks().get(0).sample(2, 3)).isEqualTo(1204);
    assertThat(computed.blocks().get(0).sample(2, 3)).isEqualTo(2408);
    assertThat(computed.bands()).extracting(Band::name).containsExactly("twice");
    assertThat(computed.report().scenes()).containsExactly("p/s1001");
    assertThat(engine.times(twice, null, List.of(), Filter.INCLUDE)).containsExactly(FIRST, SECOND);
  }

  @Test
  void of_a_derived_cube_every_instant_is_a_slice_inside_the_area_only() {
    Geometry area =
        new GeometryFactory()
            .createPolygon(
                new Coordinate[] {
                  new Coordinate(600_000, 5_000_000),
                  new Coordinate(600_020, 5_000_000),
                  new Coordinate(600_020, 4_999_990),
                  new Coordinate(600_000, 4_999_990),
                  new Coordinate(600_000, 5_000_000)
                });
    List<Slice> slices = new ArrayList<>();
    List<Double> told = new ArrayList<>();
    Progress progress =
        new Progress() {
          @Override
          public void report(double fraction) {
            told.add(fraction);
          }

          @Override
          public boolean isCancelled() {
            return false;
          }
        };

    ReadReport report =
        engine.slices(twice, SliceRequest.of(request(), area), progress, slices::add);

    assertThat(slices).extracting(Slice::instant).containsExactly(FIRST, SECOND);
    assertThat(slices.get(0).blocks().get(0).mask().count()).isEqualTo(2);
    assertThat(slices.get(0).blocks().get(0).sample(0, 1)).isEqualTo(4);
    assertThat(slices.get(1).blocks().get(0).sample(0, 1)).isEqualTo(2004);
    assertThat(report.scenes()).containsExactly("p/s1", "p/s1001");
    assertThat(told).containsExactly(0.0, 1.0);
    slices.clear();
    engine.slices(
        twice,
        SliceRequest.of(request().withTimes(List.of(TimeInterval.at(FIRST)))),
        Progress.NONE,
        slices::add);
    assertThat(slices).extracting(Slice::instant).containsExactly(FIRST);
  }

  @Test
  void slices_of_a_derived_cube_can_be_cancelled() {
    Progress gone =
        new Progress() {
          @Override
          public void report(double fraction) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    assertThatThrownBy(() -> engine.slices(twice, SliceRequest.of(request()), gone, slice -> {}))
        .isInstanceOf(CancelledException.class);
  }

  @Test
  void valid_pixels_of_a_derived_cube_are_those_of_its_source() {
    List<Scene> scenes = List.of(index.scene("p", "s1").orElseThrow());
    ValidRequest request = new ValidRequest(twice, GRID, null, false);

    assertThat(engine.validPixels(request, scenes, Progress.NONE))
        .isEqualTo(
            engine.validPixels(new ValidRequest(source, GRID, null, false), scenes, Progress.NONE))
        .extracting(ValidPixels::count)
        .containsExactly(600L);
  }
}
