// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** A request without a server. */
public record FakeRequest(
    String method,
    String path,
    String query,
    Map<String, String> headers,
    String content,
    boolean isAbandoned)
    implements WebRequest {

  public FakeRequest(String method, String path, String query, Map<String, String> headers) {
    this(method, path, query, headers, "", false);
  }

  /** GET of a path, which may end in a query string. */
  public static FakeRequest get(String target) {
    String[] parts = target.split("\\?", 2);
    return new FakeRequest("GET", parts[0], parts.length == 2 ? parts[1] : "", Map.of());
  }

  /** POST of a text to a path, which may end in a query string. */
  public static FakeRequest post(String target, String content) {
    FakeRequest get = get(target);
    return new FakeRequest("POST", get.path, get.query, Map.of(), content, false);
  }

  /** The same of a client that has gone away. */
  public FakeRequest abandoned() {
    return new FakeRequest(method, path, query, headers, content, true);
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
    return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
  }
}
