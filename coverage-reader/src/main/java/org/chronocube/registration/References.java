// SPDX-License-Identifier: Apache-2.0
package org.chronocube.registration;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chronocube.InvalidParameterException;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Cube;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.SortKey;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;
import org.chronocube.time.TimeInterval;

/** Finds references among the scenes of a cube. */
public final class References {

  private final SceneIndex index;
  private final CrsRegistry crs;

  public References(SceneIndex index, CrsRegistry crs) {
    this.index = index;
    this.crs = crs;
  }

  /** The scenes of a cube, oldest first. */
  public List<Scene> scenes(Cube cube, List<TimeInterval> times) {
    SceneQuery query =
        SceneQuery.of(cube.products())
            .withArea(crs.searchArea(cube.grid()))
            .withTimes(times, cube.grouping())
            .withSort(List.of(SortKey.OLDEST_FIRST));
    try (Stream<Scene> found = index.find(query)) {
      return found.toList();
    }
  }

  /**
   * A scene as the user names it.
   *
   * @param name {@code scene} or {@code product/scene}
   */
  public Optional<Scene> scene(Cube cube, String name) {
    for (String product : cube.products()) {
      String id = name.startsWith(product + "/") ? name.substring(product.length() + 1) : name;
      Optional<Scene> scene = index.scene(product, id);
      if (scene.isPresent()) {
        return scene;
      }
    }
    return Optional.empty();
  }

  /**
   * The least cloudy date of a cube, the newest of equals: all scenes of its solar day when the
   * cube groups by that.
   *
   * @throws InvalidParameterException when the cube has no scene
   */
  public Reference leastCloudy(Cube cube, String band) {
    List<Scene> scenes = scenes(cube, List.of());
    Scene best =
        scenes.stream()
            .min(
                Comparator.comparingDouble(
                        (Scene s) -> s.cloudCover().orElse(Double.POSITIVE_INFINITY))
                    .thenComparing(Scene::time, Comparator.reverseOrder()))
            .orElseThrow(
                () ->
                    new InvalidParameterException(
                        "cube", "cube must have scenes in the index, was " + cube.name()));
    List<TimeInterval> times =
        scenes.stream()
            .filter(s -> isOneDate(cube, best, s))
            .map(s -> TimeInterval.at(s.time()))
            .distinct()
            .toList();
    return Reference.of(cube, band, times, best.time().toString());
  }

  private static boolean isOneDate(Cube cube, Scene a, Scene b) {
    return cube.grouping() == TimeGrouping.SOLAR_DAY
        ? a.solarDay().equals(b.solarDay())
        : a.time().equals(b.time());
  }
}
