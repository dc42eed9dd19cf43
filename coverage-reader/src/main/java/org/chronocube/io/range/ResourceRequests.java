// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.range;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the requests for resources of one kind: where they go, and what lets them in. Safe for
 * concurrent use.
 */
public interface ResourceRequests {

  /**
   * A request for a resource, made anew for each attempt (signatures have a time).
   *
   * @param method {@code GET} or {@code HEAD}
   * @param headers to send with it, such as {@code Range}
   * @throws IOException when the resource may not be asked for; nothing is sent
   */
  HttpRequest request(String method, URI resource, Map<String, String> headers) throws IOException;

  /**
   * Where to go on after a redirect.
   *
   * @param location the header's value
   * @param region of the bucket when the server said so, else empty
   * @throws IOException when redirects are not followed
   */
  URI redirect(URI resource, String location, Optional<String> region) throws IOException;

  /**
   * What the body of an error says that is worth telling, e.g. a code; empty when nothing does.
   *
   * @param body its first bytes
   */
  default Optional<String> reason(byte[] body) {
    return Optional.empty();
  }

  /** A request without headers; a GET has no body, not even an empty one. */
  static HttpRequest.Builder builder(String method, URI target) {
    HttpRequest.Builder request = HttpRequest.newBuilder(target);
    return method.equals("GET")
        ? request.GET()
        : request.method(method, HttpRequest.BodyPublishers.noBody());
  }
}
