// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.chronocube.band.DataType;
import org.chronocube.band.Scaling;
import org.chronocube.geolocation.GeolocationException;
import org.chronocube.geolocation.ImageCrs;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.PixelTransform;
import org.chronocube.grid.Window;
import org.chronocube.io.RasterOpener;
import org.chronocube.io.RasterReadException;
import org.chronocube.kernel.Encoding;
import org.chronocube.kernel.Neighbourhood;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.Contribution;
import org.chronocube.mosaic.MaskRule;
import org.chronocube.mosaic.MosaicAccumulator;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.BandUse;
import org.chronocube.plan.CubeRequest.FailurePolicy;
import org.chronocube.plan.Planner;
import org.chronocube.plan.ReadPlan;
import org.chronocube.plan.ReadTask;
import org.chronocube.plan.SceneRead;
import org.chronocube.raster.RasterBlock;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;

/** One request at work: makes tiles of it, on any thread, and remembers what they were made of. */
final class Job {

  private final GeoBox target;
  private final MosaicRule rule;
  private final FailurePolicy policy;
  private final List<BandRecipe> recipes;
  private final Map<String, List<BandUse>> uses;
  private final PixelTransform.Factory transforms;
  private final SceneReader reader;
  private final Progress progress;
  private final Function<Scene, List<Scene>> origins;
  private final Set<String> used = new LinkedHashSet<>();
  private final Map<Object, ReadReport.Failure> failures = new LinkedHashMap<>();

  /**
   * @param mostPixels of a source that are read at once
   * @param origins the scenes that a scene of a plan stands for
   */
  Job(
      GeoBox target,
      MosaicRule rule,
      FailurePolicy policy,
      List<BandRecipe> recipes,
      Map<String, List<MaskRule>> masks,
      RasterOpener opener,
      PixelTransform.Factory transforms,
      Progress progress,
      long mostPixels,
      Function<Scene, List<Scene>> origins) {
    this.target = target;
    this.rule = rule;
    this.policy = policy;
    this.recipes = recipes;
    this.uses = uses(recipes, masks);
    this.transforms = transforms;
    this.reader =
        new SceneReader(new GranuleReader(opener, transforms, target, mostPixels), recipes, masks);
    this.progress = progress;
    this.origins = origins;
  }

  // Of a product that gives none of the bands nothing is read, no mask either.
  private static Map<String, List<BandUse>> uses(
      List<BandRecipe> recipes, Map<String, List<MaskRule>> masks) {
    Map<String, Set<BandUse>> uses = new HashMap<>();
    for (BandRecipe recipe : recipes) {
      recipe
          .sources()
          .forEach(
              (product, source) ->
                  uses.computeIfAbsent(product, p -> new LinkedHashSet<>()).addAll(source.uses()));
    }
    masks.forEach(
        (product, rules) -> {
          Set<BandUse> of = uses.getOrDefault(product, Set.of());
          if (!of.isEmpty()) {
            rules.forEach(m -> of.add(SceneReader.use(m)));
          }
        });
    Map<String, List<BandUse>> lists = new HashMap<>();
    uses.forEach((product, of) -> lists.put(product, List.copyOf(of)));
    return Map.copyOf(lists);
  }

  /** A planner of one window: no file is touched. */
  Planner planner(Window window) {
    return new Planner(target, window, this::uses, transforms);
  }

  private List<BandUse> uses(String product) {
    return uses.getOrDefault(product, List.of());
  }

  /**
   * Where the blocks of the first granule lie on the target; empty when their pixels are not the
   * target's, or it cannot be read, which {@link #make} will tell.
   */
  Optional<BlockLattice> lattice(ReadPlan whole) {
    return whole.scenes().stream().findFirst().flatMap(s -> reader.lattice(s.tasks().get(0)));
  }

  /**
   * Which blocks of its file a task reads, equal numbers mean the same ones; empty when the file
   * cannot be opened, which {@link #make} will tell.
   */
  Optional<Integer> blocksOf(ReadTask task) {
    try {
      return Optional.of(reader.blocksOf(task));
    } catch (RasterReadException e) {
      return Optional.empty();
    }
  }

  /** Has blocks decoded that several slices need; what cannot be read is told by the slices. */
  void decode(ReadTask task) {
    progress.checkCancelled();
    try {
      reader.decode(task);
    } catch (RasterReadException e) {
      return;
    }
  }

  /** True when all samples are integers of at most 16 bits that nothing is done to. */
  boolean isNarrow(ReadPlan whole) {
    return whole.scenes().stream()
        .allMatch(scene -> recipes.stream().allMatch(recipe -> isNarrow(scene, recipe)));
  }

  private static boolean isNarrow(SceneRead scene, BandRecipe recipe) {
    Optional<BandRecipe.Source> source = recipe.source(scene.scene().product());
    if (source.isEmpty()) {
      return true;
    }
    BandUse use = source.get().uses().get(0);
    Optional<Granule> granule = scene.scene().granule(use.band());
    return source.get().expression() == null
        && use.resampling() == Resampling.NEAREST
        && use.neighbourhood().equals(Neighbourhood.NONE)
        && granule.filter(g -> g.type() != DataType.UINT8 && g.type() != DataType.UINT16).isEmpty()
        && granule
            .map(g -> g.scaling().into(recipe.band().scaling()))
            .filter(s -> !s.equals(Scaling.IDENTITY))
            .isEmpty();
  }

  /** Makes one tile: one block per requested band, in the cube bands' encoding. */
  List<RasterBlock> make(ReadPlan plan) {
    Window tile = plan.window();
    MosaicAccumulator mosaic =
        MosaicAccumulator.of(rule, tile.shape(), recipes.size(), plan.scenes().size());
    for (SceneRead scene : plan.scenes()) {
      progress.checkCancelled();
      Window at = scene.target().shift(-tile.rowStart(), -tile.colStart());
      BitSet present = present(scene);
      if (!present.isEmpty() && mosaic.needs(at, present)) {
        boolean gave = read(scene, tile).map(mosaic::feed).orElse(false);
        if (gave) {
          remember(scene.scene());
        }
      }
    }
    List<RasterBlock> blocks = mosaic.result();
    for (int i = 0; i < blocks.size(); i++) {
      Encoding.store(blocks.get(i), recipes.get(i).band().type(), recipes.get(i).band().noData());
    }
    return blocks;
  }

  private BitSet present(SceneRead scene) {
    BitSet present = new BitSet();
    for (int i = 0; i < recipes.size(); i++) {
      present.set(
          i,
          recipes
              .get(i)
              .source(scene.scene().product())
              .filter(s -> s.uses().stream().allMatch(use -> scene.task(use).isPresent()))
              .isPresent());
    }
    return present;
  }

  /**
   * The scenes whose place on Earth is known; of an image in sensor geometry it is in metadata that
   * may be missing, which then counts as a granule that cannot be read.
   */
  List<Scene> located(List<Scene> scenes) {
    return scenes.stream().filter(this::isLocated).toList();
  }

  private boolean isLocated(Scene scene) {
    for (BandUse use : uses(scene.product())) {
      Optional<Granule> granule =
          scene.granule(use.band()).filter(g -> ImageCrs.isImage(g.grid().crs()));
      if (granule.isPresent()) {
        try {
          transforms.between(target, granule.get().grid());
        } catch (GeolocationException e) {
          fail(new GranuleFailure(scene, granule.get(), e));
          return false;
        }
      }
    }
    return true;
  }

  private Optional<Contribution> read(SceneRead scene, Window tile) {
    try {
      return reader.read(scene, tile);
    } catch (GranuleFailure e) {
      fail(e);
      return Optional.empty();
    }
  }

  private void fail(GranuleFailure e) {
    if (policy == FailurePolicy.FAIL) {
      throw e.toException();
    }
    synchronized (this) {
      failures.putIfAbsent(List.of(e.failure().scene(), e.failure().band()), e.failure());
    }
  }

  private synchronized void remember(Scene scene) {
    origins.apply(scene).forEach(s -> used.add(GranuleFailure.id(s)));
  }

  /**
   * What was used and what failed.
   *
   * @param order all candidates in the order they are used
   * @param coregistration as it was applied to them
   */
  synchronized ReadReport report(List<Scene> order, Coregistration coregistration) {
    List<String> scenes = new ArrayList<>();
    List<String> moved = new ArrayList<>();
    for (Scene scene : order.stream().flatMap(s -> origins.apply(s).stream()).toList()) {
      if (used.contains(GranuleFailure.id(scene))) {
        scenes.add(GranuleFailure.id(scene));
        if (coregistration.moves(scene)) {
          moved.add(GranuleFailure.id(scene));
        }
      }
    }
    return new ReadReport(scenes, moved, List.copyOf(failures.values()));
  }
}
