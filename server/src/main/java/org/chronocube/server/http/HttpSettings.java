// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.http;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How the HTTP server behaves.
 *
 * @param host address to bind to; loopback unless the operator says otherwise
 * @param port to bind to, 0 for any free one
 * @param maxConcurrent requests worked on at a time, > 0
 * @param maxWaiting requests that may wait for a place, ≥ 0; further ones are answered 503
 * @param maxWait how long a request waits for a place before it is answered 503
 * @param maxBodyBytes size limit of a request body; past it the answer is 413
 * @param maxHeaderBytes size limit of request line and headers; past it the answer is 414 or 431
 * @param idleTimeout after which a silent connection is closed
 * @param stopTimeout how long running requests may go on when the server stops
 * @param publicRoot the server's root as clients see it behind a proxy, e.g. {@code
 *     https://maps.example.org/}; empty: the request's Host header says
 * @param trustForwarded true to believe X-Forwarded-* headers; only behind a proxy that sets them
 * @param corsOrigin value of Access-Control-Allow-Origin for GET and HEAD; empty: no header
 */
public record HttpSettings(
    String host,
    int port,
    int maxConcurrent,
    int maxWaiting,
    Duration maxWait,
    long maxBodyBytes,
    int maxHeaderBytes,
    Duration idleTimeout,
    Duration stopTimeout,
    Optional<URI> publicRoot,
    boolean trustForwarded,
    Optional<String> corsOrigin) {

  public HttpSettings {
    Objects.requireNonNull(host, "host");
    publicRoot = publicRoot.map(HttpSettings::withSlash);
    if (maxConcurrent < 1 || maxWaiting < 0) {
      throw new IllegalArgumentException(
          "maxConcurrent must be > 0 and maxWaiting >= 0, were "
              + maxConcurrent
              + " and "
              + maxWaiting);
    }
  }

  /** Loopback only, limits that suit a small machine, GET open to every origin. */
  public static HttpSettings onPort(int port) {
    return new HttpSettings(
        "127.0.0.1",
        port,
        Math.max(8, 2 * Runtime.getRuntime().availableProcessors()),
        200,
        Duration.ofSeconds(30),
        16L << 20,
        32 << 10,
        Duration.ofSeconds(60),
        Duration.ofSeconds(10),
        Optional.empty(),
        false,
        Optional.of("*"));
  }

  public HttpSettings withHost(String other) {
    return new HttpSettings(
        other,
        port,
        maxConcurrent,
        maxWaiting,
        maxWait,
        maxBodyBytes,
        maxHeaderBytes,
        idleTimeout,
        stopTimeout,
        publicRoot,
        trustForwarded,
        corsOrigin);
  }

  public HttpSettings withConcurrency(int concurrent, int waiting) {
    return new HttpSettings(
        host,
        port,
        concurrent,
        waiting,
        maxWait,
        maxBodyBytes,
        maxHeaderBytes,
        idleTimeout,
        stopTimeout,
        publicRoot,
        trustForwarded,
        corsOrigin);
  }

  public HttpSettings withMaxBodyBytes(long bytes) {
    return new HttpSettings(
        host,
        port,
        maxConcurrent,
        maxWaiting,
        maxWait,
        bytes,
        maxHeaderBytes,
        idleTimeout,
        stopTimeout,
        publicRoot,
        trustForwarded,
        corsOrigin);
  }

  /** Behind a proxy: links in answers start with {@code root}, or with what the proxy forwards. */
  public HttpSettings behindProxy(Optional<URI> root, boolean forwarded) {
    return new HttpSettings(
        host,
        port,
        maxConcurrent,
        maxWaiting,
        maxWait,
        maxBodyBytes,
        maxHeaderBytes,
        idleTimeout,
        stopTimeout,
        root,
        forwarded,
        corsOrigin);
  }

  public HttpSettings withCorsOrigin(Optional<String> origin) {
    return new HttpSettings(
        host,
        port,
        maxConcurrent,
        maxWaiting,
        maxWait,
        maxBodyBytes,
        maxHeaderBytes,
        idleTimeout,
        stopTimeout,
        publicRoot,
        trustForwarded,
        origin);
  }

  private static URI withSlash(URI uri) {
    return uri.toString().endsWith("/") ? uri : URI.create(uri + "/");
  }
}
