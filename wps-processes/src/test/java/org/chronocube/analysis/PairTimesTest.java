// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.SceneQuery;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which two instants are compared. Scenes of 1 June 2021, of 20 May and 10 June 2022, of two tiles
 * of a pass on 1 July 2022, and of 5 June 2023 at midnight.
 */
class PairTimesTest {

  @TempDir static Path directory;
  private static SceneIndex index;
  private static SceneQuery all;

  @BeforeAll
  static void fill() {
    index = FakeScenes.index(directory);
    List<Scene> scenes = new ArrayList<>();
    for (String time :
        List.of(
            "2021-06-01T10:00:00Z",
            "2022-05-20T10:00:00Z",
            "2022-06-10T10:00:00Z",
            "2022-07-01T10:00:00Z",
            "2022-07-01T10:00:15Z",
            "2023-06-05T00:00:00Z")) {
      scenes.add(FakeScenes.scene(time, ""));
    }
    index.insert(scenes);
    all = SceneQuery.of(List.of("fake")).withTimes(List.of(), TimeGrouping.SOLAR_DAY);
  }

  @AfterAll
  static void close() {
    index.close();
  }

  private static String days(String times, String back) {
    Optional<PairTimes> found =
        PairTimes.find(
            index,
            all,
            TimeText.parse(times, "time"),
            Optional.ofNullable(back).map(Period::parse));
    return found.map(p -> day(p.before()) + " " + day(p.after())).orElse("nothing");
  }

  private static String day(Object instant) {
    return instant.toString().substring(0, 10);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "between two scenes: their images      | 2022-06-01/2022-06-30 | 2022-05-20 2022-06-10",
        "from scene to scene                   | 2022-05-20T10:00:00Z/2022-06-10T10:00:00Z | 2022-05-20 2022-06-10",
        "whole days of scenes: before the day  | 2022-05-20/2022-06-10 | 2021-06-01 2022-06-10",
        "from before the first: the first      | 2020/2022-06-30       | 2021-06-01 2022-06-10",
        "up to after the last: the last        | 2022-06-30/2030       | 2022-06-10 2023-06-05",
        "open on both sides                    | ../..                 | 2021-06-01 2023-06-05",
        "nothing new in it                     | 2022-08-01/2022-12-31 | nothing",
        "nothing yet                           | 2010/2020             | nothing",
        "only the first scene                  | 2021-01-01/2022-01-01 | nothing",
      })
  void an_interval_compares_the_images_at_its_ends(String what, String time, String expected) {
    assertThat(days(time, null)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "the instant of a scene                | 2022-06-10T10:00:00.000Z | 2022-05-20 2022-06-10",
        "its second                            | 2022-06-10T10:00:00Z     | 2022-05-20 2022-06-10",
        "its day                               | 2022-06-10               | 2022-05-20 2022-06-10",
        "a day that begins with its scene      | 2023-06-05               | 2022-07-01 2023-06-05",
        "the second tile of a pass             | 2022-07-01T10:00:15.000Z | 2022-06-10 2022-07-01",
        "an instant between scenes             | 2022-06-30T00:00:00.000Z | nothing",
        "the first scene                       | 2021-06-01               | nothing",
      })
  void a_single_time_is_compared_with_the_one_before_it(String what, String time, String expected) {
    assertThat(days(time, null)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                                                     | 2022-07-01 2023-06-05",
        "2021-06-01,2022-06-10                                | 2021-06-01 2022-06-10",
        "2022-06-10,2021-06-01                                | 2021-06-01 2022-06-10",
        "2021-06-01,2022-05-20,2022-07-01                     | 2021-06-01 2022-07-01",
        "2022-05-01/2022-06-01,2022-06-20/2022-07-10          | 2022-05-20 2022-07-01",
      })
  void no_time_compares_the_newest_two_and_several_the_first_and_the_last(
      String times, String expected) {
    assertThat(days(times, null)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nearest to 5 June 2022                | 2023-06-05            | P1Y | 2022-06-10 2023-06-05",
        "the start of an interval is not asked | 2023-01-01/2023-12-31 | P1Y | 2022-06-10 2023-06-05",
        "12 days away, of at most 45           | 2022-05-20            | P1Y | 2021-06-01 2022-05-20",
        "30 days away, of at most 45           | 2022-07-01            | P1Y | 2021-06-01 2022-07-01",
        "21 days back, at most 2.6 away        | 2022-06-10            | P21D | 2022-05-20 2022-06-10",
        "none near enough                      | 2023-06-05            | P3M | nothing",
      })
  void a_period_looks_back_to_what_is_nearest(
      String what, String time, String back, String expected) {
    assertThat(days(time, back)).isEqualTo(expected);
  }
}
