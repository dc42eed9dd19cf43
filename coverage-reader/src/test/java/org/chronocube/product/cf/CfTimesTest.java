// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.cf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.chronocube.io.array.ArrayInfo;
import org.chronocube.io.array.ElementType;
import org.chronocube.product.SceneParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CfTimesTest {

  private static ArrayInfo time(Map<String, Object> attributes) {
    return new ArrayInfo(
        "time", ElementType.FLOAT64, List.of("time"), List.of(1), List.of(1), attributes);
  }

  // Computed by cftime.num2date.
  @ParameterizedTest
  @CsvSource({
    "days since 1990-01-01, 12144, 2023-04-02T00:00:00Z",
    "days since 1970-1-1, 0.5, 1970-01-01T12:00:00Z",
    "days since 1970-01-01 00:00:00, 17182.395833333332, 2017-01-16T09:30:00Z",
    "day since 2000-01-01T06:00:00Z, 1, 2000-01-02T06:00:00Z",
    "hours since 2023-01-01 00:00:00, 2184, 2023-04-02T00:00:00Z",
    "hours since 1900-01-01 00:00:00.0, 1080000, 2023-03-17T00:00:00Z",
    "minutes since 2023-01-01 12:30, -30, 2023-01-01T12:00:00Z",
    "seconds since 1970-01-01 00:00:00 UTC, 1680393600.123, 2023-04-02T00:00:00.123Z",
    "s since 2023-01-01 02:00:00 +02:00, 0, 2023-01-01T00:00:00Z",
    "milliseconds since 1970-01-01, 1680393600123, 2023-04-02T00:00:00.123Z",
    "microseconds since 2023-04-02 10:20:30.500000, 1000, 2023-04-02T10:20:30.501Z",
    "nanoseconds since 1970-01-01, 1.680393600e18, 2023-04-02T00:00:00Z"
  })
  void numbers_are_times_by_their_units(String units, double value, Instant expected) {
    assertThat(CfTimes.of(time(Map.of("units", units))).at(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "days",
        "months since 2000-01-01",
        "days since yesterday",
        "days since 2000-13-01"
      })
  void other_units_are_refused(String units) {
    assertThatThrownBy(() -> CfTimes.of(time(Map.of("units", units))))
        .isInstanceOf(SceneParseException.class)
        .hasMessage("units of variable time must be UNIT since DATE, were " + units);
  }

  @Test
  void calendars_without_our_dates_are_refused() {
    Map<String, Object> attributes =
        Map.of("units", "days since 2000-01-01", "calendar", "360_day");
    assertThatThrownBy(() -> CfTimes.of(time(attributes)))
        .isInstanceOf(SceneParseException.class)
        .hasMessageEndingWith("must be standard or proleptic_gregorian, was 360_day");
  }
}
