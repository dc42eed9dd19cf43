// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.pair.ChangeVectorAnalysis;
import org.chronocube.algorithm.threshold.Thresholds;
import org.chronocube.analysis.ChangeCube.Definition;
import org.chronocube.band.Band;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.CancelledException;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeEngine;
import org.chronocube.cube.CubeRaster;
import org.chronocube.cube.DerivedSources;
import org.chronocube.cube.Progress;
import org.chronocube.cube.ReadReport;
import org.chronocube.cube.Remembered;
import org.chronocube.cube.SliceConsumer;
import org.chronocube.cube.ValidPixels;
import org.chronocube.cube.ValidRequest;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.index.SceneIndex;
import org.chronocube.io.RasterReadException;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.CubeRequest;
import org.chronocube.plan.CubeRequest.FailurePolicy;
import org.chronocube.plan.SliceRequest;
import org.chronocube.raster.RasterBlock;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three dates. From the first to the second, red falls by 120 DN and nir by 160 in rows 10..14,
 * columns 20..29: 60 and 80 as physical values, a change vector of length 100. From the second to
 * the third row 0 does. Column 0 is not valid at the second date.
 */
class ChangeCubeTest {

  private static final String FIRST = "2020-06-01T10:00:00Z";
  private static final String SECOND = "2021-06-01T10:00:00Z";
  private static final String THIRD = "2022-06-01T10:00:00Z";

  @TempDir Path directory;
  private SceneIndex index;
  private Watched engine;
  private DerivedSources sources;

  @BeforeEach
  void open() {
    index = FakeScenes.index(directory);
    index.insert(
        List.of(
            FakeScenes.scene(FIRST, ""),
            FakeScenes.scene(SECOND, ""),
            FakeScenes.scene(THIRD, "")));
    FakeEngine images =
        new FakeEngine()
            .scene(FIRST, (t, band, row, col) -> scene(band, row, col))
            .scene(SECOND, (t, band, row, col) -> col == 0 ? -1 : second(band, row, col))
            .scene(
                THIRD, (t, band, row, col) -> second(band, row, col) - (row == 0 ? drop(band) : 0));
    engine = new Watched(images);
    sources = new DerivedSources(engine, index, new CrsRegistry(), new Remembered(16));
  }

  @AfterEach
  void close() {
    index.close();
  }

  private static float scene(int band, int row, int col) {
    return 1000 + 7 * band + 10 * ((row * 31 + col * 17) % 23);
  }

  private static float second(int band, int row, int col) {
    boolean changed = row >= 10 && row < 15 && col >= 20 && col < 30;
    return scene(band, row, col) - (changed ? drop(band) : 0);
  }

  private static float drop(int band) {
    return band == 0 ? 120 : 160;
  }

  private static ChangeCube cube(String threshold, List<String> output) {
    Cube source = FakeEngine.cube();
    return new ChangeCube(
        new Definition(source, "cva", Map.of(), List.of(), threshold, output, null),
        BandSelection.of(source, List.of()),
        new ChangeVectorAnalysis(false),
        Thresholds.parse(threshold));
  }

  private static CubeRequest request(String times) {
    return new CubeRequest(
        FakeEngine.GRID,
        List.of(),
        TimeText.parse(times, "time"),
        MosaicRule.MOST_RECENT,
        Resampling.NEAREST,
        Filter.INCLUDE,
        List.of(),
        FailurePolicy.FAIL);
  }

  private CubeRaster read(CubeRequest request) {
    return cube("otsu", List.of()).read(request, sources, Progress.NONE);
  }

  @Test
  void pixels_are_the_change_between_the_images_at_start_and_end() {
    CubeRaster raster = read(request("2020-07/2021-07"));
    RasterBlock magnitude = raster.blocks().get(0);
    RasterBlock change = raster.blocks().get(1);

    assertThat(raster.bands()).extracting(Band::name).containsExactly("magnitude", "change");
    assertThat(raster.bands()).extracting(Band::categorical).containsExactly(false, true);
    assertThat(magnitude.sample(12, 25)).isCloseTo(100, within(1e-3f));
    assertThat(magnitude.sample(30, 25)).isZero();
    assertThat(change.sample(12, 25)).isEqualTo(1);
    assertThat(change.sample(30, 25)).isZero();
    assertThat(change.isValid(12, 0)).isFalse();
    assertThat(change.mask().count()).isEqualTo(40 * 59);
    assertThat(ones(change)).isEqualTo(50);
    assertThat(raster.report().scenes()).containsExactly("fake/" + FIRST, "fake/" + SECOND);
    assertThat(ones(read(request("2021-07/2022-07")).blocks().get(1))).isEqualTo(59);
    assertThat(ones(read(request("2020/2022")).blocks().get(1))).isEqualTo(110);
    assertThat(ones(read(request("")).blocks().get(1))).isEqualTo(59);
  }

  private static int ones(RasterBlock change) {
    int n = 0;
    for (int i = 0; i < change.samples().length; i++) {
      n += change.mask().isValid(i) && change.samples()[i] == 1 ? 1 : 0;
    }
    return n;
  }

  @Test
  void without_two_images_nothing_is_known() {
    CubeRaster raster = read(request("2020"));

    assertThat(raster.blocks()).hasSize(2);
    assertThat(raster.blocks()).allMatch(b -> b.mask().isNoneValid());
    assertThat(raster.report().scenes()).isEmpty();
    assertThat(engine.targets).isEmpty();
  }

  @Test
  void parts_of_a_map_are_the_map_and_keep_its_threshold() {
    CubeRaster whole = read(request("2020/2022"));
    // All changed: alone, it would have another threshold.
    Window window = new Window(10, 15, 20, 30);
    CubeRaster part = read(request("2020/2022").withTarget(FakeEngine.GRID.crop(window)));

    for (int b = 0; b < 2; b++) {
      assertThat(part.blocks().get(b).samples())
          .containsExactly(whole.blocks().get(b).crop(window).samples());
    }
    assertThat(ones(part.blocks().get(1))).isEqualTo(50);
  }

  @Test
  void what_is_learned_is_learned_once_for_each_pair_of_images() {
    GeoBox corner = FakeEngine.GRID.crop(new Window(0, 4, 0, 4));
    CubeRequest request = request("2020-07/2021-07").withTarget(corner);
    read(request);
    assertThat(engine.targets).containsExactly(whole(), whole(), corner, corner);

    engine.targets.clear();
    read(request);
    read(request("2020-08/2021-08").withTarget(corner));
    assertThat(engine.targets).hasSize(4).containsOnly(corner);

    engine.targets.clear();
    read(request("2021-07/2022-07").withTarget(corner));
    assertThat(engine.targets).containsExactly(whole(), whole(), corner, corner);
  }

  private static GeoBox whole() {
    return FakeEngine.GRID;
  }

  @Test
  void it_is_learned_anew_when_its_scenes_change_and_only_then() {
    GeoBox corner = FakeEngine.GRID.crop(new Window(0, 4, 0, 4));
    CubeRequest request = request("2020-07/2021-07").withTarget(corner);
    read(request);

    engine.targets.clear();
    index.insert(List.of(FakeScenes.scene("2023-06-01T10:00:00Z", "")));
    read(request);
    assertThat(engine.targets).containsExactly(corner, corner);

    engine.targets.clear();
    index.insert(List.of(FakeScenes.scene(SECOND, "processed again")));
    read(request);
    assertThat(engine.targets).containsExactly(whole(), whole(), corner, corner);
  }

  @Test
  void a_granule_that_cannot_be_read_is_an_error_or_reported() {
    engine.failure = new RasterReadException("broken");
    CubeRequest request = request("2020-07/2021-07");
    assertThatThrownBy(() -> read(request)).isSameAs(engine.failure);

    engine.failure = null;
    engine.report =
        List.of(new ReadReport.Failure("fake/x", "red", URI.create("file:/x"), "broken"));
    CubeRequest tolerant =
        new CubeRequest(
            FakeEngine.GRID,
            List.of("change"),
            request.times(),
            request.rule(),
            request.resampling(),
            request.filter(),
            request.sort(),
            FailurePolicy.REPORT);
    CubeRaster raster = read(tolerant);
    assertThat(raster.report().failures()).isEqualTo(engine.report);
    assertThat(raster.bands()).extracting(Band::name).containsExactly("change");

    // Learned from what could not be read in full: not kept.
    engine.targets.clear();
    engine.report = List.of();
    assertThat(read(tolerant).report().failures()).isEmpty();
    assertThat(engine.targets).hasSize(4);
    engine.targets.clear();
    read(tolerant);
    assertThat(engine.targets).hasSize(2);
  }

  @Test
  void it_can_be_cancelled_and_begins_anew() {
    engine.cancelAfter = 2;
    CubeRequest request = request("2020-07/2021-07");
    assertThatThrownBy(() -> cube("otsu", List.of()).read(request, sources, engine))
        .isInstanceOf(CancelledException.class);
    assertThat(ones(read(request).blocks().get(1))).isEqualTo(50);
  }

  @Test
  void bands_are_layers_of_the_method_and_change() {
    assertThat(cube("otsu", List.of("direction", "change", "magnitude")).bands())
        .extracting(b -> b.name() + " " + b.unit())
        .containsExactly("direction deg", "change ", "magnitude ");
    assertThatThrownBy(() -> cube("otsu", List.of("chi2")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("output must be of [magnitude, direction, change], was chi2");
    assertThatThrownBy(() -> cube("otsu", List.of("change", "change")))
        .hasMessage("output must have unique names, were [change, change]");
    assertThatThrownBy(() -> read(request("2020").withBands(List.of("red"))))
        .hasMessage("bands must be of [magnitude, change], was red");
  }

  @Test
  void a_threshold_may_be_given() {
    CubeRaster raster =
        cube("100.5", List.of("change")).read(request("2020/2022"), sources, Progress.NONE);
    assertThat(ones(raster.blocks().get(0))).isZero();
  }

  @Test
  void of_the_same_words_it_is_equal() {
    assertThat(cube("otsu", List.of()))
        .isEqualTo(cube("otsu", List.of()))
        .hasSameHashCodeAs(cube("otsu", List.of()))
        .isNotEqualTo(cube("3", List.of()));
  }

  @Test
  void large_cubes_are_thinned_evenly_to_learn_from() {
    GeoBox grid = FakeEngine.GRID.resample(new Shape(10_980, 10_980));

    assertThat(ChangeCube.thinned(grid).shape()).isEqualTo(new Shape(512, 512));
    assertThat(ChangeCube.thinned(grid).extent()).isEqualTo(grid.extent());
    for (Shape shape :
        List.of(new Shape(1, 4_000_000), new Shape(4_000_000, 1), new Shape(700, 701))) {
      Shape thin = ChangeCube.thinned(grid.resample(shape)).shape();
      assertThat(thin.pixels()).isBetween(200_000L, (long) ChangeCube.FIT_PIXELS);
    }
    assertThat(ChangeCube.thinned(FakeEngine.GRID)).isEqualTo(FakeEngine.GRID);
  }

  /** Remembers what was asked; fails, reports and is cancelled as told. */
  private static final class Watched implements CubeEngine, Progress {
    private final CubeEngine engine;
    final List<GeoBox> targets = new ArrayList<>();
    RuntimeException failure;
    List<ReadReport.Failure> report = List.of();
    int cancelAfter = Integer.MAX_VALUE;

    Watched(CubeEngine engine) {
      this.engine = engine;
    }

    @Override
    public CubeRaster read(Cube cube, CubeRequest request, Progress progress) {
      targets.add(request.target());
      if (failure != null) {
        throw failure;
      }
      CubeRaster raster = engine.read(cube, request, progress);
      return new CubeRaster(
          raster.grid(),
          raster.bands(),
          raster.blocks(),
          new ReadReport(raster.report().scenes(), report));
    }

    @Override
    public void report(double fraction) {
      assertThat(fraction).isBetween(0.0, 1.0);
    }

    @Override
    public boolean isCancelled() {
      return targets.size() >= cancelAfter;
    }

    @Override
    public ReadReport slices(
        Cube cube, SliceRequest request, Progress progress, SliceConsumer consumer) {
      throw new AssertionError("change is read as images");
    }

    @Override
    public List<Instant> times(Cube cube, GeoBox area, List<TimeInterval> times, Filter filter) {
      throw new AssertionError("times are asked of the index one by one");
    }

    @Override
    public List<ValidPixels> validPixels(
        ValidRequest request, List<Scene> scenes, Progress progress) {
      throw new AssertionError("nothing is counted");
    }
  }
}
