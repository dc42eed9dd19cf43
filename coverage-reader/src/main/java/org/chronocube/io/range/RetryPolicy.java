// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.range;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * When a failed request is sent again: exponential backoff with jitter, and no earlier than the
 * server asks for.
 *
 * @param retries after the first attempt, ≥ 0
 * @param backoff before the first retry; doubled for each further one
 * @param longest pause; a server that asks for more is not waited for
 * @param jitter numbers in [0, 1): a pause is between half of its time and all of it, so that
 *     clients that failed together do not come back together
 * @param clock for servers that name a time
 * @param sleeper waits
 */
public record RetryPolicy(
    int retries,
    Duration backoff,
    Duration longest,
    DoubleSupplier jitter,
    Clock clock,
    Sleeper sleeper) {

  /** Waits some time. */
  @FunctionalInterface
  public interface Sleeper {
    void sleep(Duration pause) throws InterruptedException;
  }

  public RetryPolicy {
    if (retries < 0) {
      throw new IllegalArgumentException("retries must be >= 0, was " + retries);
    }
  }

  /** This many retries from 200 ms on, with pauses of up to 20 s. */
  public static RetryPolicy of(int retries) {
    return new RetryPolicy(
        retries,
        Duration.ofMillis(200),
        Duration.ofSeconds(20),
        () -> ThreadLocalRandom.current().nextDouble(),
        Clock.systemUTC(),
        pause -> Thread.sleep(pause.toMillis()));
  }

  /**
   * How long to wait before a retry.
   *
   * @param retry 0 for the first
   * @param retryAfter the header of RFC 9110, 10.2.3: seconds or a date; null when there is none
   */
  Duration pause(int retry, String retryAfter) {
    double full = Math.min((double) longest.toMillis(), backoff.toMillis() * Math.pow(2, retry));
    Duration own = Duration.ofMillis(Math.round(full * (0.5 + jitter.getAsDouble() / 2)));
    Duration asked = retryAfter == null ? Duration.ZERO : parse(retryAfter.strip());
    Duration pause = asked.compareTo(own) > 0 ? asked : own;
    return pause.compareTo(longest) > 0 ? longest : pause;
  }

  // A header that cannot be understood asks for nothing.
  private Duration parse(String retryAfter) {
    try {
      if (retryAfter.matches("\\d{1,9}")) {
        return Duration.ofSeconds(Long.parseLong(retryAfter));
      }
      TemporalAccessor date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(retryAfter);
      return Duration.between(clock.instant(), Instant.from(date));
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }
}
