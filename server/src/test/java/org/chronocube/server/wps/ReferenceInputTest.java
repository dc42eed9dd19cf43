// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Inputs by reference: from a host that is allowed, and from nowhere else. */
class ReferenceInputTest {

  private static final int MAX_BYTES = 1 << 20;

  @TempDir Path storage;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private HttpServer remote;
  private WpsServer wps;

  @BeforeEach
  void start() throws IOException {
    remote = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    remote.createContext(
        "/",
        exchange -> {
          byte[] file = files.get(exchange.getRequestURI().getPath());
          if (exchange.getRequestURI().getPath().equals("/elsewhere")) {
            exchange.getResponseHeaders().add("Location", "/text");
            exchange.sendResponseHeaders(302, -1);
          } else if (file == null) {
            exchange.sendResponseHeaders(404, -1);
          } else {
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file);
          }
          exchange.close();
        });
    remote.start();
    wps = new WpsServer(settings("127.0.0.1:" + remote.getAddress().getPort()), storage);
    files.put("/text", "hello".getBytes(StandardCharsets.UTF_8));
  }

  @AfterEach
  void stop() {
    wps.close();
    remote.stop(0);
  }

  @Test
  void literalsAreRead() {
    assertThat(raw("test:Echo", reference("text", "/text", ""), "text", "text/plain").body())
        .isEqualTo("hello");
  }

  @Test
  void coveragesAreRead() {
    String document = wps.post(Wps2ServiceTest.of("test:Raster", "sync", "document", "")).body();
    String made = document.replaceAll("(?s).*base64\">([^<]*)<.*", "$1").strip();
    files.put("/made.tif", Base64.getMimeDecoder().decode(made));
    String given = reference("coverage", "/made.tif", "mimeType='image/tiff'");
    String again = wps.post(Wps2ServiceTest.of("test:Raster", "sync", "document", given)).body();
    // The process adds one to what it is given.
    assertThat(again).contains("base64").doesNotContain(made);
    assertThat(
            wps.execute(
                    "test:Raster",
                    "coverage=@xlink:href=" + address("/made.tif") + "@mimeType=image/tiff",
                    "")
                .body())
        .contains("ProcessSucceeded", again.replaceAll("(?s).*base64\">([^<]*)<.*", "$1").strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/none | DataNotAccessible | the reference was answered 404",
        "/elsewhere | DataNotAccessible | the reference was answered 302",
        "/large | SizeExceeded | text must have at most 1048576 bytes, has more",
      })
  void whatCannotBeReadNamesTheInput(String path, String code, String message) {
    files.put("/large", new byte[MAX_BYTES + 1]);
    HttpResponse<String> response =
        raw("test:Echo", reference("text", path, ""), "text", "text/plain");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .contains("exceptionCode=\"" + code + "\"", "locator=\"text\"", message);
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:1/text",
    "http://localhost/text",
    "http://169.254.169.254/latest/meta-data",
    "http://user:password@127.0.0.1:%d/text",
    "file:///etc/passwd",
    "ftp://127.0.0.1:%d/text"
  })
  void otherAddressesAreRefused(String address) {
    String href = address.replace("%d", String.valueOf(remote.getAddress().getPort()));
    HttpResponse<String> response =
        raw(
            "test:Echo",
            "<wps:Input id='text'><wps:Reference xlink:href='" + href + "'/></wps:Input>",
            "text",
            "text/plain");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("references must be to a host this server allows");
  }

  @Test
  void aDocumentWithAnEntityIsRefused() {
    files.put(
        "/entity",
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"
            .getBytes(StandardCharsets.UTF_8));
    String input = reference("complexInput", "/entity", "mimeType='text/xml'");
    HttpResponse<String> response =
        raw("org.n52.javaps.test.EchoProcess", input, "complexOutput", "text/xml");
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).contains("without DTD").doesNotContain("root:");
  }

  private HttpResponse<String> raw(String process, String input, String output, String mimeType) {
    String wanted = "<wps:Output id='" + output + "' mimeType='" + mimeType + "'/>";
    return wps.post(Wps2ServiceTest.of(process, "sync", "raw", input + wanted));
  }

  private String reference(String id, String path, String attributes) {
    return "<wps:Input id='%s'><wps:Reference xlink:href='%s' %s/></wps:Input>"
        .formatted(id, address(path), attributes);
  }

  private String address(String path) {
    return "http://127.0.0.1:" + remote.getAddress().getPort() + path;
  }

  private static WpsSettings settings(String host) {
    WpsSettings s = BackgroundExecutionTest.settings(1, 1, MAX_BYTES);
    return new WpsSettings(
        true,
        "Test",
        "",
        List.of(),
        "2.0.0",
        s.maxSynchronous(),
        s.maxAsynchronous(),
        s.maxWaiting(),
        s.maxPerUser(),
        s.synchronousTime(),
        s.asynchronousTime(),
        s.expiry(),
        MAX_BYTES,
        s.maxOutputBytes(),
        s.maxStoredBytes(),
        Set.of(host),
        Optional.empty());
  }
}
