// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pauses from 200 ms on, of up to 20 s, at noon of 2024-05-01. */
class RetryPolicyTest {

  private static RetryPolicy policy(double jitter) {
    return new RetryPolicy(
        3,
        Duration.ofMillis(200),
        Duration.ofSeconds(20),
        () -> jitter,
        Clock.fixed(Instant.parse("2024-05-01T12:00:00Z"), ZoneOffset.UTC),
        pause -> {});
  }

  /** Between half of 200 ms · 2^retry and all of it. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 100",
    "0, 0.5, 150",
    "1, 0, 200",
    "3, 0.5, 1200",
    "6, 0, 6400",
    "40, 0, 10000"
  })
  void pauses_double_up_to_the_longest(int retry, double jitter, long millis) {
    assertThat(policy(jitter).pause(retry, null)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({
    "3, 3000",
    "' 3 ', 3000",
    "0, 100",
    "99999, 20000",
    "99999999999999, 100",
    "'Wed, 01 May 2024 12:00:05 GMT', 5000",
    "'Wed, 01 May 2024 11:00:00 GMT', 100",
    "soon, 100"
  })
  void what_the_server_asks_for_is_heeded_within_reason(String retryAfter, long millis) {
    assertThat(policy(0).pause(0, retryAfter)).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void a_negative_number_of_retries_is_refused() {
    assertThatThrownBy(() -> RetryPolicy.of(-1)).hasMessage("retries must be >= 0, was -1");
  }
}
