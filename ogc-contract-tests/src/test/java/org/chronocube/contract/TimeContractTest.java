// SPDX-License-Identifier: Apache-2.0
package org.chronocube.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * TIME in WMS (ISO 8601, OGC 06-042 annex C and D). The field's scenes are of 2, 5, 7, 10, 12, 15,
 * 17, 20, 22, 25, 27 and 30 April 2023; the newest of what is asked for is shown.
 */
@ExtendWith(ContractServer.class)
class TimeContractTest {

  private final OgcServer server;

  TimeContractTest(OgcServer server) {
    this.server = server;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "an instant             | 2023-04-15T00:00:00.000Z                          | 20230415",
        "without milliseconds   | 2023-04-15T00:00:00Z                              | 20230415",
        "a day                  | 2023-04-20                                        | 20230420",
        "a month                | 2023-04                                           | 20230430",
        "a year                 | 2023                                              | 20230430",
        "a range                | 2023-04-08/2023-04-16                             | 20230415",
        "a range of instants    | 2023-04-16T00:00:00Z/2023-04-20T00:00:00Z         | 20230420",
        "a range, both included | 2023-04-30T00:00:00.000Z/2023-04-30T00:00:00.000Z | 20230430",
        "a list                 | 2023-04-05,2023-04-15                             | 20230415",
        "a list in any order    | 2023-04-20,2023-04-15                             | 20230420",
        "a list of ranges       | 2023-04-01/2023-04-03,2023-04-13/2023-04-15       | 20230415",
      })
  void the_newest_scene_of_what_is_asked_for_is_shown(String what, String time, String scene)
      throws Exception {
    Answer answer = Sample.map(server, "belgium_s2", "belgium_classes", "time", time);
    Pictures.assertPixels(
        answer.picture("image/png"), Expected.picture("map_scene_classes_" + scene), 0);
  }

  @Test
  void without_a_time_the_default_is_shown() throws Exception {
    Answer answer = Sample.map(server, "belgium_s2", "belgium_classes");
    Pictures.assertPixels(
        answer.picture("image/png"), Expected.picture("map_scene_classes_20230430"), 0);
    assertThat(answer.header("warning"))
        .isEqualTo(
            "99 Default value used: time=2023-04-30T00:00:00.000Z ISO8601 ("
                + server.layer("belgium_s2")
                + ")");
  }

  @Test
  void current_is_the_newest() throws Exception {
    Answer answer = Sample.map(server, "belgium_s2", "belgium_classes", "time", "current");
    Pictures.assertPixels(
        answer.picture("image/png"), Expected.picture("map_scene_classes_20230430"), 0);
  }

  // belgium_s1 declares nearest match within two days.
  @ParameterizedTest
  @CsvSource({"2023-04-15T06:00:00.000Z", "2023-04-14T12:00:01.000Z", "2023-04-15T12:00:00Z"})
  void the_nearest_time_is_shown_and_told(String time) throws Exception {
    Answer answer = Sample.map(server, "belgium_s1", "sar_vv", "time", time);
    Pictures.assertPixels(
        answer.picture("image/png"),
        Sample.radar(server),
        KnownDifference.STRETCH_LEVELS.numberOn(server));
    assertThat(answer.header("warning"))
        .isEqualTo(
            "99 Nearest value used: time=2023-04-15T00:00:00.000Z ISO8601 ("
                + server.layer("belgium_s1")
                + ")");
  }

  @Test
  void too_far_from_every_scene_is_empty() throws Exception {
    Answer answer = Sample.map(server, "belgium_s1", "sar_vv", "time", "2022-01-01");
    assertThat(answer.picture("image/png").getRGB(30, 30) >>> 24).isZero();
    assertThat(answer.header("warning"))
        .isEqualTo("99 No nearest value found on " + server.layer("belgium_s1") + ": time");
  }

  @ParameterizedTest
  @CsvSource({"2023-04-16", "2022", "2023-13-45", "2023-04-16/2023-04-16", "2023-04-06,2023-04-08"})
  void a_time_without_a_scene_is_an_error(String time) throws Exception {
    Answer answer = Sample.map(server, "belgium_s2", "belgium_classes", "time", time);
    Errors.assertWms(answer, "InvalidDimensionValue", "time");
  }

  @ParameterizedTest
  @CsvSource({"yesterdayish", "15.04.2023"})
  void what_is_no_time_is_an_error(String time) throws Exception {
    Answer answer = Sample.map(server, "belgium_s2", "belgium_classes", "time", time);
    String code = KnownDifference.TIME_SYNTAX_CODE.on(server);
    Errors.assertWms(answer, code, code.isEmpty() ? "" : "time");
  }
}
