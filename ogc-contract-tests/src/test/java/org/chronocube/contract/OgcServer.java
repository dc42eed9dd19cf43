// SPDX-License-Identifier: Apache-2.0
package org.chronocube.contract;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A server as a client sees it. Parameters are key, value pairs; a later one replaces an earlier
 * one, but {@code subset} is repeated.
 *
 * @param base where GeoServer's addresses start, with a trailing slash
 * @param workspace of the layers
 * @param administrator who may use REST; empty where it is open
 * @param kind which of the two
 */
record OgcServer(URI base, String workspace, Optional<Credentials> administrator, ServerKind kind) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /** A layer's name with its workspace. */
  String layer(String name) {
    return workspace + ":" + name;
  }

  /** A layer's name as identifier of a WCS 2.0 coverage. */
  String coverage(String name) {
    return workspace + "__" + name;
  }

  Answer wms(String... parameters) throws Exception {
    return get("wms", Map.of("service", "WMS"), parameters);
  }

  Answer wcs(String... parameters) throws Exception {
    return get("wcs", Map.of("service", "WCS"), parameters);
  }

  /** As administrator: who may process is the security test's matter. */
  Answer wps(String... parameters) throws Exception {
    return send(
        administrator, HttpRequest.newBuilder(uri("wps", Map.of("service", "WPS"), parameters)));
  }

  /** Posts a document to {@code wcs} or {@code wps}, as administrator. */
  Answer post(String service, String xml) throws Exception {
    return send(
        administrator,
        HttpRequest.newBuilder(base.resolve(service))
            .header("Content-Type", "text/xml")
            .POST(BodyPublishers.ofString(xml)));
  }

  /** Below {@code rest/}, as administrator. */
  Answer rest(String path, String... parameters) throws Exception {
    return send(administrator, HttpRequest.newBuilder(uri("rest/" + path, Map.of(), parameters)));
  }

  /** Below {@code rest/}, as nobody or as somebody else. */
  Answer restAs(Optional<Credentials> who, String method, String path) throws Exception {
    return send(
        who,
        HttpRequest.newBuilder(base.resolve("rest/" + path))
            .method(method, BodyPublishers.noBody()));
  }

  /** Any path below the base, as nobody. */
  Answer get(String path, Map<String, String> first, String... parameters) throws Exception {
    return send(Optional.empty(), HttpRequest.newBuilder(uri(path, first, parameters)));
  }

  private static Answer send(Optional<Credentials> who, HttpRequest.Builder request)
      throws Exception {
    who.ifPresent(w -> request.header("Authorization", w.authorization()));
    return new Answer(CLIENT.send(request.timeout(PATIENCE).build(), BodyHandlers.ofByteArray()));
  }

  private URI uri(String path, Map<String, String> first, String... parameters) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    first.forEach((key, value) -> all.put(key, new ArrayList<>(List.of(value))));
    for (int i = 0; i < parameters.length; i += 2) {
      List<String> values = all.computeIfAbsent(parameters[i], key -> new ArrayList<>());
      if (!parameters[i].equals("subset")) {
        values.clear();
      }
      values.add(parameters[i + 1]);
    }
    StringBuilder query = new StringBuilder();
    all.forEach((key, values) -> values.forEach(value -> append(query, key, value)));
    return URI.create(base.resolve(path) + query.toString());
  }

  private static void append(StringBuilder query, String key, String value) {
    query
        .append(query.isEmpty() ? '?' : '&')
        .append(key)
        .append('=')
        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
  }
}
