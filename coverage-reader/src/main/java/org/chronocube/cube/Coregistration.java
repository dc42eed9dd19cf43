// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.util.List;
import org.chronocube.scene.Scene;
import org.chronocube.scene.SceneShift;

/**
 * Whether a cube moves its scenes onto their reference, by the shifts that have been measured and
 * stored with them. Their grids are moved before anything is planned, so that pixels are resampled
 * once, or not at all.
 *
 * @param minConfidence least confidence of a shift that is applied, 0 to 1; above 1 none is
 */
public record Coregistration(double minConfidence) {

  /** Scenes stay where they are. */
  public static final Coregistration NONE = new Coregistration(Double.POSITIVE_INFINITY);

  /** Half the windows agree. */
  public static final double DEFAULT_CONFIDENCE = 0.5;

  public Coregistration {
    if (!(minConfidence >= 0)) {
      throw new IllegalArgumentException("minimum confidence must be >= 0, was " + minConfidence);
    }
  }

  /** True when a scene has a shift that is applied. */
  boolean moves(Scene scene) {
    return SceneShift.of(scene).filter(s -> s.confidence() >= minConfidence).isPresent();
  }

  /** The scenes, moved where there is a shift to apply. */
  public List<Scene> apply(List<Scene> scenes) {
    return equals(NONE)
        ? scenes
        : scenes.stream()
            .map(s -> moves(s) ? SceneShift.of(s).orElseThrow().applyTo(s) : s)
            .toList();
  }
}
