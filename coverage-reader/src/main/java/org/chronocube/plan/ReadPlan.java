// SPDX-License-Identifier: Apache-2.0
package org.chronocube.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.PixelTransform;
import org.chronocube.grid.Reduction;
import org.chronocube.grid.Window;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;

/**
 * Which granules feed which pixels, in the mosaic rule's order; made without touching a file.
 *
 * @param target the grid of the answer
 * @param window the part of it that is planned
 * @param scenes in the order they are fed; scenes that cannot reach the window are left out
 */
public record ReadPlan(GeoBox target, Window window, List<SceneRead> scenes) {

  public ReadPlan {
    scenes = List.copyOf(scenes);
  }

  /**
   * Plans one window of a target grid.
   *
   * @param target the grid of the answer
   * @param window inside it, not empty
   * @param rule its order is the plan's; rules without an order keep that of {@code scenes}
   * @param scenes candidates, as the index gave them
   * @param uses the bands to read; a scene is kept when it has any of them
   * @param transforms makes the transform from target to granule pixels
   */
  public static ReadPlan of(
      GeoBox target,
      Window window,
      MosaicRule rule,
      List<Scene> scenes,
      List<BandUse> uses,
      PixelTransform.Factory transforms) {
    Planner planner = new Planner(target, window, uses, transforms);
    List<SceneRead> reads =
        order(rule, scenes).stream().map(planner::plan).flatMap(Optional::stream).toList();
    return new ReadPlan(target, window, reads);
  }

  /** The order in which a rule wants scenes; stable. */
  public static List<Scene> order(MosaicRule rule, List<Scene> scenes) {
    Comparator<Scene> newest = Comparator.comparing(Scene::time).reversed();
    return switch (rule.kind()) {
      case MOST_RECENT -> scenes.stream().sorted(newest).toList();
      case LEAST_CLOUDY ->
          scenes.stream()
              .sorted(
                  Comparator.comparingDouble(
                          (Scene s) -> s.cloudCover().orElse(Double.POSITIVE_INFINITY))
                      .thenComparing(newest))
              .toList();
      default -> scenes;
    };
  }

  private static final class Planner {
    private final GeoBox target;
    private final Window window;
    private final List<BandUse> uses;
    private final PixelTransform.Factory transforms;
    private final Map<GeoBox, PixelTransform> toSource = new HashMap<>();
    private final Map<GeoBox, PixelTransform> toTarget = new HashMap<>();
    private final Map<Key, Optional<Reach>> reaches = new HashMap<>();

    Planner(GeoBox target, Window window, List<BandUse> uses, PixelTransform.Factory transforms) {
      this.target = target;
      this.window = window;
      this.uses = uses;
      this.transforms = transforms;
    }

    Optional<SceneRead> plan(Scene scene) {
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
          tasks.add(task(granule.get(), use, reached));
        }
      }
      return Optional.of(new SceneRead(scene, reached, tasks));
    }

    // A granule that ends short of its scene's reach is still a task, of an empty window.
    private ReadTask task(Granule granule, BandUse use, Window reached) {
      return reach(granule.grid(), reached, use.resampling())
          .map(r -> new ReadTask(granule, use, reached, r.source(), r.reduction()))
          .orElseGet(
              () ->
                  new ReadTask(granule, use, reached, new Window(0, 0, 0, 0), new Reduction(1, 1)));
    }

    private Optional<Reach> reach(GeoBox grid, Window part, Resampling resampling) {
      PixelTransform there = toSource.computeIfAbsent(grid, g -> transforms.between(target, g));
      PixelTransform back = toTarget.computeIfAbsent(grid, g -> transforms.between(g, target));
      return reaches.computeIfAbsent(
          new Key(grid, part, resampling),
          k -> Reach.of(there, back, part, grid.shape(), resampling));
    }
  }

  // Scenes of one grid share their geometry.
  private record Key(GeoBox grid, Window part, Resampling resampling) {}
}
