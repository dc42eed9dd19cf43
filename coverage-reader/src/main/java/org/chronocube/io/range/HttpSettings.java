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
 * How resources are read over HTTP(S).
 *
 * @param allowed which URIs may be asked, redirects included; decides on scheme, host and port so
 *     that a request cannot make the server talk to its own network. A name is not resolved here:
 *     allow only names whose DNS is trusted
 * @param connectTimeout for the connection
 * @param answerTimeout for one request, from sending it to the first byte of the answer
 * @param stallTimeout how long a body may bring next to nothing
 * @param connections at most to one host at a time, ≥ 1; further requests wait
 * @param retries after connection errors, timeouts, truncated bodies, status 429 and 5xx
 * @param recheckAfter how long a resource is taken for unchanged before it is asked again; changes
 *     that a read comes across are seen at once
 */
public record HttpSettings(
    Predicate<URI> allowed,
    Duration connectTimeout,
    Duration answerTimeout,
    Duration stallTimeout,
    int connections,
    RetryPolicy retries,
    Duration recheckAfter) {

  public HttpSettings {
    Objects.requireNonNull(allowed, "allowed");
    Objects.requireNonNull(retries, "retries");
    if (connections < 1) {
      throw new IllegalArgumentException("connections must be >= 1, was " + connections);
    }
  }

  /**
   * Timeouts of 5 s, 30 s and 15 s, 16 connections a host, four retries, rechecked after a minute.
   */
  public static HttpSettings allowing(Predicate<URI> allowed) {
    return new HttpSettings(
        allowed,
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(15),
        16,
        RetryPolicy.of(4),
        Duration.ofMinutes(1));
  }

  /** A predicate for {@link #allowed}: these host names, whatever the port. */
  public static Predicate<URI> hosts(Set<String> names) {
    Set<String> lower =
        names.stream().map(n -> n.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    return uri -> uri.getHost() != null && lower.contains(uri.getHost().toLowerCase(Locale.ROOT));
  }
}
