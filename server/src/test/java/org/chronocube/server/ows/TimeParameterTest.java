// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.ows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.chronocube.time.TimeInterval;
import org.geotools.util.DateRange;
import org.geotools.util.DateTimeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeParameterTest {

  private static final Instant NEWEST = Instant.parse("2024-01-01T00:00:00Z");

  private static List<TimeInterval> intervals(String text) {
    return TimeParameter.parse(text, 100, "time", "InvalidDimensionValue").intervals(NEWEST);
  }

  @ParameterizedTest
  @CsvSource({
    // text, first and last millisecond
    "2023-04-02T10:50:31.024Z, 2023-04-02T10:50:31.024Z, 2023-04-02T10:50:31.024Z",
    "2023-04-02T10:50:31Z,     2023-04-02T10:50:31Z,     2023-04-02T10:50:31.999Z",
    "2023-04-02T10:50Z,        2023-04-02T10:50:00Z,     2023-04-02T10:50:59.999Z",
    "2023-04-02T10Z,           2023-04-02T10:00:00Z,     2023-04-02T10:59:59.999Z",
    "2023-04-02,               2023-04-02T00:00:00Z,     2023-04-02T23:59:59.999Z",
    "2024-02,                  2024-02-01T00:00:00Z,     2024-02-29T23:59:59.999Z",
    "2023,                     2023-01-01T00:00:00Z,     2023-12-31T23:59:59.999Z",
    "2023-04-02T10:50:31.5Z,   2023-04-02T10:50:31.500Z, 2023-04-02T10:50:31.500Z",
    "2023-04-02T01:00:00.000+02:00, 2023-04-01T23:00:00Z, 2023-04-01T23:00:00Z",
    "2023-04-02T01:00:00.000 02:00, 2023-04-01T23:00:00Z, 2023-04-01T23:00:00Z",
    "20230402,                 2023-04-02T00:00:00Z,     2023-04-02T23:59:59.999Z",
    "20230402T105031Z,         2023-04-02T10:50:31Z,     2023-04-02T10:50:31.999Z",
    "2023-04-01/2023-04-15,    2023-04-01T00:00:00Z,     2023-04-15T23:59:59.999Z",
    "2023-04-01/P10D,          2023-04-01T00:00:00Z,     2023-04-11T00:00:00Z",
    "P1M/2023-03-31T00:00:00.000Z, 2023-02-28T00:00:00Z, 2023-03-31T00:00:00Z",
    "current,                  2024-01-01T00:00:00Z,     2024-01-01T00:00:00Z",
    "present,                  2024-01-01T00:00:00Z,     2024-01-01T00:00:00Z",
  })
  void every_form_selects_the_milliseconds_it_names(String text, Instant first, Instant last) {
    assertThat(intervals(text)).containsExactly(TimeInterval.ofClosed(first, last));
  }

  @Test
  void a_list_keeps_its_order_and_a_period_is_expanded() {
    assertThat(intervals("2023-04-05T00:00:00.000Z,2023-04-01T00:00:00.000Z"))
        .extracting(TimeInterval::start)
        .containsExactly(
            Instant.parse("2023-04-05T00:00:00Z"), Instant.parse("2023-04-01T00:00:00Z"));
    assertThat(intervals("2023-01-31T00:00:00.000Z/2023-04-30T00:00:00.000Z/P1M"))
        .extracting(i -> i.start().toString())
        .containsExactly(
            "2023-01-31T00:00:00Z",
            "2023-02-28T00:00:00Z",
            "2023-03-31T00:00:00Z",
            "2023-04-30T00:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2023-04-02T10:50:31.024Z",
        "2023-04-02T10:50:31Z",
        "2023-04-02T10:50Z",
        "2023-04-02",
        "2023-04",
        "2023",
        "2023-04-01/2023-04-15",
        "2023-04-01T00:00:00.000Z/2023-04-03T00:00:00.000Z/P1D",
        "2023-04-01,2023-04-03",
        "2023-04-01/P10D",
        "20230402",
      })
  void agrees_with_the_parser_of_geoserver(String text) throws Exception {
    int flags = DateTimeParser.FLAG_IS_LENIENT | DateTimeParser.FLAG_SINGLE_DATE_AS_DATERANGE;
    List<TimeInterval> theirs = new ArrayList<>();
    for (Object o : new DateTimeParser(100, flags).parse(text)) {
      theirs.add(
          o instanceof Date d
              ? TimeInterval.at(d.toInstant())
              : TimeInterval.ofClosed(
                  ((DateRange) o).getMinValue().toInstant(),
                  ((DateRange) o).getMaxValue().toInstant()));
    }
    assertThat(intervals(text)).isEqualTo(theirs);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "2023-13-01",
        "2023-02-30",
        "2023-04-02/",
        "/2023-04-02",
        "a/b/c/d",
        "P1D/P1D",
        "2023-04-15/2023-04-01",
        "2023-04-01/2023-04-02/P0D",
        "2023-04-01/2023-04-02/P-1D",
        "2023-04-01/2023-04-02/1D",
        "",
        ",",
        "2023-04-01,",
        "2023-04-02T25:00:00Z",
        "9999-01-01/P9999999999Y"
      })
  void anything_else_is_an_error_with_the_code_asked_for(String text) {
    assertThatThrownBy(() -> intervals(text))
        .isInstanceOfSatisfying(
            OwsException.class,
            e -> {
              assertThat(e.code()).contains("InvalidDimensionValue");
              assertThat(e.locator()).contains("time");
            })
        .hasMessageStartingWith("time must");
  }

  @Test
  void a_period_that_gives_too_many_times_is_an_error_at_once() {
    assertThatThrownBy(() -> intervals("0001-01-01/9999-01-01/PT0.001S"))
        .isInstanceOf(OwsException.class)
        .hasMessageContaining("at most 100 times");
  }
}
