// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.chronocube.grid.Window;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.jdbc.JdbcSceneIndexes;
import org.chronocube.index.jdbc.Options;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MaskRule;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.CubeRequest;
import org.chronocube.plan.SliceRequest;
import org.chronocube.raster.RasterBlock;
import org.chronocube.registration.Bands;
import org.chronocube.registration.Reference;
import org.chronocube.registration.References;
import org.chronocube.registration.SceneRegistration;
import org.chronocube.registration.SceneRegistration.Measurement;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Product;
import org.chronocube.scene.Scene;
import org.chronocube.scene.SceneShift;
import org.chronocube.time.TimeGrouping;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shifts measured through the engine, stored with scenes, and undone when a cube says so. */
class CoregistrationReadTest {

  private static final CrsRegistry CRS = new CrsRegistry();
  private static final int SIZE = 192;
  private static final GeoBox GRID =
      new GeoBox(
          new Shape(SIZE, SIZE),
          Affine.northUp(600_000, 5_000_000, Resolution.of(10)),
          "EPSG:32631");

  // Inside the scenes wherever they are moved.
  private static final Window MIDDLE = new Window(20, 170, 20, 170);
  private static final Instant FIRST = Instant.parse("2016-05-04T10:00:00Z");
  private static final Instant SECOND = Instant.parse("2016-05-14T10:00:00Z");

  @TempDir Path directory;
  private final MemoryRasters rasters = new MemoryRasters();
  private SceneIndex index;
  private CubeEngine engine;

  @BeforeEach
  void open() {
    index =
        JdbcSceneIndexes.open("jdbc:sqlite:" + directory.resolve("i.sqlite"), Options.forWriting());
    index.putProduct(
        new Product("p", "", "", "", List.of(Band.of("B", DataType.UINT16, NoData.of(0)))));
    engine = new DefaultCubeEngine(index, rasters, CRS, Runnable::run, 1, 1 << 26);
  }

  @AfterEach
  void close() {
    index.close();
  }

  private Scene scene(String id, Instant time, GeoBox grid, MemoryRasters.Pixels pixels) {
    URI uri =
        rasters.add(
            id, new MemoryRasters.Raster(grid, DataType.UINT16, NoData.of(0), List.of(), pixels));
    URI classes =
        rasters.add(
            id + "-classes",
            new MemoryRasters.Raster(
                grid,
                DataType.UINT8,
                NoData.of(0),
                List.of(),
                (r, c) -> pixels.at(r, c) > 9999 ? 9 : 4));
    Scene scene =
        new Scene(
            id,
            "p",
            time,
            CRS.footprint(grid),
            id,
            "",
            Map.of("eo:cloud_cover", id.equals("first") ? 1 : 30),
            List.of(
                new Granule("B", uri, 0, grid, DataType.UINT16, NoData.of(0), Scaling.IDENTITY),
                new Granule(
                    "SCL", classes, 0, grid, DataType.UINT8, NoData.of(0), Scaling.IDENTITY)));
    index.insert(List.of(scene));
    return scene;
  }

  private static MemoryRasters.Pixels band(String name) {
    RasterBlock block = Bands.read(name, SIZE);
    return block::sample;
  }

  /** Content moved by whole pixels; what comes in from outside is the edge repeated. */
  private static MemoryRasters.Pixels moved(MemoryRasters.Pixels pixels, int rows, int cols) {
    return (r, c) ->
        pixels.at(
            Math.max(0, Math.min(SIZE - 1, r - rows)), Math.max(0, Math.min(SIZE - 1, c - cols)));
  }

  private static Cube cube(Coregistration coregistration) {
    return new Cube(
        "cube",
        "",
        "",
        List.of("p"),
        List.of(new CubeBand(Band.of("red", DataType.UINT16, NoData.of(0)), "B")),
        GRID,
        TimeGrouping.INSTANT,
        MosaicRule.MOST_RECENT,
        Resampling.NEAREST,
        List.of(MaskRule.values("SCL", Set.of(9), false)),
        List.of(),
        coregistration);
  }

  private Optional<Measurement> measure(Scene scene) {
    Cube cube = cube(Coregistration.NONE);
    Reference reference = new References(index, CRS).leastCloudy(cube, "red");
    return new SceneRegistration(engine, CRS).measure(cube, "red", scene, reference, Progress.NONE);
  }

  private CubeRaster read(Coregistration coregistration, Instant time, Resampling resampling) {
    CubeRequest request = request(time, resampling);
    return engine.read(cube(coregistration), request, Progress.NONE);
  }

  private static CubeRequest request(Instant time, Resampling resampling) {
    return new CubeRequest(
        GRID,
        List.of("red"),
        List.of(TimeInterval.at(time)),
        MosaicRule.MOST_RECENT,
        resampling,
        Filter.INCLUDE,
        List.of(),
        CubeRequest.FailurePolicy.FAIL);
  }

  @Test
  void findsASubPixelShiftOfARealBand() {
    scene("first", FIRST, GRID, band("b04-2016"));
    Scene second = scene("second", SECOND, GRID, band("b04-2016-fourier"));

    Measurement m = measure(second).orElseThrow();

    // SciPy moved it by -1.62 rows and 0.37 columns of 10 m: north and east.
    assertThat(m.ground().dy()).isCloseTo(16.2, within(1.0));
    assertThat(m.ground().dx()).isCloseTo(3.7, within(1.0));
    assertThat(m.ground().crs()).isEqualTo("EPSG:32631");
    assertThat(m.ground().reference()).isEqualTo(FIRST.toString());
    assertThat(m.pixels().confidence()).isGreaterThan(0.9);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, -17, 25})
  void aSceneMovedByWholePixelsReadsBackAsTheReference(int cols) {
    scene("first", FIRST, GRID, band("b04-2016"));
    Scene second = scene("second", SECOND, GRID, moved(band("b04-2016"), -2, cols));
    index.insert(List.of(measure(second).orElseThrow().ground().writeTo(second)));
    Coregistration apply = new Coregistration(0.5);

    RasterBlock first = read(apply, FIRST, Resampling.NEAREST).blocks().get(0);
    CubeRaster aligned = read(apply, SECOND, Resampling.NEAREST);
    RasterBlock asItIs = read(Coregistration.NONE, SECOND, Resampling.NEAREST).blocks().get(0);

    Window inside = new Window(30, 160, 30, 160);
    assertThat(aligned.blocks().get(0).crop(inside).samples())
        .isEqualTo(first.crop(inside).samples());
    assertThat(asItIs.crop(inside).samples()).isNotEqualTo(first.crop(inside).samples());
    assertThat(aligned.report().scenes()).containsExactly("p/second");
    assertThat(aligned.report().coregistered()).containsExactly("p/second");
    assertThat(read(Coregistration.NONE, SECOND, Resampling.NEAREST).report().coregistered())
        .isEmpty();
  }

  @Test
  void aSubPixelShiftIsUndoneByOneResampling() {
    scene("first", FIRST, GRID, band("b04-2016"));
    Scene second = scene("second", SECOND, GRID, band("b04-2016-fourier"));
    index.insert(List.of(measure(second).orElseThrow().ground().writeTo(second)));

    double before = difference(Coregistration.NONE);
    double after = difference(new Coregistration(0.5));

    assertThat(after).isLessThan(before / 5);
  }

  /** Root mean square of the second scene less the first. */
  private double difference(Coregistration coregistration) {
    RasterBlock a = read(coregistration, FIRST, Resampling.CUBIC).blocks().get(0).crop(MIDDLE);
    RasterBlock b = read(coregistration, SECOND, Resampling.CUBIC).blocks().get(0).crop(MIDDLE);
    double squares = 0;
    for (int i = 0; i < a.samples().length; i++) {
      squares += Math.pow(a.samples()[i] - b.samples()[i], 2);
    }
    return Math.sqrt(squares / a.samples().length);
  }

  @Test
  void seriesReadMovedScenesToo() {
    scene("first", FIRST, GRID, band("b04-2016"));
    Scene second = scene("second", SECOND, GRID, moved(band("b04-2016"), 4, 6));
    index.insert(List.of(measure(second).orElseThrow().ground().writeTo(second)));
    CubeRequest all = request(FIRST, Resampling.NEAREST).withTimes(List.of());
    List<RasterBlock> slices = new ArrayList<>();

    ReadReport report =
        engine.slices(
            cube(new Coregistration(0.5)),
            SliceRequest.of(all.withTarget(GRID.crop(MIDDLE))),
            Progress.NONE,
            slice -> slices.add(slice.blocks().get(0)));

    assertThat(slices).hasSize(2);
    assertThat(slices.get(1).samples()).isEqualTo(slices.get(0).samples());
    assertThat(report.coregistered()).containsExactly("p/second");
  }

  @Test
  void masksOfTheCubeKeepCloudsOutOfTheMeasurement() {
    MemoryRasters.Pixels ground = band("b04-2016");
    scene("first", FIRST, GRID, ground);
    // A third of the scene is a cloud with a structure of its own, that does not move.
    MemoryRasters.Pixels cloudy =
        (r, c) -> c < 64 ? 10_000 + 50 * (r * c % 37) : moved(ground, 1, -2).at(r, c);
    Scene second = scene("second", SECOND, GRID, cloudy);

    Measurement m = measure(second).orElseThrow();

    assertThat(m.ground().dx()).isCloseTo(-20, within(1.0));
    assertThat(m.ground().dy()).isCloseTo(-10, within(1.0));
    assertThat(m.pixels().inlierShare()).isGreaterThan(0.9);
  }

  @Test
  void aReferenceMayHaveAnotherGrid() {
    GeoBox offset =
        new GeoBox(GRID.shape(), Affine.northUp(600_004, 4_999_997, Resolution.of(10)), GRID.crs());
    scene("first", FIRST, GRID, band("b04-2016"));
    // The same samples on a grid 4 m east and 3 m south: the ground lies that far beside.
    Scene second = scene("second", SECOND, offset, band("b04-2016"));

    Measurement m = measure(second).orElseThrow();

    assertThat(m.ground().dx()).isCloseTo(4, within(1.0));
    assertThat(m.ground().dy()).isCloseTo(-3, within(1.0));
  }

  @Test
  void shiftsOfLittleConfidenceAreNotApplied() {
    scene("first", FIRST, GRID, band("b04-2016"));
    Scene second = scene("second", SECOND, GRID, band("b04-2017"));
    SceneShift unsure = new SceneShift(100, 100, "EPSG:32631", 0.4, "guess");
    index.insert(List.of(unsure.writeTo(second)));

    CubeRaster refused = read(new Coregistration(0.5), SECOND, Resampling.NEAREST);
    CubeRaster applied = read(new Coregistration(0.3), SECOND, Resampling.NEAREST);

    assertThat(refused.report().coregistered()).isEmpty();
    assertThat(refused.blocks().get(0).sample(50, 50))
        .isEqualTo((float) band("b04-2017").at(50, 50));
    assertThat(applied.report().coregistered()).containsExactly("p/second");
    assertThat(applied.blocks().get(0).sample(50, 50))
        .isEqualTo((float) band("b04-2017").at(40, 60));
  }

  @Test
  void aSceneThatIsParsedAnewHasNoShiftAnyMore() {
    scene("first", FIRST, GRID, band("b04-2016"));
    Scene second = scene("second", SECOND, GRID, band("b04-2017"));
    index.insert(List.of(new SceneShift(1, 2, "EPSG:32631", 0.9, "first").writeTo(second)));
    assertThat(SceneShift.of(index.scene("p", "second").orElseThrow()))
        .contains(new SceneShift(1, 2, "EPSG:32631", 0.9, "first"));

    index.insert(List.of(second));

    assertThat(SceneShift.of(index.scene("p", "second").orElseThrow())).isEmpty();
  }

  @Test
  void scenesThatShareNothingAreNotComparable() {
    scene("first", FIRST, GRID, band("b04-2016"));
    GeoBox elsewhere =
        new GeoBox(GRID.shape(), Affine.northUp(601_800, 5_000_000, Resolution.of(10)), GRID.crs());
    Scene second = scene("second", SECOND, elsewhere, band("b04-2017"));

    assertThat(measure(second)).isEmpty();
    assertThatThrownBy(
            () ->
                new SceneRegistration(engine, CRS)
                    .measure(
                        cube(Coregistration.NONE),
                        "blue",
                        second,
                        new References(index, CRS).leastCloudy(cube(Coregistration.NONE), "red"),
                        Progress.NONE))
        .hasMessage("band must be one of [red], was blue");
  }

  @Test
  void stopsWhenCancelled() {
    scene("first", FIRST, GRID, band("b04-2016"));
    Scene second = scene("second", SECOND, GRID, band("b04-2017"));
    Progress cancelled =
        new Progress() {
          @Override
          public void report(double fraction) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    Cube cube = cube(Coregistration.NONE);
    Reference reference = Reference.of(cube, "red", index.scene("p", "first").orElseThrow());
    assertThatThrownBy(
            () ->
                new SceneRegistration(engine, CRS)
                    .measure(cube, "red", second, reference, cancelled))
        .isInstanceOf(CancelledException.class);
  }
}
