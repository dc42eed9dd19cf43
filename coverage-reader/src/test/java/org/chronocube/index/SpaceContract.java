// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chronocube.index.Scenes.box;
import static org.chronocube.index.Scenes.scene;
import static org.chronocube.index.Scenes.square;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;
import org.chronocube.time.TimeInterval;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Geometry;

/** Queries by area. */
abstract class SpaceContract extends TimeContract {

  @Nested
  class Area {

    private static final String TRIANGLE = "POLYGON((10 40, 20 40, 10 50, 10 40))";

    @Test
    void a_footprint_matches_by_its_shape_and_not_by_its_box() {
      insert(scene("triangle").over(TRIANGLE));

      assertThat(ids(over(box(11, 41, 12, 42)))).containsExactly("triangle");
      SceneQuery beside = over(box(18, 48, 19, 49));
      assertThat(ids(beside)).isEmpty();
      assertThat(index.count(beside)).isZero();
      assertThat(times(beside)).isEmpty();
      assertThat(index.timeBounds(beside)).isEmpty();
    }

    @Test
    void an_area_matches_by_its_shape_too() {
      insert(scene("square").over(box(18, 48, 19, 49)));

      assertThat(ids(over(Scenes.wkt(TRIANGLE)))).isEmpty();
    }

    @Test
    void sharing_a_border_or_a_corner_is_a_match() {
      insert(scene("a").over(square(3, 50)));

      assertThat(ids(over(square(4, 50)))).containsExactly("a");
      assertThat(ids(over(square(4, 51)))).containsExactly("a");
      assertThat(ids(over(square(4.0000001, 50)))).isEmpty();
    }

    @Test
    void points_lines_and_holes() {
      insert(scene("ring").over("POLYGON((0 0, 9 0, 9 9, 0 9, 0 0), (3 3, 6 3, 6 6, 3 6, 3 3))"));

      assertThat(ids(over(Scenes.wkt("POINT(1 1)")))).containsExactly("ring");
      assertThat(ids(over(Scenes.wkt("POINT(4 4)")))).isEmpty();
      assertThat(ids(over(box(4, 4, 5, 5)))).isEmpty();
      assertThat(ids(over(Scenes.wkt("LINESTRING(4 4, 4 20)")))).containsExactly("ring");
      assertThat(ids(over(Scenes.wkt("POLYGON EMPTY")))).isEmpty();
    }

    @Test
    void the_whole_world_and_more_finds_everything() {
      insert(scene("a"), scene("b").over(square(-180, -90)), scene("c").over(square(179, 89)));

      assertThat(ids(over(box(-180, -90, 180, 90)))).hasSize(3);
      assertThat(ids(over(box(-1000, -1000, 1000, 1000)))).hasSize(3);
      assertThat(ids(over(box(-170, -80, 170, 80)))).containsExactly("a");
    }

    /** Box searches and walks along the time index must agree, whatever the size of the area. */
    @Test
    void every_way_through_the_index_gives_the_scenes_that_jts_finds() {
      Random random = new Random(42);
      List<Scene> scenes = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        double x = random.nextDouble() * 350 - 180;
        double y = random.nextDouble() * 170 - 90;
        String shape =
            "POLYGON((%1$s %2$s, %3$s %2$s, %1$s %4$s, %1$s %2$s))"
                .formatted(x, y, x + random.nextDouble() * 10, y + random.nextDouble() * 10);
        scenes.add(
            scene("s%03d".formatted(i))
                .over(shape)
                .at(Instant.parse("2024-01-01T00:00:00Z").plusSeconds(i * 3600L))
                .build());
      }
      index.insert(scenes);
      TimeInterval span =
          new TimeInterval(
              Instant.parse("2024-01-05T00:00:00Z"), Instant.parse("2024-01-12T00:00:00Z"));
      for (int i = 0; i < 60; i++) {
        double x = random.nextDouble() * 300 - 180;
        double y = random.nextDouble() * 120 - 90;
        double size = Math.pow(60, random.nextDouble());
        Geometry area =
            Scenes.wkt(
                "POLYGON((%1$s %2$s, %3$s %2$s, %3$s %4$s, %1$s %2$s))"
                    .formatted(x, y, x + size, y + size));
        SceneQuery query = SceneQuery.ALL.withArea(area);
        if (i % 2 == 0) {
          query = query.withTimes(List.of(span), TimeGrouping.INSTANT);
        }
        boolean timed = i % 2 == 0;
        List<Scene> expected =
            scenes.stream()
                .filter(s -> s.footprint().intersects(area))
                .filter(s -> !timed || span.contains(s.time()))
                .toList();
        List<String> oldest = expected.stream().map(Scene::id).toList();
        assertThat(ids(query.withSort(List.of(SortKey.OLDEST_FIRST)))).isEqualTo(oldest);
        assertThat(ids(query.withSort(byId()))).isEqualTo(oldest);
        assertThat(index.count(query)).isEqualTo(oldest.size());
        assertThat(times(query))
            .isEqualTo(expected.stream().map(s -> s.time().toString()).toList());
      }
    }
  }

  @Nested
  class Antimeridian_and_poles {

    // EXT_POS_LIST of S2A_MSIL2A_20230821T221941_N0509_R029_T01KAB, longitude first.
    private static final String T01KAB =
        "POLYGON((180 -16.259071119106963, -179.71545 -16.263411193996067,"
            + " -179.72957 -17.2548501440442, 180 -17.25048161178992,"
            + " 179.2392098262128 -17.238191708196563, 179.2586253225676 -16.24776292495267,"
            + " 180 -16.259071119106963))";

    @Test
    void a_tile_across_the_antimeridian_is_found_on_both_sides_and_nowhere_else() {
      insert(scene("t01kab").over(T01KAB));

      assertThat(ids(over(box(179.3, -17, 179.4, -16.9)))).containsExactly("t01kab");
      assertThat(ids(over(box(-179.9, -17, -179.8, -16.9)))).containsExactly("t01kab");
      assertThat(ids(over(box(-1, -17, 1, -16)))).isEmpty();
      assertThat(ids(over(box(178, -17, 179, -16)))).isEmpty();
      assertThat(ids(over(box(-179.7, -17, -178, -16)))).isEmpty();
      assertThat(ids(over(box(-180, -18, 180, -10)))).containsExactly("t01kab");
    }

    @ParameterizedTest
    @CsvSource({
      "179.5, 180.5",
      "-180.5, -179.5",
      "180.1, 180.2",
      "-180.6, -180.5",
    })
    void areas_may_run_over_the_antimeridian(double west, double east) {
      insert(
          scene("across").over(T01KAB),
          scene("elsewhere").over(square(0, -17)),
          scene("far").over(square(-170, -17)));

      assertThat(ids(over(box(west, -17, east, -16.5)))).containsExactly("across");
    }

    @Test
    void areas_may_jump_over_the_antimeridian() {
      insert(
          scene("east").over(square(178, -17)),
          scene("west").over(square(-179, -17)),
          scene("across").over(T01KAB),
          scene("greenwich").over(square(0, -17)));
      Geometry jump =
          Scenes.wkt("POLYGON((178.5 -18, -178.5 -17.5, -178.5 -16, 178.5 -16, 178.5 -18))");

      assertThat(ids(over(jump))).containsExactly("across", "east", "west");
    }

    @Test
    void the_solar_day_of_a_tile_across_the_antimeridian_is_that_of_its_centre() {
      insert(scene("t01kab").over(T01KAB).at("2023-08-21T22:19:41Z"));
      insert(scene("neighbour").over(square(178, -17)).at("2023-08-21T22:19:55Z"));

      SceneQuery days = SceneQuery.ALL.withTimes(List.of(), TimeGrouping.SOLAR_DAY);
      assertThat(times(days)).containsExactly("2023-08-21T22:19:41Z");
    }

    @Test
    void a_ring_around_the_pole_holds_the_pole() {
      insert(
          scene("north").over("POLYGON((0 80, 90 82, 180 80, -90 82, 0 80))"),
          scene("south").over("POLYGON((-30 -70, -150 -70, 90 -75, -30 -70))"));

      assertThat(ids(over(Scenes.wkt("POINT(45 90)")))).containsExactly("north");
      assertThat(ids(over(box(-135, 85, -134, 86)))).containsExactly("north");
      assertThat(ids(over(box(-180, 85, 180, 90)))).containsExactly("north");
      assertThat(ids(over(box(10, 70, 11, 75)))).isEmpty();
      assertThat(ids(over(box(170, -89, 175, -88)))).containsExactly("south");
      assertThat(ids(over(box(170, -60, 175, -50)))).isEmpty();
    }

    @Test
    void a_polar_tile_that_holds_no_pole_is_only_itself() {
      // Corner of T33XWJ at 80° N.
      insert(
          scene("t33xwj")
              .over(
                  "POLYGON((17.7331712786673 80.14220060199362,"
                      + " 17.379790197749358 80.13950663608307,"
                      + " 16.501790443577047 80.13063010563617,"
                      + " 14.998956468804682 80.10986307013093,"
                      + " 14.998951147316966 80.16533661794836,"
                      + " 17.7331712786673 80.14220060199362))"));
      assertThat(ids(over(box(15, 80.12, 15.5, 80.13)))).containsExactly("t33xwj");
      assertThat(ids(over(box(-180, 85, 180, 90)))).isEmpty();
    }

    @Test
    void a_footprint_that_is_none_is_refused() {
      assertThatThrownBy(() -> insert(scene("a").over("POLYGON((0 0, 1 0, 1 95, 0 0))")))
          .isInstanceOf(IndexException.class)
          .hasMessage("footprint of scene a: latitude must be in -90..90, was 95.0");
    }
  }
}
