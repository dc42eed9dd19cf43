// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Date;
import org.chronocube.InvalidParameterException;
import org.chronocube.time.TimeInterval;
import org.geotools.util.DateRange;
import org.junit.jupiter.api.Test;

class TimeValuesTest {

  private static final Instant FIRST = Instant.parse("2024-02-02T00:00:00Z");
  private static final Instant LAST = Instant.parse("2024-02-02T23:59:59.999Z");

  @Test
  void a_date_is_an_instant() {
    assertThat(TimeValues.interval(Date.from(FIRST))).isEqualTo(TimeInterval.at(FIRST));
    assertThat(TimeValues.interval(new java.sql.Timestamp(FIRST.toEpochMilli())))
        .isEqualTo(TimeInterval.at(FIRST));
  }

  /** How GeoServer passes {@code TIME=2024-02-02T00:00:00Z}. */
  @Test
  void a_range_from_an_instant_to_itself_is_that_instant() {
    assertThat(TimeValues.interval(new DateRange(Date.from(FIRST), Date.from(FIRST))).isInstant())
        .isTrue();
  }

  /** How GeoServer passes {@code TIME=2024-02-02}. */
  @Test
  void both_ends_of_a_range_belong_to_it() {
    TimeInterval day = TimeValues.interval(new DateRange(Date.from(FIRST), Date.from(LAST)));

    assertThat(day).isEqualTo(new TimeInterval(FIRST, Instant.parse("2024-02-03T00:00:00Z")));
  }

  @Test
  void text_is_read_as_iso() {
    assertThat(TimeValues.interval("2024-02-02T00:00:00.000Z")).isEqualTo(TimeInterval.at(FIRST));
    assertThat(TimeValues.interval("2024-02-02T00:00:00Z/2024-02-02T23:59:59.999Z").last())
        .isEqualTo(LAST);
  }

  /** How GeoServer passes {@code TIME=2024-02-02T00:00:00Z/PRESENT}. */
  @Test
  void open_ends_are_the_ends_of_time() {
    TimeInterval open =
        TimeValues.interval(new DateRange(new Date(Long.MIN_VALUE), new Date(Long.MAX_VALUE)));

    assertThat(open).isEqualTo(TimeInterval.ALL);
  }

  @Test
  void anything_else_is_refused() {
    assertThatThrownBy(() -> TimeValues.interval("soon"))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("TIME must be a date, a range of dates or an ISO 8601 instant, was soon");
    assertThatThrownBy(() -> TimeValues.interval("2024-02-02T00:00:00Z/2024-01-01T00:00:00Z"))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("time interval must have start <= end");
    assertThatThrownBy(() -> TimeValues.interval("2024-02-02T00:00:00Z/"))
        .isInstanceOf(InvalidParameterException.class);
  }
}
