// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** A request without a server. */
public record FakeRequest(String method, String path, String query, Map<String, String> headers)
    implements WebRequest {

  /** GET of a path, which may end in a query string. */
  public static FakeRequest get(String target) {
    String[] parts = target.split("\\?", 2);
    return new FakeRequest("GET", parts[0], parts.length == 2 ? parts[1] : "", Map.of());
  }

  public FakeRequest withMethod(String other) {
    return new FakeRequest(other, path, query, headers);
  }

  public FakeRequest withHeader(String name, String value) {
    return new FakeRequest(method, path, query, Map.of(name, value));
  }

  @Override
  public URI base() {
    return URI.create("https://maps.example.org/cube/");
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  @Override
  public InputStream body() {
    return new ByteArrayInputStream(new byte[0]);
  }

  @Override
  public boolean isAbandoned() {
    return false;
  }
}
