// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down guessing: from the fifth log-in on that fails in a row from one address, the address
 * waits, twice as long each time, up to five minutes. A quarter of an hour without a failure is
 * forgiven. Right log-ins do not count, else one account would open the way to all others.
 */
final class Throttle {

  private static final int FREE_FAILURES = 5;
  private static final int MAX_ADDRESSES = 10_000;
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration FORGIVEN = Duration.ofMinutes(15);

  private record Failures(int count, Instant last) {

    Instant until() {
      if (count < FREE_FAILURES) {
        return Instant.MIN;
      }
      long seconds = 1L << Math.min(count - FREE_FAILURES, 20);
      return last.plusSeconds(Math.min(seconds, LONGEST.toSeconds()));
    }
  }

  private final Clock clock;

  @SuppressWarnings("serial") // never serialised
  private final Map<String, Failures> byAddress =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MAX_ADDRESSES;
        }
      };

  Throttle(Clock clock) {
    this.clock = clock;
  }

  /** Seconds an address has to wait before its next log-in, 0 when it may try. */
  synchronized long wait(String address) {
    Failures failures = byAddress.get(address);
    Instant now = clock.instant();
    if (failures == null || !now.isBefore(failures.until())) {
      return 0;
    }
    return Duration.between(now, failures.until()).plusMillis(999).toSeconds();
  }

  synchronized void failed(String address) {
    Instant now = clock.instant();
    Failures before = byAddress.get(address);
    boolean fresh = before == null || before.last.plus(FORGIVEN).isBefore(now);
    byAddress.put(address, new Failures(fresh ? 1 : before.count + 1, now));
  }
}
