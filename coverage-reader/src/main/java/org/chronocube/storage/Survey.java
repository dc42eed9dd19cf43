// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Cube;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.SceneQuery;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;
import org.chronocube.time.TimeInterval;
import org.locationtech.jts.geom.Geometry;

/**
 * What the index has of a cube now.
 *
 * @param cube of whose whole grid
 * @param record of it
 * @param index asked
 * @param crs for the area of the grid
 */
record Survey(Cube cube, CubeRecord record, SceneIndex index, CrsRegistry crs) {

  /** One scene on the way to its date. */
  private record Found(Instant time, KeptScene scene, long stamp) {}

  /**
   * All dates, ascending. Reads every scene once, and holds little of each.
   *
   * <p>Of dates that share their instant, scenes far apart on both sides of a solar midnight, only
   * the first is given: a time axis has no room for two.
   */
  List<KeptDate> dates() {
    Map<Object, List<Found>> byKey = new LinkedHashMap<>();
    SceneQuery query = query();
    if (query.area().isEmpty()) {
      return List.of();
    }
    try (Stream<Scene> scenes = index.find(query)) {
      scenes.forEach(
          s -> {
            Object key = cube.grouping() == TimeGrouping.INSTANT ? s.time() : s.solarDay();
            byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(found(s));
          });
    }
    List<KeptDate> dates = new ArrayList<>(byKey.values().stream().map(Survey::date).toList());
    dates.sort(Comparator.comparing(KeptDate::time));
    List<KeptDate> apart = new ArrayList<>();
    for (KeptDate date : dates) {
      if (apart.isEmpty() || apart.get(apart.size() - 1).time().isBefore(date.time())) {
        apart.add(date);
      }
    }
    return apart;
  }

  private SceneQuery query() {
    Geometry area = crs.searchArea(cube.grid());
    return SceneQuery.of(cube.products()).withArea(area);
  }

  /** The scenes of a date as the engine takes them: newest first, not coregistered. */
  List<Scene> scenes(Instant time) {
    SceneQuery one = query().withTimes(List.of(TimeInterval.at(time)), cube.grouping());
    try (Stream<Scene> scenes = index.find(one)) {
      return scenes.toList();
    }
  }

  /** A date made of scenes. */
  KeptDate date(List<Scene> scenes, boolean uniform) {
    return date(scenes.stream().map(this::found).toList()).withUniform(uniform);
  }

  private static KeptDate date(List<Found> scenes) {
    Instant time = scenes.stream().map(Found::time).min(Comparator.naturalOrder()).orElseThrow();
    Digest stamp = new Digest();
    scenes.stream().map(Found::stamp).sorted().forEach(stamp::add);
    return new KeptDate(
        time,
        scenes.stream().map(Found::scene).toList(),
        HexFormat.of().toHexDigits(stamp.value()),
        true);
  }

  private Found found(Scene scene) {
    Scene moved = cube.coregistration().apply(List.of(scene)).get(0);
    Digest stamp = new Digest();
    record.granules(moved).forEach(g -> add(stamp, g));
    return new Found(scene.time(), KeptScene.of(moved, record), stamp.value());
  }

  // Of a file that is gone nothing is said here: reading it will name it.
  private static void add(Digest stamp, Granule granule) {
    if (!"file".equals(granule.uri().getScheme())) {
      return;
    }
    String file = granule.uri().getRawPath();
    try {
      BasicFileAttributes of =
          Files.readAttributes(
              Path.of(java.net.URI.create("file://" + file)), BasicFileAttributes.class);
      stamp.add(of.isRegularFile() ? of.size() : 0).add(of.lastModifiedTime().toMillis());
    } catch (IOException | IllegalArgumentException e) {
      stamp.add("none");
    }
  }
}
