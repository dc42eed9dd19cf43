// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.chronocube.ChronocubeException;
import org.chronocube.server.http.HttpSettings.Cors;
import org.chronocube.server.http.HttpSettings.Limits;
import org.chronocube.web.Endpoint;
import org.chronocube.web.WebRequest;
import org.chronocube.web.WebResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpServerTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<HttpServer> servers = new ArrayList<>();

  private HttpServer serve(HttpSettings settings, Endpoint endpoint) {
    HttpServer server = new HttpServer(settings, endpoint);
    server.start();
    servers.add(server);
    return server;
  }

  @AfterEach
  void stop() {
    servers.forEach(HttpServer::close);
  }

  private static void answer(WebResponse response, String type, String text) throws IOException {
    response.header("Content-Type", type);
    try (OutputStream out = response.body()) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static final Endpoint ECHO =
      (request, response) ->
          answer(
              response,
              "text/plain; charset=UTF-8",
              request.method()
                  + " "
                  + request.base()
                  + " | "
                  + request.path()
                  + " | "
                  + request.query()
                  + " | "
                  + new String(request.body().readAllBytes(), StandardCharsets.UTF_8));

  private static Limits limits(int concurrent, int waiting, long bodyBytes) {
    Limits usual = Limits.DEFAULTS;
    return new Limits(
        concurrent,
        waiting,
        usual.maxWait(),
        bodyBytes,
        usual.headerBytes(),
        usual.idle(),
        usual.stop());
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder to(HttpServer server, String path) {
    return HttpRequest.newBuilder(URI.create(server.root() + path));
  }

  @Test
  void a_router_hands_each_endpoint_what_is_below_its_prefix() throws Exception {
    Router router = new Router().mount("", ECHO).mount("a", ECHO).mount("a/b", ECHO);
    HttpServer server = serve(HttpSettings.onPort(0), router);
    String root = server.root().toString();
    assertThat(send(to(server, "a/b/c%20d?x=%2F")).body())
        .isEqualTo("GET " + root + "a/b/ | c d | x=%2F | ");
    assertThat(send(to(server, "a")).body()).isEqualTo("GET " + root + "a/ |  |  | ");
    assertThat(send(to(server, "ab")).body()).isEqualTo("GET " + root + " | ab |  | ");
    assertThat(send(to(server, "a/x").POST(BodyPublishers.ofString("body"))).body())
        .isEqualTo("POST " + root + "a/ | x |  | body");
  }

  @Test
  void head_has_headers_and_no_body_and_options_says_what_goes() throws Exception {
    HttpServer server = serve(HttpSettings.onPort(0), ECHO);
    var head = send(to(server, "x").method("HEAD", BodyPublishers.noBody()));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("content-type")).contains("text/plain; charset=UTF-8");
    assertThat(head.body()).isEmpty();
    var options = send(to(server, "x").method("OPTIONS", BodyPublishers.noBody()));
    assertThat(options.statusCode()).isEqualTo(204);
    assertThat(options.headers().firstValue("allow"))
        .hasValueSatisfying(v -> assertThat(v).contains("GET"));
  }

  @Test
  void pages_of_other_sites_may_do_nothing_by_default() throws Exception {
    HttpServer server = serve(HttpSettings.onPort(0), ECHO);
    var read = send(to(server, "x").header("Origin", "https://a.example"));
    assertThat(read.headers().map().keySet()).noneMatch(h -> h.startsWith("access-control-"));
    var preflight =
        send(
            to(server, "x")
                .header("Origin", "https://a.example")
                .method("OPTIONS", BodyPublishers.noBody()));
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().map().keySet()).noneMatch(h -> h.startsWith("access-control-"));
  }

  @Test
  void reading_can_be_opened_to_all_origins_and_writing_is_not() throws Exception {
    HttpServer server = serve(HttpSettings.onPort(0).withCors(Cors.READING), ECHO);
    String cors = "access-control-allow-origin";
    var read = send(to(server, "x").header("Origin", "https://a.example"));
    assertThat(read.headers().firstValue(cors)).contains("*");
    assertThat(read.headers().firstValue("access-control-allow-credentials")).isEmpty();
    var preflight =
        send(
            to(server, "x")
                .header("Origin", "https://a.example")
                .method("OPTIONS", BodyPublishers.noBody()));
    assertThat(preflight.headers().firstValue("access-control-allow-methods"))
        .contains("GET, HEAD, OPTIONS");
    assertThat(preflight.headers().firstValue("access-control-allow-headers"))
        .hasValueSatisfying(v -> assertThat(v).doesNotContain("Authorization"));
    var write = to(server, "x").header("Origin", "https://a.example").POST(BodyPublishers.noBody());
    assertThat(send(write).statusCode()).isEqualTo(403);
  }

  @Test
  void named_origins_may_write_and_log_in_when_told_so() throws Exception {
    Cors cors = new Cors(Set.of("https://a.example"), true);
    HttpServer server = serve(HttpSettings.onPort(0).withCors(cors), ECHO);
    var preflight =
        send(
            to(server, "x")
                .header("Origin", "https://a.example")
                .method("OPTIONS", BodyPublishers.noBody()));
    assertThat(preflight.headers().firstValue("access-control-allow-origin"))
        .contains("https://a.example");
    assertThat(preflight.headers().firstValue("access-control-allow-credentials")).contains("true");
    assertThat(preflight.headers().firstValue("access-control-allow-methods"))
        .contains("GET, HEAD, POST, PUT, DELETE, OPTIONS");
    assertThat(preflight.headers().firstValue("access-control-allow-headers"))
        .hasValueSatisfying(v -> assertThat(v).contains("Authorization", "X-API-Key"));
    assertThat(preflight.headers().firstValue("vary")).contains("Origin");
    var write = to(server, "x").header("Origin", "https://a.example").POST(BodyPublishers.noBody());
    assertThat(send(write).statusCode()).isEqualTo(200);
    var other = to(server, "x").header("Origin", "https://b.example");
    assertThat(send(other).headers().firstValue("access-control-allow-origin")).isEmpty();
    assertThatThrownBy(() -> new Cors(Set.of("*"), true))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pages_of_other_sites_cannot_write_and_our_own_can() throws Exception {
    HttpServer server = serve(HttpSettings.onPort(0), ECHO);
    for (String origin : List.of("https://evil.example", "null", "http://127.0.0.1:1")) {
      var write = to(server, "x").header("Origin", origin).POST(BodyPublishers.noBody());
      assertThat(send(write).statusCode()).as(origin).isEqualTo(403);
    }
    String own = server.root().toString().replaceFirst("/$", "");
    var write = to(server, "x").header("Origin", own).POST(BodyPublishers.noBody());
    assertThat(send(write).statusCode()).isEqualTo(200);
    HttpServer published =
        serve(
            HttpSettings.onPort(0)
                .behindProxy(Optional.of(URI.create("https://maps.example.org/eo/")), false),
            ECHO);
    var behind =
        to(published, "x")
            .header("Origin", "https://maps.example.org")
            .POST(BodyPublishers.noBody());
    assertThat(send(behind).statusCode()).isEqualTo(200);
  }

  @Test
  void on_loopback_a_name_that_was_bent_here_gets_nothing() throws Exception {
    HttpServer server = serve(HttpSettings.onPort(0), ECHO);
    for (String host : List.of("localhost", "127.0.0.1:80", "[::1]:8080", "a.localhost")) {
      assertThat(statusLine(server, host)).as(host).contains(" 200 ");
    }
    for (String host : List.of("evil.example", "127.0.0.1.evil.example", "10.0.0.1")) {
      assertThat(statusLine(server, host)).as(host).contains(" 421 ");
    }
    HttpServer published =
        serve(
            HttpSettings.onPort(0)
                .behindProxy(Optional.of(URI.create("https://maps.example.org/eo/")), false),
            ECHO);
    assertThat(statusLine(published, "maps.example.org")).contains(" 200 ");
  }

  private static String statusLine(HttpServer server, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String request = "GET /x HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return answer.lines().findFirst().orElse("");
    }
  }

  @Test
  void text_is_compressed_for_clients_that_take_it_and_images_are_not() throws Exception {
    Endpoint endpoint =
        (request, response) ->
            answer(response, request.path().replace('_', '/'), "pixels ".repeat(500));
    HttpServer server = serve(HttpSettings.onPort(0), endpoint);
    var json =
        client.send(
            to(server, "application_json").header("Accept-Encoding", "br, gzip").build(),
            BodyHandlers.ofInputStream());
    assertThat(json.headers().firstValue("content-encoding")).contains("gzip");
    assertThat(json.headers().firstValue("vary")).contains("Accept-Encoding");
    try (InputStream in = new GZIPInputStream(json.body())) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("pixels ".repeat(500));
    }
    var png = send(to(server, "image_png").header("Accept-Encoding", "gzip"));
    assertThat(png.headers().firstValue("content-encoding")).isEmpty();
    var refused = send(to(server, "application_json").header("Accept-Encoding", "gzip;q=0"));
    assertThat(refused.headers().firstValue("content-encoding")).isEmpty();
  }

  @Test
  void a_body_past_the_limit_is_413_announced_or_not() throws Exception {
    HttpServer server = serve(HttpSettings.onPort(0).withLimits(limits(8, 200, 1000)), ECHO);
    byte[] fits = new byte[1000];
    byte[] large = new byte[100_000];
    assertThat(send(to(server, "x").POST(BodyPublishers.ofByteArray(fits))).statusCode())
        .isEqualTo(200);
    var announced = send(to(server, "x").POST(BodyPublishers.ofByteArray(large)));
    assertThat(announced.statusCode()).isEqualTo(413);
    assertThat(announced.body()).isEqualTo("request body must be at most 1000 bytes\n");
    var chunked =
        send(
            to(server, "x")
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large))));
    assertThat(chunked.statusCode()).isEqualTo(413);
  }

  @Test
  void a_long_uri_is_refused() throws Exception {
    HttpServer server = serve(HttpSettings.onPort(0), ECHO);
    assertThat(send(to(server, "x?" + "a".repeat(60_000))).statusCode()).isIn(414, 431);
  }

  @Test
  void a_failing_endpoint_is_500_without_details() throws Exception {
    HttpServer server =
        serve(
            HttpSettings.onPort(0),
            (request, response) -> {
              throw new IllegalStateException("secret");
            });
    var answer = send(to(server, "x"));
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).isEqualTo("The server failed; its log says why.\n");
  }

  @Test
  void an_endpoint_that_fails_halfway_cuts_the_connection() {
    HttpServer server =
        serve(
            HttpSettings.onPort(0),
            (request, response) -> {
              response.header("Content-Type", "image/png");
              response.body().write(new byte[100_000]);
              throw new IllegalStateException("broken granule");
            });
    assertThatThrownBy(() -> send(to(server, "x"))).isInstanceOf(IOException.class);
  }

  @Test
  void when_all_places_are_taken_the_rest_is_told_503() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Endpoint slow =
        (request, response) -> {
          working.countDown();
          await(release);
          answer(response, "text/plain", "done");
        };
    HttpServer server = serve(HttpSettings.onPort(0).withLimits(limits(1, 0, 1000)), slow);
    CompletableFuture<HttpResponse<String>> first =
        client.sendAsync(to(server, "x").build(), BodyHandlers.ofString());
    await(working);
    HttpResponse<String> refused = send(to(server, "x"));
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    release.countDown();
    assertThat(first.get(30, TimeUnit.SECONDS).body()).isEqualTo("done");
    assertThat(send(to(server, "x")).body()).isEqualTo("done");
  }

  @Test
  void requests_that_find_no_place_wait_for_one() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    Endpoint slow =
        (request, response) -> {
          await(release);
          answer(response, "text/plain", request.path());
        };
    HttpServer server = serve(HttpSettings.onPort(0).withLimits(limits(1, 9, 1000)), slow);
    List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      HttpRequest request = to(server, "r" + i).header("X-API-Key", "k" + i % 3).build();
      sent.add(client.sendAsync(request, BodyHandlers.ofString()));
    }
    release.countDown();
    for (int i = 0; i < 10; i++) {
      assertThat(sent.get(i).get(30, TimeUnit.SECONDS).body()).isEqualTo("r" + i);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void an_endpoint_can_see_that_the_client_has_gone() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    CompletableFuture<Boolean> presentWhileWaiting = new CompletableFuture<>();
    CompletableFuture<Boolean> goneAfterwards = new CompletableFuture<>();
    Endpoint slow =
        (request, response) -> {
          presentWhileWaiting.complete(request.isAbandoned());
          working.countDown();
          while (!request.isAbandoned()) {
            Thread.onSpinWait();
          }
          goneAfterwards.complete(true);
        };
    HttpServer server = serve(HttpSettings.onPort(0), slow);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket
          .getOutputStream()
          .write("GET /x HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      await(working);
    }
    assertThat(presentWhileWaiting.get(30, TimeUnit.SECONDS)).isFalse();
    assertThat(goneAfterwards.get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void looking_for_the_client_loses_no_byte_of_its_next_request() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    CountDownLatch nextIsSent = new CountDownLatch(1);
    Endpoint looking =
        (request, response) -> {
          working.countDown();
          await(nextIsSent);
          assertThat(request.isAbandoned()).isFalse();
          assertThat(request.isAbandoned()).isFalse();
          answer(response, "text/plain", "<" + request.path() + ">");
        };
    HttpServer server = serve(HttpSettings.onPort(0), looking);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      OutputStream out = socket.getOutputStream();
      out.write("GET /one HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      await(working);
      out.write(
          "GET /two HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      nextIsSent.countDown();
      String both = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(both).contains("<one>", "<two>");
    }
  }

  @Test
  void links_start_with_the_public_root_or_with_what_a_trusted_proxy_says() throws Exception {
    HttpServer fixed =
        serve(
            HttpSettings.onPort(0)
                .behindProxy(Optional.of(URI.create("https://maps.example.org/x")), false),
            ECHO);
    assertThat(send(to(fixed, "p")).body()).startsWith("GET https://maps.example.org/x/ | p");
    HttpServer trusting = serve(HttpSettings.onPort(0).behindProxy(Optional.empty(), true), ECHO);
    var forwarded =
        to(trusting, "p")
            .header("X-Forwarded-Host", "h.example")
            .header("X-Forwarded-Proto", "https");
    assertThat(send(forwarded).body()).startsWith("GET https://h.example/ | p");
    HttpServer wary = serve(HttpSettings.onPort(0), ECHO);
    assertThat(send(to(wary, "p").header("X-Forwarded-Host", "h.example")).body())
        .startsWith("GET " + wary.root());
  }

  @Test
  void a_port_in_use_is_a_clear_error() {
    HttpServer first = serve(HttpSettings.onPort(0), ECHO);
    HttpServer second = new HttpServer(HttpSettings.onPort(first.port()), ECHO);
    assertThatThrownBy(second::start)
        .isInstanceOf(ChronocubeException.class)
        .hasMessage("cannot listen on 127.0.0.1:" + first.port() + ": is it in use?");
  }

  @Test
  void stopping_lets_a_running_request_end() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Endpoint slow =
        (WebRequest request, WebResponse response) -> {
          working.countDown();
          await(release);
          answer(response, "text/plain", "done");
        };
    HttpServer server = serve(HttpSettings.onPort(0), slow);
    var running = client.sendAsync(to(server, "x").build(), BodyHandlers.ofString());
    await(working);
    CompletableFuture<Void> stopping = CompletableFuture.runAsync(server::close);
    release.countDown();
    assertThat(running.get(30, TimeUnit.SECONDS).body()).isEqualTo("done");
    stopping.get(30, TimeUnit.SECONDS);
  }
}
