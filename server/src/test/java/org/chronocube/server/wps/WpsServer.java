// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.server.conformance.EchoProcessFactory;
import org.chronocube.server.http.HttpServer;
import org.chronocube.server.http.HttpSettings;
import org.chronocube.server.ows.OwsDispatcher;

/** A WPS of the test processes on a free port, and requests to it. */
final class WpsServer implements AutoCloseable {

  final TestProcesses processes = new TestProcesses();
  private final WpsService service;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  WpsServer(WpsSettings settings, Path storage) {
    this(settings, storage, Clock.systemUTC());
  }

  WpsServer(WpsSettings settings, Path storage, Clock clock) {
    CrsRegistry crs = new CrsRegistry();
    ProcessDirectory directory =
        new ProcessDirectory(List.of(processes, new EchoProcessFactory()), new Bindings(crs));
    service = new WpsService(settings, directory, crs, storage, clock);
    server =
        new HttpServer(
            HttpSettings.onPort(0),
            new OwsDispatcher(
                List.of(service), Set.of(), (request, response) -> response.status(404)));
    server.start();
  }

  HttpResponse<String> get(String query) {
    return send(HttpRequest.newBuilder(URI.create(server.root() + "wps?" + query)).GET());
  }

  /** Execute by key-value pairs; values of inputs are encoded here. */
  HttpResponse<String> execute(String identifier, String dataInputs, String rest) {
    return get(
        "service=WPS&version=1.0.0&request=Execute&Identifier="
            + identifier
            + "&DataInputs="
            + URLEncoder.encode(dataInputs, StandardCharsets.UTF_8)
            + rest);
  }

  HttpResponse<String> follow(String url) {
    return send(HttpRequest.newBuilder(URI.create(url)).GET());
  }

  HttpResponse<String> post(String document) {
    return send(
        HttpRequest.newBuilder(URI.create(server.root() + "wps"))
            .header("Content-Type", "text/xml")
            .POST(HttpRequest.BodyPublishers.ofString(document)));
  }

  HttpResponse<byte[]> bytes(String query) {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create(server.root() + "wps?" + query)).build(),
          HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  void closeService() {
    service.close();
  }

  @Override
  public void close() {
    processes.gate.countDown();
    service.close();
    server.close();
  }
}
