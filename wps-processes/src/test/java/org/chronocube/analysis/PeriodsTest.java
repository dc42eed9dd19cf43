// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.chronocube.InvalidParameterException;
import org.chronocube.time.TimeInterval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Periods and seasons of the dates of a series. */
class PeriodsTest {

  private static final float NAN = Float.NaN;
  private static final List<Instant> DATES =
      Stream.of(
              "2019-06-01T00:00:00Z",
              "2019-07-01T00:00:00Z",
              "2019-08-31T23:00:00Z",
              "2021-01-01T00:00:00Z",
              "2021-12-31T23:59:59Z")
          .map(Instant::parse)
          .toList();

  @ParameterizedTest
  @CsvSource({"MEDIAN, 3, 15", "MEAN, 4, 15", "MIN, 1, 10", "MAX, 8, 20"})
  void aYearIsOneValueInItsMiddle(Period.Reduction reduction, float first, float second) {
    Periods periods = Periods.of(new Period(Period.Unit.YEAR, reduction), DATES);
    // 2020 has no date, so it is no period.
    assertThat(periods.times().days())
        .containsExactly(
            LocalDate.of(2019, 7, 2).toEpochDay() + 0.5,
            LocalDate.of(2021, 7, 2).toEpochDay() + 0.5);
    float[][] reduced = new float[2][2];
    periods.reduce(
        new float[][] {{8, 1, 3, 20, 10}, {NAN, NAN, NAN, NAN, 7}}, reduced, new float[5]);
    assertThat(reduced[0]).containsExactly(first, second);
    assertThat(reduced[1]).containsExactly(NAN, 7);
  }

  @Test
  void withoutPeriodsEveryDateStandsForItself() {
    Periods periods = Periods.of(Period.NONE, DATES);
    assertThat(periods.isPlain()).isTrue();
    assertThat(periods.times().count()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({
    "06-01/09-15, 2020-06-01T00:00:00Z, true",
    "06-01/09-15, 2020-09-15T23:59:59Z, true",
    "06-01/09-15, 2020-09-16T00:00:00Z, false",
    "11-15/02-10, 2020-12-31T12:00:00Z, true",
    "11-15/02-10, 2020-02-10T12:00:00Z, true",
    "11-15/02-10, 2020-02-11T12:00:00Z, false",
    "'', 2020-02-29T12:00:00Z, true"
  })
  void aSeasonIsAPartOfEveryYear(String season, Instant instant, boolean inside) {
    assertThat(Season.parse(season).contains(instant)).isEqualTo(inside);
  }

  @Test
  void aSeasonIsAnIntervalOfEachYear() {
    Instant from = Instant.parse("2019-03-01T00:00:00Z");
    Instant to = Instant.parse("2020-12-24T00:00:00Z");
    assertThat(Season.parse("11-15/02-10").within(List.of(), from, to))
        .extracting(t -> t.start() + "/" + t.end())
        .containsExactly(
            "2018-11-15T00:00:00Z/2019-02-11T00:00:00Z",
            "2019-11-15T00:00:00Z/2020-02-11T00:00:00Z",
            "2020-11-15T00:00:00Z/2021-02-11T00:00:00Z");
    List<TimeInterval> times = TimeText.parse("2020-01/2020-06,2020-12-01", "time");
    assertThat(Season.parse("11-15/02-10").within(times, from, to))
        .extracting(t -> t.start() + "/" + t.end())
        .containsExactly(
            "2020-01-01T00:00:00Z/2020-02-11T00:00:00Z",
            "2020-12-01T00:00:00Z/2020-12-02T00:00:00Z");
    assertThat(Season.ALL.within(times, from, to)).isSameAs(times);
  }

  @ParameterizedTest
  @CsvSource({"summer", "06-01", "13-01/14-01", "06-01/09-15/10-01"})
  void seasonsThatAreNoneAreRefused(String season) {
    assertThatThrownBy(() -> Season.parse(season))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("season must be MM-DD/MM-DD, such as 06-01/09-15, was " + season);
  }
}
