// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.SortKey;
import org.chronocube.io.RasterOpener;
import org.chronocube.mosaic.MaskRule;
import org.chronocube.mosaic.MosaicAccumulator;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.CubeRequest;
import org.chronocube.plan.Planner;
import org.chronocube.plan.ReadPlan;
import org.chronocube.plan.SceneRead;
import org.chronocube.plan.SliceRequest;
import org.chronocube.raster.RasterBlock;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;

/** Reads cubes from the files the index knows, or from what is kept of their dates. */
public final class DefaultCubeEngine implements CubeEngine {

  /** A pixel of a finished block: sample and mask. */
  private static final long WAITING_BYTES = 5;

  /** Of a band's pixel: of what is read of a scene, and of the tile when it is done. */
  private static final long TEMPORARY_BYTES = 16;

  private final SceneIndex index;
  private final RasterOpener opener;
  private final CrsRegistry crs;
  private final Workers workers;
  private final Tiling tiling;
  private final WorkingMemory memory;
  private final ValidCounter counter;
  private final SliceStore store;

  /**
   * @param index where scenes are found
   * @param opener how files are opened
   * @param crs for transforms
   * @param pool lends threads for decoding; the calling thread always works too, so any pool will
   *     do, one whose threads call the engine included
   * @param parallelism most threads on one request, ≥ 1
   * @param memoryBytes budget for the tiles under way in one request, the answer itself not counted
   */
  public DefaultCubeEngine(
      SceneIndex index,
      RasterOpener opener,
      CrsRegistry crs,
      Executor pool,
      int parallelism,
      long memoryBytes) {
    this(index, opener, crs, pool, parallelism, memoryBytes, SliceStore.NONE);
  }

  /**
   * As above.
   *
   * @param store what is kept of dates
   */
  public DefaultCubeEngine(
      SceneIndex index,
      RasterOpener opener,
      CrsRegistry crs,
      Executor pool,
      int parallelism,
      long memoryBytes,
      SliceStore store) {
    this(index, opener, crs, pool, parallelism, new WorkingMemory(memoryBytes, memoryBytes), store);
  }

  /**
   * As above.
   *
   * @param memory for the tiles under way, the answers not counted
   * @param store what is kept of dates
   */
  public DefaultCubeEngine(
      SceneIndex index,
      RasterOpener opener,
      CrsRegistry crs,
      Executor pool,
      int parallelism,
      WorkingMemory memory,
      SliceStore store) {
    this.store = store;
    this.memory = memory;
    this.index = index;
    this.opener = opener;
    this.crs = crs;
    this.workers = new Workers(pool, parallelism);
    this.tiling = new Tiling(parallelism, memory.bytes());
    this.counter = new ValidCounter(opener, crs, workers, tiling.sourcePixels());
  }

  @Override
  public CubeRaster read(Cube cube, CubeRequest request, Progress progress) {
    return read(cube, request, find(cube, request), progress);
  }

  /**
   * Reads one request from given scenes, whatever its times, filter and sort.
   *
   * @param found scenes of the cube's products, newest first unless the request sorts; one that
   *     does not reach the target gives nothing
   * @throws org.chronocube.InvalidParameterException when a band is not the cube's
   * @throws org.chronocube.io.RasterReadException when a granule cannot be read and the request
   *     does not ask for a report
   * @throws CancelledException when cancelled
   */
  public CubeRaster read(Cube cube, CubeRequest request, List<Scene> found, Progress progress) {
    KeptSlices kept = kept(cube, request);
    List<BandRecipe> recipes = kept.recipes();
    Job job = job(cube, request, kept, progress);
    List<Scene> scenes = kept.together(job.located(cube.coregistration().apply(found)));
    progress.checkCancelled();
    GeoBox target = request.target();
    ReadPlan whole = job.planner(target.window()).plan(request.rule(), scenes);
    List<Scene> candidates = scenes(whole);
    List<RasterBlock> answer = new ArrayList<>();
    recipes.forEach(r -> answer.add(RasterBlock.allocate(target.shape())));
    long bytes =
        TEMPORARY_BYTES * recipes.size()
            + MosaicAccumulator.bytesPerPixel(
                request.rule(), recipes.size(), candidates.size(), job.isNarrow(whole));
    try (WorkingMemory.Part part = take(request, tiling.wanted(target.shape(), bytes))) {
      List<Window> tiles =
          new Tiling(workers.parallelism(), part.bytes())
              .windows(target.shape(), bytes, () -> job.lattice(whole));
      fill(answer, tiles, job, whole, progress);
    }
    return new CubeRaster(
        target,
        recipes.stream().map(BandRecipe::band).toList(),
        List.copyOf(answer),
        job.report(candidates, cube.coregistration()));
  }

  // Others than order statistics gain nothing from larger tiles.
  private WorkingMemory.Part take(CubeRequest request, long wanted) {
    MosaicRule.Kind kind = request.rule().kind();
    boolean keepsDates = kind == MosaicRule.Kind.MEDIAN || kind == MosaicRule.Kind.PERCENTILE;
    return memory.take(keepsDates ? wanted : 0);
  }

  private void fill(
      List<RasterBlock> answer, List<Window> tiles, Job job, ReadPlan whole, Progress progress) {
    AtomicInteger done = new AtomicInteger();
    workers.run(
        tiles.size(),
        i -> {
          progress.checkCancelled();
          Window tile = tiles.get(i);
          List<RasterBlock> blocks =
              job.make(tiles.size() == 1 ? whole : job.planner(tile).part(whole));
          // Tiles share words of the masks, so pasting is for one thread at a time.
          synchronized (answer) {
            for (int b = 0; b < blocks.size(); b++) {
              if (tiles.size() == 1) {
                answer.set(b, blocks.get(b));
              } else {
                answer.get(b).paste(blocks.get(b), tile.rowStart(), tile.colStart());
              }
            }
            progress.report((double) done.incrementAndGet() / tiles.size());
          }
        });
  }

  @Override
  public Optional<BlockLattice> lattice(Cube cube, CubeRequest request) {
    KeptSlices kept = kept(cube, request);
    Job job = job(cube, request, kept, Progress.NONE);
    List<Scene> found = cube.coregistration().apply(find(cube, request));
    Planner planner = job.planner(request.target().window());
    return job.lattice(planner.plan(request.rule(), kept.together(job.located(found))));
  }

  @Override
  public ReadReport slices(
      Cube cube, SliceRequest slices, Progress progress, SliceConsumer consumer) {
    CubeRequest request = slices.request();
    KeptSlices kept = kept(cube, request);
    List<BandRecipe> recipes = kept.recipes();
    Job job = job(cube, request, kept, progress);
    List<Scene> found = list(query(cube, request).withTimes(request.times(), cube.grouping()));
    List<Scene> scenes = job.located(cube.coregistration().apply(found));
    Planner planner = job.planner(request.target().window());
    List<SliceTasks.Moment> moments =
        kept.apart(Group.of(scenes, cube.grouping())).stream()
            .map(g -> new SliceTasks.Moment(g.instant(), planner.plan(request.rule(), g.scenes())))
            .filter(m -> !m.plan().scenes().isEmpty())
            .toList();
    List<Window> tiles = tiles(job, request, recipes.size(), moments);
    workers.inOrder(
        new SliceTasks(job, slices, moments, tiles),
        made -> {
          progress.report(made.done());
          if (made.slice() != null) {
            consumer.accept(made.slice());
          }
        });
    progress.report(1);
    return job.report(
        moments.stream().flatMap(m -> scenes(m.plan()).stream()).toList(), cube.coregistration());
  }

  private static List<Scene> scenes(ReadPlan plan) {
    return plan.scenes().stream().map(SceneRead::scene).toList();
  }

  @Override
  public List<Instant> times(Cube cube, GeoBox area, List<TimeInterval> times, Filter filter) {
    SceneQuery query =
        SceneQuery.of(cube.products())
            .withArea(crs.searchArea(area == null ? cube.grid() : area))
            .withTimes(times, cube.grouping())
            .withFilter(filter)
            .withSort(List.of(SortKey.OLDEST_FIRST));
    try (Stream<Instant> found = index.times(query)) {
      return found.toList();
    }
  }

  @Override
  public List<ValidPixels> validPixels(
      ValidRequest request, List<Scene> scenes, Progress progress) {
    return counter.count(request, scenes, masks(request.cube()), progress);
  }

  private KeptSlices kept(Cube cube, CubeRequest request) {
    List<BandRecipe> recipes = BandRecipe.of(cube, request.bands(), request.resampling());
    return new KeptSlices(store, crs, opener, cube, request, recipes);
  }

  private Job job(Cube cube, CubeRequest request, KeptSlices kept, Progress progress) {
    return new Job(
        request.target(),
        request.rule(),
        request.failures(),
        kept.recipes(),
        masks(cube),
        kept,
        crs::pixelTransform,
        progress,
        tiling.sourcePixels(),
        kept::origin);
  }

  private static Map<String, List<MaskRule>> masks(Cube cube) {
    return cube.products().stream()
        .collect(
            Collectors.toMap(
                id -> id, id -> cube.masks().stream().filter(m -> m.appliesTo(id)).toList()));
  }

  private SceneQuery query(Cube cube, CubeRequest request) {
    return SceneQuery.of(cube.products())
        .withArea(crs.searchArea(request.target()))
        .withFilter(request.filter())
        .withSort(request.sort());
  }

  private List<Scene> find(Cube cube, CubeRequest request) {
    SceneQuery query = query(cube, request);
    if (!request.times().isEmpty()) {
      return list(query.withTimes(request.times(), cube.grouping()));
    }
    return newest(query.withTimes(List.of(), cube.grouping()))
        .map(t -> list(query.withTimes(List.of(TimeInterval.at(t)), cube.grouping())))
        .orElse(List.of());
  }

  // Somewhere that is not on Earth there are no scenes, whatever an index makes of "no area".
  private Optional<Instant> newest(SceneQuery query) {
    if (query.area().isEmpty()) {
      return Optional.empty();
    }
    try (Stream<Instant> times =
        index.times(query.withSort(List.of(SortKey.NEWEST_FIRST)).withPage(0, 1))) {
      return times.findFirst();
    }
  }

  private List<Scene> list(SceneQuery query) {
    if (query.area().isEmpty()) {
      return List.of();
    }
    try (Stream<Scene> scenes = index.find(query)) {
      return scenes.toList();
    }
  }

  private List<Window> tiles(
      Job job, CubeRequest request, int bands, List<SliceTasks.Moment> moments) {
    if (moments.isEmpty()) {
      return List.of();
    }
    int most = moments.stream().mapToInt(m -> m.plan().scenes().size()).max().orElseThrow();
    // For each slice that is being made another one may wait to be taken.
    long bytes =
        (TEMPORARY_BYTES + WAITING_BYTES) * bands
            + MosaicAccumulator.bytesPerPixel(request.rule(), bands, most, false);
    Shape target = request.target().shape();
    return SliceTiles.windows(
        target, tiling.side(target, bytes, moments.size()), job.lattice(moments.get(0).plan()));
  }
}
