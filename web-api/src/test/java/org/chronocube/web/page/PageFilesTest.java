// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.chronocube.web.FakeRequest;
import org.chronocube.web.FakeResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageFilesTest {

  private static final Path SOURCES = Path.of("src/main/resources/org/chronocube/web/page");

  private final PageFiles files = new PageFiles();

  @ParameterizedTest
  @CsvSource({
    "'', text/html; charset=UTF-8, <title>Chronocube</title>",
    "index.html, text/html; charset=UTF-8, <title>Chronocube</title>",
    "page/main.js, text/javascript; charset=UTF-8, api/layers",
    "page/page.css, text/css; charset=UTF-8, .timeline",
    "page/icon.svg, image/svg+xml, <svg",
    "page/world.json, application/json, Topology",
    "webjars/ol/ol.js, text/javascript; charset=UTF-8, TileWMS",
    "webjars/ol/ol.css, text/css; charset=UTF-8, .ol-control",
    "webjars/uplot/uPlot.iife.min.js, text/javascript; charset=UTF-8, var uPlot",
    "webjars/uplot/uPlot.min.css, text/css; charset=UTF-8, .uplot",
  })
  void serves_the_page_and_its_libraries(String path, String type, String contains)
      throws IOException {
    FakeResponse response = get(path);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("Content-Type")).isEqualTo(type);
    assertThat(response.text()).contains(contains);
    assertThat(response.header("Content-Length"))
        .isEqualTo(String.valueOf(response.bytes().length));
    assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "page/../PageFiles.class",
        "page/..%2fPageFiles.class",
        "page/PageFiles.class",
        "page//etc/passwd",
        "page/",
        "page/nothing.js",
        "PageFiles.class",
        "webjars/ol/ol.js.map",
        "webjars/ol/10.7.0/dist/ol.js",
        "webjars/../../META-INF/MANIFEST.MF",
        "../pom.xml",
        "\\..\\pom.xml",
        "page/main.js/",
        "page/main.js\u0000.css",
      })
  void nothing_else_is_served(String path) throws IOException {
    FakeResponse response = get(path);

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void only_scripts_and_styles_of_the_server_run() throws IOException {
    String policy = get("").header("Content-Security-Policy");
    String html = get("").text();

    assertThat(policy).contains("default-src 'none'", "script-src 'self';", "style-src 'self';");
    assertThat(policy).doesNotContain("unsafe");
    assertThat(html).doesNotContain("<style", " style=", " onclick=", "http://", "https://");
    assertThat(Pattern.compile("<script(?![^>]* src=)").matcher(html).find()).isFalse();
  }

  @Test
  void every_file_the_page_names_is_served() throws IOException {
    List<String> named =
        Pattern.compile("(?:src|href)=\"([^\"#]+)\"")
            .matcher(get("").text())
            .results()
            .map((MatchResult m) -> m.group(1))
            .distinct()
            .toList();

    assertThat(named).contains("page/main.js", "webjars/ol/ol.js").allMatch(PageFiles::owns);
  }

  @Test
  void every_file_of_the_page_is_served() throws IOException {
    try (Stream<Path> sources = Files.list(SOURCES)) {
      assertThat(sources.map(p -> p.getFileName().toString()).filter(n -> !n.endsWith(".md")))
          .isNotEmpty()
          .allMatch(name -> PageFiles.owns(name.equals("index.html") ? name : "page/" + name));
    }
  }

  @Test
  void a_client_that_has_a_file_is_told_so() throws IOException {
    String tag = get("page/main.js").header("ETag");
    FakeResponse again = new FakeResponse();
    files.handle(FakeRequest.get("page/main.js").withHeader("If-None-Match", "W/" + tag), again);
    FakeResponse other = new FakeResponse();
    files.handle(FakeRequest.get("page/map.js").withHeader("If-None-Match", tag), other);

    assertThat(again.status()).isEqualTo(304);
    assertThat(again.bytes()).isEmpty();
    assertThat(again.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(other.status()).isEqualTo(200);
  }

  @Test
  void compresses_for_those_who_can() throws IOException {
    FakeResponse response = new FakeResponse();
    files.handle(
        FakeRequest.get("webjars/ol/ol.js").withHeader("Accept-Encoding", "br, gzip"), response);
    FakeResponse plain = get("webjars/ol/ol.js");

    assertThat(response.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(response.header("Vary")).isEqualTo("Accept-Encoding");
    assertThat(response.bytes().length).isLessThan(plain.bytes().length / 2);
    try (var in = new GZIPInputStream(new ByteArrayInputStream(response.bytes()))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(plain.text());
    }
    assertThat(response.header("ETag")).isNotEqualTo(plain.header("ETag"));
  }

  @Test
  void files_can_only_be_read() throws IOException {
    FakeResponse response = new FakeResponse();
    files.handle(FakeRequest.get("page/main.js").withMethod("DELETE"), response);

    assertThat(response.status()).isEqualTo(405);
    assertThat(response.header("Allow")).isEqualTo("GET, HEAD");
  }

  private FakeResponse get(String path) throws IOException {
    FakeResponse response = new FakeResponse();
    files.handle(FakeRequest.get(path), response);
    return response;
  }
}
