// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeBand;
import org.chronocube.cube.CubeRaster;
import org.chronocube.cube.CubeStorage;
import org.chronocube.cube.DefaultCubeEngine;
import org.chronocube.cube.MemoryRasters;
import org.chronocube.cube.Progress;
import org.chronocube.cube.SliceStore;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.jdbc.JdbcSceneIndexes;
import org.chronocube.index.jdbc.Options;
import org.chronocube.io.RasterOpener;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MaskRule;
import org.chronocube.mosaic.MaskTest;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.CubeRequest;
import org.chronocube.raster.RasterBlock;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Product;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What keeps pixels must not change one: an engine with a store and one without give the same
 * answers, whatever is asked. The archive is made to be awkward: tiles that overlap, dates of one
 * to three tiles, holes that differ from band to band, a band that some scenes lack, clouds in a
 * mask band, a product on another lattice.
 */
abstract class SliceStoreContract {

  static final GeoBox GRID = grid(600_000, 5_000_000, 150, 170);
  private static final CrsRegistry CRS = new CrsRegistry();
  private static final int DATES = 7;

  @TempDir Path directory;
  final MemoryRasters archive = new MemoryRasters();
  SceneIndex index;
  DefaultCubeEngine plain;

  /** Where pixels are kept. */
  abstract CubeStorage storage();

  /** How files of the store are opened. */
  abstract RasterOpener opener();

  /** A store for a cube; what is written beforehand is written. */
  abstract SliceStore open(Cube cube);

  /** Called when the archive has changed. */
  abstract void refresh(Cube cube);

  static GeoBox grid(double x, double y, int height, int width) {
    return new GeoBox(
        new Shape(height, width), Affine.northUp(x, y, Resolution.of(10)), "EPSG:32631");
  }

  @BeforeEach
  void openArchive() {
    index =
        JdbcSceneIndexes.open("jdbc:sqlite:" + directory.resolve("i.sqlite"), Options.forWriting());
    for (String product : List.of("p", "q")) {
      index.putProduct(
          new Product(product, "", "", "", List.of(Band.of("B1", DataType.UINT16, NoData.of(0)))));
    }
    for (int date = 0; date < DATES; date++) {
      for (int tile = 0; tile <= date % 3; tile++) {
        index.insert(List.of(scene(date, tile)));
      }
    }
    plain = engine(SliceStore.NONE);
  }

  @AfterEach
  void closeArchive() {
    index.close();
  }

  DefaultCubeEngine engine(SliceStore store) {
    RasterOpener files = opener();
    RasterOpener any = uri -> isArchive(uri) ? archive.open(uri) : files.open(uri);
    return new DefaultCubeEngine(index, any, CRS, Runnable::run, 2, 1 << 26, store);
  }

  static boolean isArchive(URI uri) {
    return uri.getScheme().equals("memory");
  }

  static Instant time(int date) {
    return Instant.parse("2021-06-01T10:30:00Z").plus(Duration.ofDays(5L * date));
  }

  /** Tiles lie side by side with some overlap, some seconds apart; the third is off the lattice. */
  Scene scene(int date, int tile) {
    GeoBox grid = grid(600_000 + 600 * tile - (tile == 2 ? 3 : 0), 5_000_100 - 200 * tile, 140, 90);
    String id = "d" + date + "t" + tile;
    List<Granule> granules = new ArrayList<>();
    granules.add(granule(id, "B1", grid, DataType.UINT16, 0));
    if ((date + tile) % 4 != 3) {
      granules.add(granule(id, "B2", grid, DataType.UINT16, 0));
    }
    granules.add(granule(id, "SCL", grid, DataType.UINT8, 0));
    return new Scene(
        id,
        tile == 2 ? "q" : "p",
        time(date).plusSeconds(14L * tile),
        CRS.footprint(grid),
        id,
        "",
        Map.of(Scene.CLOUD_COVER, (date * 37 + tile * 11) % 100),
        granules);
  }

  // Holes, and classes, come in patches; samples tell scene, band and place.
  private Granule granule(String id, String band, GeoBox grid, DataType type, int noData) {
    long seed = (id + band).hashCode();
    MemoryRasters.Pixels pixels =
        (r, c) -> {
          boolean hole = new SplittableRandom(seed + (r / 9) * 1000L + c / 7).nextInt(5) == 0;
          if (band.equals("SCL")) {
            return hole ? 9 : 4;
          }
          return hole ? 0 : 1 + Math.floorMod(seed * 31 + r * 97L + c * 13L, 9000);
        };
    URI uri =
        archive.add(
            id + band, new MemoryRasters.Raster(grid, type, NoData.of(noData), List.of(), pixels));
    return new Granule(band, uri, 0, grid, type, NoData.of(noData), new Scaling(1e-4, 0));
  }

  private static Band band(String name, DataType type, double scale) {
    return new Band(name, name, type, NoData.of(0), new Scaling(scale, 0), "", null);
  }

  Cube cube(TimeGrouping grouping, MosaicRule rule, boolean masked) {
    Band raw = band("raw", DataType.UINT16, 1e-4);
    Band second = band("second", DataType.UINT16, 1e-4);
    Band coarse = band("coarse", DataType.UINT8, 0.01);
    Band ratio = Band.of("ratio", DataType.FLOAT32, NoData.of(Double.NaN));
    return new Cube(
            "kept",
            "",
            "",
            List.of("p", "q"),
            List.of(
                new CubeBand(raw, "B1"),
                new CubeBand(second, "B2"),
                new CubeBand(coarse, "B1"),
                new CubeBand(ratio, "(B2 - B1) / (B2 + B1)")),
            GRID,
            grouping,
            rule,
            Resampling.NEAREST,
            masked
                ? List.of(new MaskRule("SCL", new MaskTest.Values(Set.of(9)), false, 1, Set.of()))
                : List.of())
        .withStorage(storage());
  }

  private static final List<MosaicRule> RULES =
      List.of(
          MosaicRule.FIRST_VALID,
          MosaicRule.MOST_RECENT,
          MosaicRule.LEAST_CLOUDY,
          MosaicRule.MEAN,
          MosaicRule.MEDIAN,
          MosaicRule.MAX);

  @Test
  void no_answer_depends_on_what_is_kept() {
    SplittableRandom random = new SplittableRandom(6);
    for (MosaicRule rule :
        List.of(MosaicRule.MOST_RECENT, MosaicRule.MEAN, MosaicRule.LEAST_CLOUDY)) {
      for (TimeGrouping grouping : TimeGrouping.values()) {
        Cube cube = cube(grouping, rule, grouping == TimeGrouping.SOLAR_DAY);
        DefaultCubeEngine kept = engine(open(cube));
        for (int i = 0; i < 25; i++) {
          CubeRequest request = request(random, cube);
          same(kept, cube, request, random.nextBoolean());
        }
      }
    }
  }

  private void same(DefaultCubeEngine kept, Cube cube, CubeRequest request, boolean apart) {
    if (apart) {
      assertThat(slices(kept, cube, request)).isEqualTo(slices(plain, cube, request));
      return;
    }
    CubeRaster expected = plain.read(cube, request, Progress.NONE);
    CubeRaster actual = kept.read(cube, request, Progress.NONE);
    assertThat(text(actual.blocks())).as("%s", request).isEqualTo(text(expected.blocks()));
    // Of a kept date all scenes count as used, of others those that gave a pixel.
    assertThat(actual.report().scenes()).containsAll(expected.report().scenes());
  }

  private static CubeRequest request(SplittableRandom random, Cube cube) {
    int top = random.nextInt(GRID.height() - 1);
    int left = random.nextInt(GRID.width() - 1);
    Window window =
        Window.at(
            top,
            left,
            1 + random.nextInt(GRID.height() - top),
            1 + random.nextInt(GRID.width() - left));
    Set<String> bands = new TreeSet<>();
    for (CubeBand band : cube.bands()) {
      if (random.nextBoolean()) {
        bands.add(band.band().name());
      }
    }
    int first = random.nextInt(DATES);
    int last = first + random.nextInt(DATES - first);
    List<TimeInterval> times =
        switch (random.nextInt(3)) {
          case 0 -> List.of();
          case 1 -> List.of(TimeInterval.at(time(first)));
          default ->
              List.of(TimeInterval.ofClosed(time(first), time(last).plus(Duration.ofHours(1))));
        };
    return new CubeRequest(
        GRID.crop(window),
        List.copyOf(bands),
        times,
        random.nextInt(2) == 0 ? cube.rule() : RULES.get(random.nextInt(RULES.size())),
        Resampling.NEAREST,
        Filter.INCLUDE,
        List.of(),
        CubeRequest.FailurePolicy.FAIL);
  }

  private static List<String> slices(DefaultCubeEngine engine, Cube cube, CubeRequest request) {
    List<String> seen = new ArrayList<>();
    WholeDates.of(engine, cube, request)
        .forEach((instant, blocks) -> seen.add(instant + " " + text(blocks)));
    return seen;
  }

  /** Samples as text, invalid ones as a dot. */
  static List<String> text(List<RasterBlock> blocks) {
    List<String> bands = new ArrayList<>();
    for (RasterBlock block : blocks) {
      StringBuilder text = new StringBuilder(block.shape().toString());
      for (int i = 0; i < block.samples().length; i++) {
        text.append(' ').append(block.mask().isValid(i) ? block.samples()[i] : ".");
      }
      bands.add(text.toString());
    }
    return bands;
  }

  private static CubeRequest at(int date, String... bands) {
    return new CubeRequest(
        GRID.crop(Window.at(20, 10, 50, 40)),
        List.of(bands),
        List.of(TimeInterval.at(time(date))),
        MosaicRule.MOST_RECENT,
        Resampling.NEAREST,
        Filter.INCLUDE,
        List.of(),
        CubeRequest.FailurePolicy.FAIL);
  }

  @Test
  void a_date_that_is_kept_is_not_read_from_the_archive_again() {
    Cube cube = cube(TimeGrouping.SOLAR_DAY, MosaicRule.MOST_RECENT, true);
    SliceStore store = open(cube);
    engine(store).read(cube, at(3, "raw", "second"), Progress.NONE);
    archive.reads.clear();
    engine(store).read(cube, at(3, "raw", "second"), Progress.NONE);
    engine(open(cube)).read(cube, at(3, "raw"), Progress.NONE);
    assertThat(archive.reads).isEmpty();
  }

  @Test
  void a_scene_that_arrives_is_seen_at_once() {
    Cube cube = cube(TimeGrouping.SOLAR_DAY, MosaicRule.MOST_RECENT, false);
    DefaultCubeEngine kept = engine(open(cube));
    same(kept, cube, at(3, "raw"), false);
    index.insert(List.of(scene(3, 1), scene(DATES, 0)));
    same(kept, cube, at(3, "raw"), false);
    same(kept, cube, at(DATES, "raw", "ratio"), false);
    refresh(cube);
    same(kept, cube, at(3, "raw"), false);
    same(kept, cube, at(DATES, "raw", "ratio"), false);
  }

  @Test
  void a_scene_that_goes_leaves_nothing_behind() {
    Cube cube = cube(TimeGrouping.SOLAR_DAY, MosaicRule.MOST_RECENT, false);
    DefaultCubeEngine kept = engine(open(cube));
    same(kept, cube, at(4, "raw"), false);
    index.delete("p", new HashSet<>(List.of("d4t0")));
    same(kept, cube, at(4, "raw"), false);
    refresh(cube);
    same(kept, cube, at(4, "raw"), false);
  }

  @Test
  void a_filter_that_leaves_a_scene_out_is_obeyed() throws Exception {
    Cube cube = cube(TimeGrouping.SOLAR_DAY, MosaicRule.MOST_RECENT, false);
    DefaultCubeEngine kept = engine(open(cube));
    same(kept, cube, at(5, "raw"), false);
    CubeRequest all = at(5, "raw");
    CubeRequest some =
        new CubeRequest(
            all.target(),
            all.bands(),
            all.times(),
            all.rule(),
            all.resampling(),
            org.geotools.filter.text.ecql.ECQL.toFilter("\"eo:cloud_cover\" < 95"),
            List.of(),
            all.failures());
    same(kept, cube, some, false);
  }

  @Test
  void other_grids_and_resamplings_are_made_of_the_archive() {
    Cube cube = cube(TimeGrouping.INSTANT, MosaicRule.MOST_RECENT, false);
    DefaultCubeEngine kept = engine(open(cube));
    CubeRequest on = at(2, "raw");
    GeoBox half = new GeoBox(new Shape(20, 20), GRID.affine().scale(2, 2), GRID.crs());
    GeoBox beside = grid(600_003, 4_999_996, 20, 20);
    GeoBox beyond = grid(599_900, 5_000_100, 40, 40);
    GeoBox degrees =
        GeoBox.fitting(
            CRS.transform(on.target().extent(), "EPSG:32631", "EPSG:4326"),
            new Shape(30, 30),
            "EPSG:4326");
    for (GeoBox grid : List.of(half, beside, beyond, degrees)) {
      same(kept, cube, on.withTarget(grid), false);
    }
  }
}
