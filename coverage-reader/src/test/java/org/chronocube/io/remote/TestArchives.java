// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.remote;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.chronocube.io.range.HttpSettings;
import org.chronocube.io.range.RetryPolicy;

/** Archives of servers on the loopback interface that do not sleep before they try again. */
final class TestArchives {

  private TestArchives() {}

  static Archives of(S3Server s3) {
    return of(s3.bucket(), http(pause -> {}));
  }

  static Archives of(S3Bucket bucket, HttpSettings http) {
    return new Archives(
        new ArchiveSettings(Set.of("localhost"), List.of(bucket), 32 << 20),
        http,
        S3Server::credentials,
        Clock.systemUTC());
  }

  static HttpSettings http(RetryPolicy.Sleeper sleeper) {
    return http(sleeper, Duration.ofSeconds(20), 4);
  }

  /** Takes what it has opened for unchanged for an hour. */
  static HttpSettings patient() {
    return http(pause -> {}, Duration.ofSeconds(20), 4, Duration.ofHours(1));
  }

  static HttpSettings http(RetryPolicy.Sleeper sleeper, Duration timeout, int connections) {
    return http(sleeper, timeout, connections, Duration.ZERO);
  }

  private static HttpSettings http(
      RetryPolicy.Sleeper sleeper, Duration timeout, int connections, Duration recheckAfter) {
    return new HttpSettings(
        uri -> true,
        Duration.ofSeconds(5),
        timeout,
        timeout,
        connections,
        new RetryPolicy(
            3, Duration.ofMillis(100), Duration.ofSeconds(9), () -> 0, Clock.systemUTC(), sleeper),
        recheckAfter);
  }
}
