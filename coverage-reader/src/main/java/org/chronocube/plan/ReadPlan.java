// SPDX-License-Identifier: Apache-2.0
package org.chronocube.plan;

import java.util.Comparator;
import java.util.List;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.PixelTransform;
import org.chronocube.grid.Window;
import org.chronocube.mosaic.MosaicRule;
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
    return new Planner(target, window, product -> uses, transforms).plan(rule, scenes);
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
}
