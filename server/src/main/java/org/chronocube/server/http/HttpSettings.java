// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.http;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How the HTTP server behaves.
 *
 * @param host address to bind to; loopback unless the operator says otherwise
 * @param port to bind to, 0 for any free one
 * @param limits what it takes at most
 * @param publicRoot the server's root as clients see it behind a proxy, e.g. {@code
 *     https://maps.example.org/}; empty: the request's Host header says
 * @param trustForwarded true to believe X-Forwarded-* headers; only behind a proxy that sets them
 * @param cors which pages of other sites may use the server
 * @param tls to serve HTTPS; empty for plain HTTP
 */
public record HttpSettings(
    String host,
    int port,
    Limits limits,
    Optional<URI> publicRoot,
    boolean trustForwarded,
    Cors cors,
    Optional<Tls> tls) {

  /**
   * What the server takes at most.
   *
   * @param concurrent requests worked on at a time, > 0
   * @param waiting requests that may wait for a place, ≥ 0; further ones are answered 503
   * @param maxWait how long a request waits for a place before it is answered 503
   * @param bodyBytes of a request; past it the answer is 413
   * @param headerBytes of request line and headers; past it the answer is 414 or 431
   * @param idle after which a silent connection is closed
   * @param stop how long running requests may go on when the server stops
   */
  public record Limits(
      int concurrent,
      int waiting,
      Duration maxWait,
      long bodyBytes,
      int headerBytes,
      Duration idle,
      Duration stop) {

    /** Limits that suit a small machine. */
    public static final Limits DEFAULTS =
        new Limits(
            Math.max(8, 2 * Runtime.getRuntime().availableProcessors()),
            200,
            Duration.ofSeconds(30),
            16L << 20,
            32 << 10,
            Duration.ofSeconds(60),
            Duration.ofSeconds(10));

    public Limits {
      if (concurrent < 1 || waiting < 0) {
        throw new IllegalArgumentException(
            "concurrent must be > 0 and waiting >= 0, were " + concurrent + " and " + waiting);
      }
    }
  }

  /**
   * Which pages of other sites may use the server (CORS). To pages of named origins writing is open
   * too; {@code *} opens reading only.
   *
   * @param origins such as {@code https://maps.example.org}, or {@code *} for all; empty for none
   * @param credentials true to let pages of the named origins send the user's log-in along; never
   *     with {@code *}
   */
  public record Cors(Set<String> origins, boolean credentials) {

    /** Nobody. */
    public static final Cors NONE = new Cors(Set.of(), false);

    /** Anybody may read; no log-in goes along. */
    public static final Cors READING = new Cors(Set.of("*"), false);

    public Cors {
      origins = Set.copyOf(origins);
      if (credentials && origins.contains("*")) {
        throw new IllegalArgumentException("credentials must go to named origins, not to *");
      }
    }

    boolean isNamed(String origin) {
      return !origin.equals("*") && origins.contains(origin);
    }
  }

  /**
   * The server's certificate.
   *
   * @param keystore PKCS12 file with the key and the chain
   * @param password of the file and its key
   */
  public record Tls(Path keystore, String password) {

    /** Without the password: this ends up in logs. */
    @Override
    public String toString() {
      return "Tls[" + keystore + "]";
    }
  }

  public HttpSettings {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(cors, "cors");
    publicRoot = publicRoot.map(HttpSettings::withSlash);
  }

  /** Loopback only, plain HTTP, closed to pages of other sites. */
  public static HttpSettings onPort(int port) {
    return new HttpSettings(
        "127.0.0.1", port, Limits.DEFAULTS, Optional.empty(), false, Cors.NONE, Optional.empty());
  }

  public HttpSettings withHost(String other) {
    return new HttpSettings(other, port, limits, publicRoot, trustForwarded, cors, tls);
  }

  public HttpSettings withLimits(Limits other) {
    return new HttpSettings(host, port, other, publicRoot, trustForwarded, cors, tls);
  }

  /** Behind a proxy: links in answers start with {@code root}, or with what the proxy forwards. */
  public HttpSettings behindProxy(Optional<URI> root, boolean forwarded) {
    return new HttpSettings(host, port, limits, root, forwarded, cors, tls);
  }

  public HttpSettings withCors(Cors other) {
    return new HttpSettings(host, port, limits, publicRoot, trustForwarded, other, tls);
  }

  public HttpSettings withTls(Optional<Tls> other) {
    return new HttpSettings(host, port, limits, publicRoot, trustForwarded, cors, other);
  }

  private static URI withSlash(URI uri) {
    return uri.toString().endsWith("/") ? uri : URI.create(uri + "/");
  }
}
