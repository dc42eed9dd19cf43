// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} as a process of its own: how it starts, what it prints, how it ends. */
class ServeCommandTest {

  private static final Path DATA_DIR = Path.of("../data-dir").toAbsolutePath().normalize();

  @TempDir Path directory;

  @Test
  void answers_at_every_address_it_prints_and_stops_when_told() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--port",
                "0",
                "--data-dir",
                DATA_DIR.toString(),
                "--index",
                "jdbc:sqlite:" + directory.resolve("index.sqlite"))
            .redirectError(directory.resolve("err").toFile())
            .start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      List<String> lines = readUntil(out, "Stop with Ctrl-C.");

      assertThat(lines.get(0)).startsWith("Chronocube is ready after ");
      List<String> urls = urls(lines);
      assertThat(urls).hasSize(4);
      for (String url : urls) {
        assertThat(status(url)).as(url).isEqualTo(200);
      }
      // SIGTERM: what Ctrl-C and service managers come down to.
      process.destroy();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(directory.resolve("err")).content().contains("slovenia-s2-l1c: 68 scenes");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void a_port_in_use_is_said_in_one_line_before_anything_is_indexed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      StringWriter err = new StringWriter();
      int code =
          Main.run(
              new PrintWriter(new StringWriter()),
              new PrintWriter(err),
              "serve",
              "--data-dir",
              DATA_DIR.toString(),
              "--index",
              "jdbc:sqlite:" + directory.resolve("index.sqlite"),
              "--port",
              String.valueOf(taken.getLocalPort()));

      assertThat(code).isEqualTo(ExitCode.PORT);
      assertThat(err.toString().lines()).hasSize(1);
      assertThat(err.toString())
          .startsWith("chronocube: --port must be free on 127.0.0.1, was " + taken.getLocalPort());
      assertThat(directory.resolve("index.sqlite")).doesNotExist();
    }
  }

  private static List<String> readUntil(BufferedReader out, String last) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      lines.add(line);
      if (line.equals(last)) {
        return lines;
      }
    }
    throw new AssertionError("the server ended after saying " + lines);
  }

  private static List<String> urls(List<String> lines) {
    return Pattern.compile("http://\\S+")
        .matcher(String.join("\n", lines))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  private static int status(String url) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
