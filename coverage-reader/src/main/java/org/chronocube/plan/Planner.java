// SPDX-License-Identifier: Apache-2.0
package org.chronocube.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.PixelTransform;
import org.chronocube.grid.Reduction;
import org.chronocube.grid.Window;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;

/**
 * Plans one window of a target grid, for as many scenes as one likes: what has been found for a
 * granule's grid holds for all granules of that grid. Touches no file. Safe for concurrent use.
 */
public final class Planner {

  private final GeoBox target;
  private final Window window;
  private final Function<String, List<BandUse>> uses;
  private final PixelTransform.Factory transforms;
  private final Map<GeoBox, PixelTransform> toSource = new ConcurrentHashMap<>();
  private final Map<GeoBox, PixelTransform> toTarget = new ConcurrentHashMap<>();
  private final Map<Key, Optional<Reach>> reaches = new ConcurrentHashMap<>();

  private record Key(GeoBox grid, Window part, Resampling resampling) {}

  /** Says how strongly a band use of a scene is reduced, when that is settled already. */
  private interface Reductions {
    Optional<Reduction> of(BandUse use);
  }

  /**
   * @param target the grid of the answer
   * @param window the part of it that is planned, not empty
   * @param uses the bands to read of a product's scenes; a scene is kept when it has any of them
   * @param transforms makes transforms between the target and granules, both ways
   */
  public Planner(
      GeoBox target,
      Window window,
      Function<String, List<BandUse>> uses,
      PixelTransform.Factory transforms) {
    this.target = target;
    this.window = window;
    this.uses = uses;
    this.transforms = transforms;
  }

  /**
   * @param rule its order is the plan's; rules without an order keep that of {@code scenes}
   * @param scenes candidates, as the index gave them
   */
  public ReadPlan plan(MosaicRule rule, List<Scene> scenes) {
    return new ReadPlan(
        target,
        window,
        ReadPlan.order(rule, scenes).stream()
            .map(scene -> plan(scene, use -> Optional.empty()))
            .flatMap(Optional::stream)
            .toList());
  }

  /**
   * The part of a larger plan that concerns this window. Reductions stay those of the larger plan:
   * a pixel must not depend on the tile it was made in.
   */
  public ReadPlan part(ReadPlan whole) {
    return new ReadPlan(
        target,
        window,
        whole.scenes().stream()
            .map(s -> plan(s.scene(), use -> s.task(use).map(ReadTask::reduction)))
            .flatMap(Optional::stream)
            .toList());
  }

  private Optional<SceneRead> plan(Scene scene, Reductions settled) {
    List<BandUse> uses = this.uses.apply(scene.product());
    Window reached = null;
    for (BandUse use : uses) {
      Optional<Window> w =
          scene
              .granule(use.band())
              .flatMap(g -> reach(g.grid(), window, use.resampling()))
              .map(Reach::target);
      if (w.isPresent()) {
        reached = reached == null ? w.get() : reached.union(w.get());
      }
    }
    if (reached == null) {
      return Optional.empty();
    }
    List<ReadTask> tasks = new ArrayList<>();
    for (BandUse use : uses) {
      Optional<Granule> granule = scene.granule(use.band());
      if (granule.isPresent()) {
        tasks.add(task(granule.get(), use, reached, settled));
      }
    }
    return Optional.of(new SceneRead(scene, reached, tasks));
  }

  // A granule that ends short of its scene's reach is still a task, of an empty window.
  private ReadTask task(Granule granule, BandUse use, Window reached, Reductions settled) {
    return reach(granule.grid(), reached, use.resampling())
        .map(
            r ->
                new ReadTask(
                    granule, use, reached, r.source(), settled.of(use).orElse(r.reduction())))
        .orElseGet(
            () -> new ReadTask(granule, use, reached, new Window(0, 0, 0, 0), new Reduction(1, 1)));
  }

  private Optional<Reach> reach(GeoBox grid, Window part, Resampling resampling) {
    PixelTransform there = toSource.computeIfAbsent(grid, g -> transforms.between(target, g));
    PixelTransform back = toTarget.computeIfAbsent(grid, g -> transforms.between(g, target));
    return reaches.computeIfAbsent(
        new Key(grid, part, resampling),
        k -> Reach.of(there, back, part, grid.shape(), resampling));
  }
}
