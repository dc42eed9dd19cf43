// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.http;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.chronocube.web.Endpoint;
import org.chronocube.web.RelocatedRequest;
import org.chronocube.web.WebRequest;
import org.chronocube.web.WebResponse;

/**
 * Sends requests to endpoints by path prefix, the longest first. An endpoint sees the path below
 * its prefix and a base that includes it. Immutable: {@link #mount} returns a new router.
 */
public final class Router implements Endpoint {

  private record Mount(String prefix, Endpoint endpoint) {

    boolean holds(String path) {
      return prefix.isEmpty() || path.equals(prefix) || path.startsWith(prefix + "/");
    }
  }

  private final List<Mount> mounts;

  public Router() {
    this(List.of());
  }

  private Router(List<Mount> mounts) {
    this.mounts = mounts;
  }

  /**
   * @param prefix path segments such as {@code geoserver} or {@code geoserver/rest}, no slash at
   *     either end; empty for all that nobody else takes
   */
  public Router mount(String prefix, Endpoint endpoint) {
    if (prefix.startsWith("/") || prefix.endsWith("/")) {
      throw new IllegalArgumentException("prefix must have no slash at either end, was " + prefix);
    }
    return new Router(
        Stream.concat(mounts.stream(), Stream.of(new Mount(prefix, endpoint)))
            .sorted(Comparator.comparingInt((Mount m) -> m.prefix().length()).reversed())
            .toList());
  }

  @Override
  public void handle(WebRequest request, WebResponse response) throws IOException {
    for (Mount mount : mounts) {
      if (mount.holds(request.path())) {
        mount.endpoint().handle(below(mount.prefix(), request), response);
        return;
      }
    }
    notFound(response);
  }

  /** Answers 404 with a line of text. */
  public static void notFound(WebResponse response) throws IOException {
    response.status(404);
    response.header("Content-Type", "text/plain; charset=UTF-8");
    try (var out = response.body()) {
      out.write("Nothing is here.\n".getBytes(StandardCharsets.UTF_8));
    }
  }

  /** A request as seen from below a prefix. */
  private static WebRequest below(String prefix, WebRequest whole) {
    URI base = prefix.isEmpty() ? whole.base() : URI.create(whole.base() + prefix + "/");
    String path = whole.path().substring(prefix.length());
    return new RelocatedRequest(whole, base, path.startsWith("/") ? path.substring(1) : path);
  }
}
