// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.range;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How HTTP(S) resources are read.
 *
 * @param allowed which URIs may be asked, redirects included; decides on scheme, host and port so
 *     that a request cannot make the server talk to its own network. A name is not resolved here:
 *     allow only names whose DNS is trusted
 * @param connectTimeout for the connection
 * @param requestTimeout for one request, from sending it to the last byte
 * @param retries after the first attempt, on connection errors, timeouts, status 429 and 5xx
 * @param backoff before the first retry; doubled for each further one
 * @param recheckAfter how long a resource is taken for unchanged before it is asked again; changes
 *     that a read comes across are seen at once
 */
public record HttpSettings(
    Predicate<URI> allowed,
    Duration connectTimeout,
    Duration requestTimeout,
    int retries,
    Duration backoff,
    Duration recheckAfter) {

  public HttpSettings {
    Objects.requireNonNull(allowed, "allowed");
    if (retries < 0) {
      throw new IllegalArgumentException("retries must be >= 0, was " + retries);
    }
  }

  /** Timeouts of 5 s and 30 s, three retries from 200 ms, rechecked after a minute. */
  public static HttpSettings allowing(Predicate<URI> allowed) {
    return new HttpSettings(
        allowed,
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        3,
        Duration.ofMillis(200),
        Duration.ofMinutes(1));
  }

  /** A predicate for {@link #allowed}: these host names, whatever the port. */
  public static Predicate<URI> hosts(Set<String> names) {
    Set<String> lower =
        names.stream().map(n -> n.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    return uri -> uri.getHost() != null && lower.contains(uri.getHost().toLowerCase(Locale.ROOT));
  }
}
