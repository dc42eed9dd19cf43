// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chronocube.index.Scenes.scene;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.chronocube.scene.Footprints;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;
import org.chronocube.time.TimeInterval;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * No scene less and none more than a look at each of them finds: polygons of 0.01° to 100°
 * anywhere, across the antimeridian and around poles too.
 */
abstract class ExactnessContract extends SourcesContract {

  private static final int SCENES = 1500;
  private static final int AREAS = 60;
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

  @Test
  void random_areas_have_the_scenes_times_and_days_that_each_scene_tells() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(6);
    List<Scene> scenes = new ArrayList<>();
    for (int i = 0; i < SCENES; i++) {
      scenes.add(
          scene("s%04d".formatted(i))
              .over(Footprints.normalize(polygon(random)))
              .at(START.plusSeconds(random.nextInt(100 * 86_400) / 1800 * 1800))
              .cloud(random.nextInt(100))
              .build());
    }
    index.insert(scenes);
    for (int i = 0; i < AREAS; i++) {
      Geometry area = i % 2 == 0 ? polygon(random) : view(random);
      SceneQuery query = SceneQuery.ALL.withArea(area);
      Geometry normal = Footprints.normalizeArea(area);
      List<Scene> expected =
          new ArrayList<>(scenes.stream().filter(s -> s.footprint().intersects(normal)).toList());
      if (i % 3 == 0) {
        Instant from = START.plusSeconds(random.nextInt(90 * 86_400));
        TimeInterval month = new TimeInterval(from, from.plusSeconds(30 * 86_400));
        query = query.withTimes(List.of(month), TimeGrouping.INSTANT);
        expected.removeIf(s -> !month.contains(s.time()));
      }
      if (i % 5 == 0) {
        query = query.withFilter(SceneFilters.parse("\"eo:cloud_cover\" < 20"));
        expected.removeIf(s -> s.cloudCover().orElseThrow() >= 20);
      }
      expected.sort(Comparator.comparing(Scene::time).reversed().thenComparing(Scene::id));
      assertScenes(query, expected);
      assertTimes(query, expected);
    }
  }

  /** Far more than are looked at in one go. */
  @Test
  void a_day_is_found_however_many_earlier_scenes_of_it_only_have_a_box_in_the_area() {
    int misses = 700;
    String corner = "POLYGON((4 50, 4 51, 3 51, 4 50))";
    List<Scene> scenes = new ArrayList<>();
    for (int i = 0; i < misses; i++) {
      scenes.add(scene("first" + i).at(START.plusSeconds(36_000 + i)).over(corner).build());
      scenes.add(scene("third" + i).at(START.plusSeconds(208_800 + i)).over(corner).build());
    }
    scenes.add(scene("hit").at(START.plusSeconds(36_000 + misses)).build());
    scenes.add(scene("later").at(START.plusSeconds(36_001 + misses)).build());
    scenes.add(scene("second").at(START.plusSeconds(122_400)).build());
    index.insert(scenes);
    SceneQuery query =
        SceneQuery.ALL
            .withArea(Footprints.box(3.1, 50.1, 3.2, 50.2))
            .withTimes(List.of(), TimeGrouping.SOLAR_DAY);
    assertThat(times(query)).containsExactly("2024-01-01T10:11:40Z", "2024-01-02T10:00:00Z");
  }

  private void assertScenes(SceneQuery query, List<Scene> expected) {
    List<String> newest = expected.stream().map(Scene::id).toList();
    assertThat(ids(query)).as("in %s", query.area()).isEqualTo(newest);
    assertThat(index.count(query)).isEqualTo(newest.size());
    List<String> pages = new ArrayList<>();
    for (int from = 0; from < newest.size(); from += 100) {
      pages.addAll(ids(query.withPage(from, 100)));
    }
    assertThat(pages).isEqualTo(newest);
  }

  private void assertTimes(SceneQuery query, List<Scene> expected) {
    Map<LocalDate, Instant> first = new TreeMap<>();
    expected.forEach(s -> first.merge(s.solarDay(), s.time(), (a, b) -> a.isBefore(b) ? a : b));
    List<String> days =
        new ArrayList<>(
            first.values().stream().distinct().sorted().map(Instant::toString).toList());
    SceneQuery byDay = query.withTimes(query.times(), TimeGrouping.SOLAR_DAY);
    assertThat(times(byDay)).as("days in %s", query.area()).isEqualTo(days);
    assertThat(times(byDay.withPage(2, 5)))
        .isEqualTo(days.subList(Math.min(2, days.size()), Math.min(7, days.size())));
    Collections.reverse(days);
    assertThat(times(byDay.withSort(List.of(SortKey.NEWEST_FIRST)))).isEqualTo(days);
    assertThat(times(query))
        .isEqualTo(
            expected.stream().map(Scene::time).distinct().sorted().map(Instant::toString).toList());
    assertThat(index.timeBounds(query))
        .isEqualTo(
            Stream.of(expected)
                .filter(e -> !e.isEmpty())
                .map(e -> TimeInterval.ofClosed(e.get(e.size() - 1).time(), e.get(0).time()))
                .findFirst());
  }

  /** A convex ring around some place, now and then one around a pole. */
  private static Geometry polygon(RandomGenerator random) {
    int corners = 3 + random.nextInt(5);
    Coordinate[] ring = new Coordinate[corners + 1];
    boolean polar = random.nextInt(20) == 0;
    double size = polar ? 20 : Math.pow(10, random.nextDouble() * 4 - 2) / 2;
    double x = random.nextDouble() * 360 - 180;
    double y = random.nextDouble() * 180 - 90;
    boolean north = random.nextBoolean();
    for (int i = 0; i < corners; i++) {
      double angle = 360.0 * i / corners;
      ring[i] =
          polar
              ? new Coordinate(angle - 180, (north ? 1 : -1) * (90 - size * random.nextDouble()))
              : new Coordinate(
                  x + size * Math.cos(Math.toRadians(angle)),
                  Math.max(-90, Math.min(90, y + size * Math.sin(Math.toRadians(angle)))));
    }
    ring[corners] = ring[0].copy();
    return new GeometryFactory().createPolygon(ring);
  }

  /** A rectangle as maps ask for, also wider than the world. */
  private static Geometry view(RandomGenerator random) {
    double x = random.nextDouble() * 400 - 200;
    double y = random.nextDouble() * 170 - 90;
    double size = Math.pow(400, random.nextDouble()) / 2;
    return Footprints.box(x, y, x + size, Math.min(90, y + size));
  }
}
