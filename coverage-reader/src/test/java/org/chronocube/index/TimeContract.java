// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chronocube.index.Scenes.OTHER_PRODUCT;
import static org.chronocube.index.Scenes.scene;
import static org.chronocube.index.Scenes.square;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;
import org.chronocube.time.TimeInterval;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Queries by time and distinct times. */
abstract class TimeContract extends OrderContract {

  @Nested
  class Time {

    @BeforeEach
    void scenes() {
      insert(
          scene("may1a").at("2024-05-01T10:50:00Z"),
          scene("may1b").at("2024-05-01T10:50:14.500Z"),
          scene("may6").at("2024-05-06T10:50:00Z").of(OTHER_PRODUCT),
          scene("june").at("2024-06-01T00:00:00Z"));
    }

    private SceneQuery in(TimeInterval... intervals) {
      return SceneQuery.ALL.withTimes(List.of(intervals), TimeGrouping.INSTANT).withSort(byId());
    }

    private TimeInterval between(String start, String end) {
      return new TimeInterval(Instant.parse(start), Instant.parse(end));
    }

    @Test
    void intervals_include_their_start_and_exclude_their_end() {
      assertThat(ids(in(between("2024-05-01T10:50:00Z", "2024-06-01T00:00:00Z"))))
          .containsExactly("may1a", "may1b", "may6");
      assertThat(ids(in(between("2024-05-01T10:50:00.001Z", "2024-06-01T00:00:00.001Z"))))
          .containsExactly("june", "may1b", "may6");
    }

    @Test
    void any_of_several_intervals_and_instants() {
      assertThat(
              ids(
                  in(
                      TimeInterval.at(Instant.parse("2024-05-01T10:50:14.500Z")),
                      between("2024-05-20T00:00:00Z", "2024-07-01T00:00:00Z"),
                      TimeInterval.at(Instant.parse("2024-05-06T10:50:00Z")))))
          .containsExactly("june", "may1b", "may6");
      assertThat(ids(in(TimeInterval.ALL))).hasSize(4);
    }

    @Test
    void scenes_are_counted_between_instants() {
      List<Instant> edges =
          List.of(
              Instant.parse("2024-05-01T10:50:00Z"),
              Instant.parse("2024-05-01T10:50:14.500Z"),
              Instant.parse("2024-05-06T00:00:00Z"),
              Instant.parse("2024-06-01T00:00:00Z"));
      assertThat(index.histogram(SceneQuery.ALL, edges)).containsExactly(1, 1, 1);
      assertThat(index.histogram(SceneQuery.of(List.of(OTHER_PRODUCT)), edges))
          .containsExactly(0, 0, 1);
      assertThat(index.histogram(SceneQuery.ALL.withArea(square(100, 10)), edges))
          .containsExactly(0, 0, 0);
      SceneQuery day = in(between("2024-05-01T00:00:00Z", "2024-05-02T00:00:00Z")).withPage(1, 1);
      assertThat(index.histogram(day, edges)).containsExactly(1, 1, 0);
      assertThat(index.histogram(SceneQuery.of(List.of("unknown")), edges))
          .containsExactly(0, 0, 0);
    }

    @Test
    void a_great_many_intervals() {
      TimeInterval[] intervals =
          IntStream.range(0, 3000)
              .mapToObj(i -> Instant.parse("2024-05-01T10:40:00Z").plusSeconds(2L * i))
              .map(t -> new TimeInterval(t, t.plusSeconds(1)))
              .toArray(TimeInterval[]::new);
      assertThat(ids(in(intervals))).containsExactly("may1a", "may1b");
      TimeInterval[] instants =
          IntStream.range(0, 3000)
              .mapToObj(i -> Instant.parse("2024-05-01T10:40:00Z").plusSeconds(i))
              .map(TimeInterval::at)
              .toArray(TimeInterval[]::new);
      assertThat(ids(in(instants))).containsExactly("may1a");
    }

    @Test
    void distinct_times_ascend_unless_newest_first_is_asked_for() {
      insert(scene("again").at("2024-05-01T10:50:00Z"));

      assertThat(times(SceneQuery.ALL))
          .containsExactly(
              "2024-05-01T10:50:00Z",
              "2024-05-01T10:50:14.500Z",
              "2024-05-06T10:50:00Z",
              "2024-06-01T00:00:00Z");
      assertThat(times(SceneQuery.ALL.withSort(List.of(SortKey.NEWEST_FIRST)).withPage(1, 2)))
          .containsExactly("2024-05-06T10:50:00Z", "2024-05-01T10:50:14.500Z");
      assertThat(times(SceneQuery.of(List.of(OTHER_PRODUCT))))
          .containsExactly("2024-05-06T10:50:00Z");
      assertThat(times(SceneQuery.of(List.of("unknown")))).isEmpty();
    }

    @Test
    void bounds_hold_all_times_of_a_query() {
      assertThat(index.timeBounds(SceneQuery.ALL))
          .contains(
              TimeInterval.ofClosed(
                  Instant.parse("2024-05-01T10:50:00Z"), Instant.parse("2024-06-01T00:00:00Z")));
      assertThat(index.timeBounds(SceneQuery.of(List.of(OTHER_PRODUCT))))
          .contains(TimeInterval.at(Instant.parse("2024-05-06T10:50:00Z")));
      assertThat(index.timeBounds(SceneQuery.ALL.withFilter(SceneFilters.parse("id LIKE 'may1_'"))))
          .contains(
              TimeInterval.ofClosed(
                  Instant.parse("2024-05-01T10:50:00Z"),
                  Instant.parse("2024-05-01T10:50:14.500Z")));
      assertThat(index.timeBounds(SceneQuery.of(List.of("unknown")))).isEmpty();
      assertThat(index.timeBounds(SceneQuery.ALL.withArea(square(100, 0)))).isEmpty();
    }

    @Test
    void bounds_leave_superseded_scenes_out() {
      insert(
          scene("r1").revision("r", "1").at("2030-01-01T00:00:00Z"),
          scene("r2").revision("r", "2").at("2029-01-01T00:00:00Z"));
      assertThat(index.timeBounds(SceneQuery.ALL).orElseThrow().last())
          .isEqualTo(Instant.parse("2029-01-01T00:00:00Z"));
      assertThat(index.timeBounds(SceneQuery.ALL.withSuperseded(true)).orElseThrow().last())
          .isEqualTo(Instant.parse("2030-01-01T00:00:00Z"));
    }
  }

  @Nested
  class Solar_days {

    // Two tiles of one pass at 179° E: the solar day of both is 2 May, UTC has two dates.
    @BeforeEach
    void scenes() {
      insert(
          scene("a").at("2024-05-01T23:59:50Z").over(square(178, -17)),
          scene("b").at("2024-05-02T00:00:05Z").over(square(178, -18)),
          scene("c").at("2024-05-06T23:59:50Z").over(square(178, -17)),
          scene("d").at("2024-05-07T00:00:05Z").over(square(178, -18)));
    }

    private SceneQuery at(String instant) {
      return SceneQuery.ALL
          .withTimes(List.of(TimeInterval.at(Instant.parse(instant))), TimeGrouping.SOLAR_DAY)
          .withSort(byId());
    }

    private final SceneQuery byDay = SceneQuery.ALL.withTimes(List.of(), TimeGrouping.SOLAR_DAY);

    @Test
    void tiles_of_one_pass_are_one_instant() {
      assertThat(times(byDay)).containsExactly("2024-05-01T23:59:50Z", "2024-05-06T23:59:50Z");
      assertThat(times(byDay.withSort(List.of(SortKey.NEWEST_FIRST))))
          .containsExactly("2024-05-06T23:59:50Z", "2024-05-01T23:59:50Z");
      assertThat(times(byDay.withSort(List.of(SortKey.NEWEST_FIRST)).withPage(1, 1)))
          .containsExactly("2024-05-01T23:59:50Z");
    }

    @Test
    void an_instant_stands_for_its_solar_day() {
      assertThat(ids(at("2024-05-01T23:59:50Z"))).containsExactly("a", "b");
      assertThat(ids(at("2024-05-07T00:00:05Z"))).containsExactly("c", "d");
      assertThat(ids(at("2024-05-03T00:00:00Z"))).isEmpty();
      assertThat(ids(at("2024-05-01T23:59:50Z").withArea(square(178.2, -17.8))))
          .containsExactly("a", "b");
    }

    @Test
    void an_interval_that_is_no_instant_is_taken_by_its_times() {
      TimeInterval day =
          new TimeInterval(
              Instant.parse("2024-05-02T00:00:00Z"), Instant.parse("2024-05-03T00:00:00Z"));
      SceneQuery query = SceneQuery.ALL.withTimes(List.of(day), TimeGrouping.SOLAR_DAY);
      assertThat(ids(query)).containsExactly("b");
    }

    @Test
    void days_with_an_area_or_a_filter_are_those_of_the_matching_scenes() {
      SceneQuery southern = byDay.withArea(square(178.2, -18.9));
      assertThat(times(southern)).containsExactly("2024-05-02T00:00:05Z", "2024-05-07T00:00:05Z");
      assertThat(times(southern.withSort(List.of(SortKey.NEWEST_FIRST))))
          .containsExactly("2024-05-07T00:00:05Z", "2024-05-02T00:00:05Z");
      assertThat(times(byDay.withFilter(SceneFilters.parse("id > 'b'"))))
          .containsExactly("2024-05-06T23:59:50Z");
    }

    @Test
    void around_the_globe_days_are_told_by_their_earliest_instant_in_order() {
      Random random = new Random(7);
      List<Scene> scenes = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        scenes.add(
            scene("g" + i)
                .at(Instant.parse("2023-01-01T00:00:00Z").plusSeconds(random.nextInt(20 * 86400)))
                .over(square(random.nextInt(359) - 180, random.nextInt(20)))
                .of(OTHER_PRODUCT)
                .build());
      }
      index.insert(scenes);
      List<String> expected =
          scenes.stream()
              .collect(
                  Collectors.toMap(Scene::solarDay, Scene::time, (a, b) -> a.isBefore(b) ? a : b))
              .values()
              .stream()
              .sorted()
              .distinct()
              .map(Instant::toString)
              .toList();
      List<String> reversed = new ArrayList<>(expected);
      Collections.reverse(reversed);
      SceneQuery sql = byDay.withProducts(List.of(OTHER_PRODUCT));
      SceneQuery java = sql.withFilter(SceneFilters.parse("id ILIKE 'G%'"));
      for (SceneQuery query : List.of(sql, java)) {
        assertThat(times(query)).isEqualTo(expected);
        assertThat(times(query.withSort(List.of(SortKey.NEWEST_FIRST)))).isEqualTo(reversed);
      }
    }
  }
}
