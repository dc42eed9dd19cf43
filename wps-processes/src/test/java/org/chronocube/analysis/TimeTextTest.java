// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.chronocube.InvalidParameterException;
import org.chronocube.time.TimeInterval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {

  @ParameterizedTest
  @CsvSource({
    "2023, 2023-01-01T00:00:00Z, 2024-01-01T00:00:00Z",
    "2024-02, 2024-02-01T00:00:00Z, 2024-03-01T00:00:00Z",
    "2023-04-02, 2023-04-02T00:00:00Z, 2023-04-03T00:00:00Z",
    "2023-04-02T10:50:31Z, 2023-04-02T10:50:31Z, 2023-04-02T10:50:32Z",
    "2023-04-02T10:50:31, 2023-04-02T10:50:31Z, 2023-04-02T10:50:32Z",
    "2023-04-02T10:50:31.024Z, 2023-04-02T10:50:31.024Z, 2023-04-02T10:50:31.025Z",
    "2023-04-02T12:00:00+02:00, 2023-04-02T10:00:00Z, 2023-04-02T10:00:01Z",
    "2023-04/2023-05, 2023-04-01T00:00:00Z, 2023-06-01T00:00:00Z",
    "2023-04-02/.., 2023-04-02T00:00:00Z, 9999-12-31T23:59:59.999Z",
    "/2023, 0001-01-01T00:00:00Z, 2024-01-01T00:00:00Z",
  })
  void everyPrecisionCoversAllThatLiesWithin(String text, Instant start, Instant end) {
    assertThat(TimeText.parse(text, "time")).containsExactly(new TimeInterval(start, end));
  }

  @Test
  void listsArePartedByCommasAndNothingIsAll() {
    assertThat(TimeText.parse("2020, 2022", "time")).hasSize(2);
    assertThat(TimeText.parse(null, "time")).isEmpty();
    assertThat(TimeText.parse(" ", "time")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2023-13", "2023-02-30", "2024/2023", "2023,x", "20230402"})
  void whatIsNoTimeNamesTheParameter(String text) {

    assertThatThrownBy(() -> TimeText.parse(text, "before"))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageStartingWith("before must be an ISO 8601 date, time or start/end, was ");
  }
}
