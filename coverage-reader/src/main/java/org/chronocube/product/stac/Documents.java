// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.stac;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Optional;
import org.chronocube.io.range.HttpSettings;
import org.chronocube.io.range.HttpTransfer;
import org.chronocube.io.range.PlainRequests;
import org.chronocube.io.range.ResourceRequests;
import org.chronocube.product.SceneParseException;

/**
 * Fetches documents from files and HTTP servers. Safe for concurrent use.
 *
 * @param transfer connections, timeouts and retries
 * @param requests to servers that may be asked
 */
record Documents(HttpTransfer transfer, ResourceRequests requests) {

  private static final Map<String, String> ACCEPT =
      Map.of("Accept", "application/geo+json, application/json", "Accept-Encoding", "identity");

  static Documents over(HttpSettings settings) {
    return new Documents(new HttpTransfer(settings), new PlainRequests(settings.allowed()));
  }

  /**
   * @throws SceneParseException when it cannot be had, is too large or no JSON
   */
  JsonNode get(Place place) {
    return place.path() != null ? Json.read(place.path()) : fetch(place, requests, ACCEPT);
  }

  /**
   * What a server answers to a JSON document.
   *
   * @throws SceneParseException when it cannot be had, is too large or no JSON
   */
  JsonNode post(Place place, JsonNode body) {
    return fetch(
        place,
        new Posts(requests, body.toString()),
        Map.of(
            "Accept", ACCEPT.get("Accept"),
            "Accept-Encoding", "identity",
            "Content-Type", "application/json"));
  }

  private JsonNode fetch(Place place, ResourceRequests by, Map<String, String> headers) {
    try {
      HttpTransfer.Call call =
          new HttpTransfer.Call(by, "GET", place.uri(), headers, Json.MAX_BYTES);
      return Json.parse(transfer.get(call).body(), place.toString());
    } catch (IOException e) {
      throw new SceneParseException(place + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The same requests, with a body; not sent on to other places. */
  private record Posts(ResourceRequests requests, String body) implements ResourceRequests {

    @Override
    public HttpRequest request(String method, URI resource, Map<String, String> headers)
        throws IOException {
      HttpRequest request = requests.request(method, resource, headers);
      return HttpRequest.newBuilder(request, (name, value) -> true)
          .POST(HttpRequest.BodyPublishers.ofString(body))
          .build();
    }

    @Override
    public URI redirect(URI resource, String location, Optional<String> region) throws IOException {
      throw new IOException("a search must not be redirected");
    }
  }
}
