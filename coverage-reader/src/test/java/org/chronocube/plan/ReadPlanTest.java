// SPDX-License-Identifier: Apache-2.0
package org.chronocube.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.PixelTransform;
import org.chronocube.grid.Reduction;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.kernel.Resampler;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadPlanTest {

  private static final CrsRegistry CRS = new CrsRegistry();
  private static final String UTM = "EPSG:32631";

  private static GeoBox grid(double x, double y, double res, int size) {
    return new GeoBox(new Shape(size, size), Affine.northUp(x, y, Resolution.of(res)), UTM);
  }

  private static Granule granule(String band, GeoBox grid) {
    return new Granule(
        band,
        URI.create("memory:" + band),
        0,
        grid,
        DataType.UINT16,
        NoData.NONE,
        Scaling.IDENTITY);
  }

  private static Scene scene(String id, String day, Double cloud, Granule... granules) {
    return new Scene(
        id,
        "p",
        Instant.parse("2023-04-" + day + "T10:00:00Z"),
        CRS.footprint(granules[0].grid()),
        id,
        "",
        cloud == null ? Map.of() : Map.of(Scene.CLOUD_COVER, cloud),
        List.of(granules));
  }

  private static ReadPlan plan(
      GeoBox target, MosaicRule rule, Resampling resampling, Scene... scenes) {
    return ReadPlan.of(
        target,
        target.window(),
        rule,
        List.of(scenes),
        List.of(new BandUse("A", resampling)),
        CRS::pixelTransform);
  }

  private static List<String> ids(ReadPlan plan) {
    return plan.scenes().stream().map(s -> s.scene().id()).toList();
  }

  @Test
  void dropsScenesThatCannotReachTheTarget() {
    ReadPlan plan =
        plan(
            grid(600_000, 5_000_000, 10, 100),
            MosaicRule.FIRST_VALID,
            Resampling.NEAREST,
            scene("here", "01", null, granule("A", grid(600_500, 5_000_000, 10, 100))),
            scene("east", "01", null, granule("A", grid(601_100, 5_000_000, 10, 100))),
            scene("north", "01", null, granule("A", grid(600_000, 5_001_100, 10, 100))),
            scene("otherBand", "01", null, granule("B", grid(600_000, 5_000_000, 10, 100))));
    assertThat(ids(plan)).containsExactly("here");
    assertThat(plan.scenes().get(0).target().colStop()).isEqualTo(100);
    assertThat(plan.scenes().get(0).target().colStart()).isBetween(32, 50);
  }

  @Test
  void ordersScenesForTheRule() {
    GeoBox g = grid(600_000, 5_000_000, 10, 100);
    Scene[] scenes = {
      scene("b", "05", 20.0, granule("A", g)),
      scene("a", "07", null, granule("A", g)),
      scene("d", "09", 20.0, granule("A", g)),
      scene("c", "01", 1.0, granule("A", g))
    };
    assertThat(ids(plan(g, MosaicRule.FIRST_VALID, Resampling.NEAREST, scenes)))
        .containsExactly("b", "a", "d", "c");
    assertThat(ids(plan(g, MosaicRule.MOST_RECENT, Resampling.NEAREST, scenes)))
        .containsExactly("d", "a", "b", "c");
    assertThat(ids(plan(g, MosaicRule.LEAST_CLOUDY, Resampling.NEAREST, scenes)))
        .containsExactly("c", "d", "b", "a");
    assertThat(ids(plan(g, MosaicRule.MEDIAN, Resampling.NEAREST, scenes)))
        .containsExactly("b", "a", "d", "c");
  }

  @Test
  void readsTheWindowUnderTheTargetAndTheMarginOfTheKernel() {
    GeoBox source = grid(600_000, 5_000_000, 10, 1000);
    // Rows 200 to 264, columns 300 to 364 of the source, half a pixel off.
    GeoBox target = grid(603_005, 4_997_995, 10, 64);
    for (Resampling resampling : Resampling.values()) {
      ReadTask task =
          plan(
                  target,
                  MosaicRule.FIRST_VALID,
                  resampling,
                  scene("s", "01", null, granule("A", source)))
              .scenes()
              .get(0)
              .tasks()
              .get(0);
      assertThat(task.source()).isEqualTo(new Window(200, 265, 300, 365));
      assertThat(task.reduction().x()).isEqualTo(1);
      int margin = Resampler.margin(resampling, 1);
      assertThat(task.at(List.of(source.shape())).window())
          .isEqualTo(new Window(200, 265, 300, 365).pad(margin));
    }
  }

  @Test
  void cutsTheWindowAtTheBorderOfTheRaster() {
    GeoBox source = grid(600_000, 5_000_000, 10, 100);
    ReadTask task =
        plan(
                grid(599_800, 5_000_300, 10, 200),
                MosaicRule.FIRST_VALID,
                Resampling.CUBIC,
                scene("s", "01", null, granule("A", source)))
            .scenes()
            .get(0)
            .tasks()
            .get(0);
    assertThat(task.at(List.of(source.shape())).window()).isEqualTo(source.window());
  }

  @ParameterizedTest(name = "{0} source pixels per target pixel: level {1}")
  @CsvSource({
    "0.5, 0", "1, 0", "1.8, 0", "1.95, 1", "2, 1", "3.8, 1", "4, 2", "7.5, 2", "8, 3", "100, 3",
  })
  void takesTheCoarsestLevelThatIsNotCoarserThanTheTarget(double reduction, int level) {
    ReadTask task = task(reduction, reduction);
    LevelRead read =
        task.at(
            List.of(
                new Shape(517, 461), new Shape(258, 230), new Shape(129, 115), new Shape(64, 57)));
    assertThat(read.level()).isEqualTo(level);
    double factor = level == 0 ? 1 : 461.0 / new int[] {461, 230, 115, 57}[level];
    assertThat(read.reduction().x()).isEqualTo(reduction / factor);
    assertThat(read.grid().extent().maxX()).isEqualTo(task.granule().grid().extent().maxX());
  }

  @Test
  void bothAxesMustAllowALevel() {
    assertThat(
            task(8, 2)
                .at(List.of(new Shape(512, 512), new Shape(256, 256), new Shape(128, 128)))
                .level())
        .isEqualTo(1);
  }

  private static ReadTask task(double x, double y) {
    GeoBox grid =
        GeoBox.fitting(
            new Extent(600_000, 5_000_000, 604_610, 5_005_170), new Shape(517, 461), UTM);
    return new ReadTask(
        granule("A", grid),
        new BandUse("A", Resampling.NEAREST),
        new Window(0, 10, 0, 10),
        new Window(0, 100, 0, 100),
        new Reduction(x, y));
  }

  @Test
  void windowsHoldEveryPixelThatReprojectionAsksFor() {
    // Strongly curved: a continent in LAEA from a plate carrée.
    GeoBox target =
        new GeoBox(
            new Shape(300, 280),
            Affine.northUp(2_600_000, 5_500_000, Resolution.of(15_000)),
            "EPSG:3035");
    GeoBox source =
        new GeoBox(
            new Shape(1800, 3600), Affine.northUp(-180, 90, Resolution.of(0.1)), "EPSG:4326");
    ReadTask task =
        plan(
                target,
                MosaicRule.FIRST_VALID,
                Resampling.NEAREST,
                scene("s", "01", null, granule("A", source)))
            .scenes()
            .get(0)
            .tasks()
            .get(0);
    PixelTransform exact = CRS.pixelTransform(target, source);
    for (int r = 0; r <= 300; r++) {
      for (int c = 0; c <= 280; c++) {
        double[] p = {c, r};
        exact.transform(p, 1);
        if (task.target().contains(Math.min(r, 299), Math.min(c, 279)) && !Double.isNaN(p[0])) {
          boolean inSource = p[0] >= 0 && p[0] < 3600 && p[1] >= 0 && p[1] < 1800;
          assertThat(!inSource || task.source().contains((int) p[1], (int) p[0])).isTrue();
        }
      }
    }
    assertThat(task.source().pixels()).isLessThan(3600L * 1800 / 3);
  }

  @Test
  void crossesTheAntimeridian() {
    // A scene of zone 1 under a target whose longitudes go beyond 180.
    GeoBox source =
        new GeoBox(
            new Shape(1000, 1000),
            Affine.northUp(150_000, 8_100_000, Resolution.of(100)),
            "EPSG:32701");
    GeoBox target =
        GeoBox.fitting(new Extent(179, -18, 182, -16), new Shape(200, 300), "EPSG:4326");
    ReadPlan plan =
        plan(
            target,
            MosaicRule.FIRST_VALID,
            Resampling.NEAREST,
            scene("s", "01", null, granule("A", source)));
    assertThat(plan.scenes()).hasSize(1);
    assertThat(plan.scenes().get(0).target().colStart()).isBetween(16, 66);
  }

  @Test
  void doesNotMistakeTheFarSideOfTheEarthForTheScene() {
    GeoBox source = grid(600_000, 5_000_000, 10, 1000);
    GeoBox world =
        GeoBox.fitting(
            new Extent(-20_037_508, -20_037_508, 20_037_508, 20_037_508),
            new Shape(512, 512),
            "EPSG:3857");
    ReadPlan plan =
        plan(
            world,
            MosaicRule.FIRST_VALID,
            Resampling.NEAREST,
            scene("s", "01", null, granule("A", source)));
    assertThat(plan.scenes()).hasSize(1);
    Window reached = plan.scenes().get(0).target();
    // 4.27° E, 45.1° N is at column 262, row 178.
    assertThat(reached.contains(178, 262)).isTrue();
    assertThat(reached.pixels()).isLessThanOrEqualTo(4 * 64 * 64);
  }

  @Test
  void plansManyScenesOfOneGridWithOneTransform() {
    GeoBox g = grid(600_000, 5_000_000, 10, 100);
    List<GeoBox> asked = new ArrayList<>();
    Scene[] scenes =
        Stream.iterate(1, i -> i + 1)
            .limit(20)
            .map(i -> scene("s" + i, "01", null, granule("A", g)))
            .toArray(Scene[]::new);
    ReadPlan.of(
        g,
        g.window(),
        MosaicRule.MEDIAN,
        List.of(scenes),
        List.of(new BandUse("A", Resampling.NEAREST)),
        (from, to) -> {
          asked.add(to);
          return CRS.pixelTransform(from, to);
        });
    assertThat(asked).containsExactlyInAnyOrder(g, g);
  }
}
