// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;

/**
 * The scenes of one instant of a time axis.
 *
 * @param instant the earliest acquisition of them
 * @param scenes in the order they came
 */
record Group(Instant instant, List<Scene> scenes) {

  /** Groups scenes, ascending by instant. */
  static List<Group> of(List<Scene> scenes, TimeGrouping grouping) {
    Map<Object, List<Scene>> byKey = new HashMap<>();
    for (Scene scene : scenes) {
      Object key = grouping == TimeGrouping.INSTANT ? scene.time() : scene.solarDay();
      byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(scene);
    }
    return byKey.values().stream()
        .map(g -> new Group(g.stream().map(Scene::time).min(Instant::compareTo).orElseThrow(), g))
        .sorted(Comparator.comparing(Group::instant))
        .toList();
  }
}
