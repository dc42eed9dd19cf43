// SPDX-License-Identifier: Apache-2.0
package org.chronocube.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTest {

  private static Instant at(String time) {
    return Instant.parse("2023-04-" + time);
  }

  private static final TimeAxis AXIS =
      TimeAxis.of(
          List.of(at("05T10:00:00Z"), at("01T10:00:00Z"), at("09T10:00:00Z"), at("01T10:00:00Z")));

  @ParameterizedTest(name = "{0} at {1}° is {2}")
  @CsvSource({
    "2023-04-05T10:56:00Z, 3, 2023-04-05",
    "2023-04-05T23:59:00Z, 0, 2023-04-05",
    "2023-04-05T23:59:00Z, 1, 2023-04-06", // 4 minutes later by the sun
    "2023-04-05T00:03:00Z, -1, 2023-04-04",
    // One pass over Fiji straddles midnight UTC and the antimeridian. West of it, in the east ...
    "2023-04-05T22:11:00Z, 179.9, 2023-04-06",
    "2023-04-06T00:01:00Z, 179.9, 2023-04-06",
    // ... and east of it, in the west, where the same sun shines on the day before.
    "2023-04-05T22:11:00Z, -179.9, 2023-04-05",
    "2023-04-06T00:01:00Z, -179.9, 2023-04-05",
    "2023-12-31T12:00:00Z, 180, 2024-01-01",
    "2024-01-01T11:59:59Z, -180, 2023-12-31",
  })
  void solarDayFollowsTheSun(Instant time, double longitude, LocalDate day) {
    assertThat(SolarDay.of(time, longitude)).isEqualTo(day);
  }

  @Test
  void solarDayRefusesLongitudesOffTheMap() {
    assertThatThrownBy(() -> SolarDay.of(Instant.EPOCH, 181))
        .hasMessage("longitude must be in -180..180, was 181.0");
    assertThatThrownBy(() -> SolarDay.of(Instant.EPOCH, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void axisSortsAndDropsRepeats() {
    assertThat(AXIS.instants())
        .containsExactly(at("01T10:00:00Z"), at("05T10:00:00Z"), at("09T10:00:00Z"));
    assertThat(AXIS.indexOf(at("05T10:00:00Z"))).isEqualTo(1);
    assertThat(AXIS.indexOf(at("05T10:00:01Z"))).isEqualTo(-1);
    assertThatThrownBy(() -> new TimeAxis(List.of(at("05T10:00:00Z"), at("05T10:00:00Z"))))
        .hasMessageStartingWith("time axis must ascend without repeats");
  }

  @ParameterizedTest(name = "nearest to {0} is {1}")
  @CsvSource({
    "2000-01-01T00:00:00Z, 2023-04-01T10:00:00Z",
    "2023-04-01T10:00:00Z, 2023-04-01T10:00:00Z",
    "2023-04-03T09:59:59.999Z, 2023-04-01T10:00:00Z",
    "2023-04-03T10:00:00Z, 2023-04-01T10:00:00Z", // half way: the earlier
    "2023-04-03T10:00:00.001Z, 2023-04-05T10:00:00Z",
    "9999-12-31T23:59:59Z, 2023-04-09T10:00:00Z",
  })
  void findsTheNearestInstant(Instant wanted, Instant nearest) {
    assertThat(AXIS.nearest(wanted)).contains(nearest);
  }

  @Test
  void anEmptyAxisHasNoNearest() {
    assertThat(TimeAxis.of(List.of()).nearest(Instant.EPOCH)).isEmpty();
    assertThat(TimeAxis.of(List.of()).isEmpty()).isTrue();
  }

  @Test
  void intervalsAreHalfOpen() {
    TimeInterval day = new TimeInterval(at("05T00:00:00Z"), at("06T00:00:00Z"));
    assertThat(day.contains(at("05T00:00:00Z"))).isTrue();
    assertThat(day.contains(at("06T00:00:00Z"))).isFalse();
    assertThat(day.last()).isEqualTo(at("05T23:59:59.999Z"));
    assertThat(day.intersects(new TimeInterval(at("06T00:00:00Z"), at("07T00:00:00Z")))).isFalse();
    assertThat(AXIS.within(day).instants()).containsExactly(at("05T10:00:00Z"));
  }

  @Test
  void closedRangesKeepTheirLastMillisecond() {
    TimeInterval closed = TimeInterval.ofClosed(at("05T00:00:00Z"), at("06T00:00:00Z"));
    assertThat(closed.contains(at("06T00:00:00Z"))).isTrue();
    assertThat(closed.end()).isEqualTo(at("06T00:00:00.001Z"));
    assertThat(TimeInterval.at(at("05T00:00:00Z")).isInstant()).isTrue();
    assertThat(TimeInterval.ofClosed(at("05T00:00:00Z"), at("05T00:00:00Z")).isInstant()).isTrue();
    assertThatThrownBy(() -> TimeInterval.ofClosed(at("06T00:00:00Z"), at("05T00:00:00Z")))
        .hasMessageStartingWith("time interval must have start <= end");
  }

  @Test
  void microsecondsAreCutOff() {
    TimeInterval instant = TimeInterval.at(Instant.parse("2023-04-05T10:00:00.123456Z"));
    assertThat(instant.start()).isEqualTo(at("05T10:00:00.123Z"));
  }
}
