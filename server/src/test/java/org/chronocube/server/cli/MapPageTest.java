// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.server.ChronocubeServer;
import org.chronocube.server.http.HttpSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The map page over the shipped archive, in a real browser. */
class MapPageTest {

  /** How many pixels of the map are the layer's: neither land nor water, which are nearly grey. */
  private static final String PAINTED_PIXELS =
      """
      [...document.querySelectorAll('#map canvas')].reduce((sum, canvas) => {
        const d = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        for (let i = 0; i < d.length; i += 4) {
          const [low, , high] = [d[i], d[i + 1], d[i + 2]].sort((a, b) => a - b);
          if (high - low > 40) sum++;
        }
        return sum;
      }, 0)
      """;

  private static final Path DATA_DIR = Path.of("../data-dir").toAbsolutePath().normalize();
  private static final String FIELD = "#layer=chronocube:belgium_s2&time=2023-04-05T00:00:00Z";

  @TempDir static Path directory;

  private static ChronocubeServer server;
  private Chromium browser;

  @BeforeAll
  static void serves_the_archive() {
    assumeTrue(Chromium.find().isPresent(), "skipped: there is no Chromium on this machine");
    String index = "jdbc:sqlite:" + directory.resolve("index.sqlite");
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    int code =
        Main.run(nowhere, nowhere, "index", "--data-dir", DATA_DIR.toString(), "--index", index);
    assertThat(code).isZero();
    server =
        ChronocubeServer.open(
            DATA_DIR, DatacubeOptions.DEFAULTS.withIndex(index), HttpSettings.onPort(0));
    server.start();
  }

  @AfterAll
  static void stops() {
    Optional.ofNullable(server).ifPresent(ChronocubeServer::close);
  }

  @BeforeEach
  void opens_a_browser() throws Exception {
    browser = new Chromium(Chromium.find().orElseThrow(), 1280, 800);
  }

  @AfterEach
  void closes_the_browser() throws Exception {
    browser.close();
  }

  @Test
  void lists_the_layers_and_shows_one() throws Exception {
    open("");

    List<String> titles = texts(".layer-title");
    assertThat(titles).hasSize(10).contains("Bordeaux, Sentinel-2 reflectance", "Belgium, NDVI");
    assertThat(browser.evaluate("document.querySelectorAll('.layer :checked').length").asInt())
        .isEqualTo(1);
    browser.waitUntil("document.getElementById('legend-image').naturalWidth > 20");
    browser.waitUntil("document.getElementById('map').getAttribute('aria-busy') === 'false'");
    browser.waitUntil("(%s) > 20000".formatted(PAINTED_PIXELS));
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void walks_through_the_real_dates() throws Exception {
    open(FIELD);

    assertThat(text("#now-date")).isEqualTo("5 Apr 2023");
    assertThat(text("#now-detail")).isEqualTo("2 of 12");
    browser.evaluate("document.getElementById('next').click()");
    browser.waitUntil("document.getElementById('now-date').textContent === '7 Apr 2023'");
    browser.evaluate("document.getElementById('time').focus()");
    browser.press("End");
    browser.waitUntil("document.getElementById('now-date').textContent === '30 Apr 2023'");
    browser.press("ArrowLeft");
    browser.waitUntil("location.hash.includes('time=2023-04-27T00:00:00.000Z')");
    browser.evaluate("document.getElementById('play').click()");
    browser.waitUntil("document.getElementById('now-date').textContent === '30 Apr 2023'");
    browser.waitUntil("document.getElementById('now-date').textContent === '2 Apr 2023'");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_click_shows_the_values_and_the_series_there() throws Exception {
    // 15 px a pixel of the field, so the click is well inside one.
    open(FIELD + "&map=18/51.218/5.056");
    JsonNode map =
        browser.evaluate(
            "(b => ({x: b.left + b.width / 2, y: b.top + b.height / 2}))"
                + "(document.getElementById('map').getBoundingClientRect())");
    browser.click(map.path("x").asDouble(), map.path("y").asDouble());
    browser.waitUntil("document.querySelector('#values [data-band=B04]')");
    browser.waitUntil("document.querySelector('#chart canvas')");

    // gdallocationinfo (GDAL 3.6.2) on the files of 5 April: B04 346, B08 4721, of 10000.
    assertThat(Double.parseDouble(text("[data-band=B04]"))).isCloseTo(0.0346, within(1e-9));
    assertThat(Double.parseDouble(text("[data-band=B08]"))).isCloseTo(0.4721, within(1e-9));
    assertThat(texts(".chip")).containsExactlyInAnyOrder("B01", "B04", "B08", "B11", "SCL");

    browser.evaluate("document.getElementById('next').click()");
    browser.waitUntil("document.getElementById('values-date').textContent.startsWith('7 Apr')");
    assertThat(Double.parseDouble(text("[data-band=B04]"))).isCloseTo(0.7280, within(1e-9));
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_click_on_the_chart_goes_to_its_date() throws Exception {
    open(FIELD + "&at=5.056,51.218");
    browser.waitUntil("document.querySelector('#chart .u-over')");
    JsonNode over =
        browser.evaluate(
            "(b => ({x: b.left, y: b.top + b.height / 2}))"
                + "(document.querySelector('#chart .u-over').getBoundingClientRect())");
    browser.click(over.path("x").asDouble() + 2, over.path("y").asDouble());

    browser.waitUntil("document.getElementById('now-date').textContent === '2 Apr 2023'");
  }

  @Test
  void the_address_brings_a_view_back() throws Exception {
    open("#layer=chronocube:bordeaux&time=2016-05-04T00:00:00Z&opacity=0.6&map=14/44.84/-0.57");

    assertThat(text(".layer:has(:checked) .layer-title"))
        .isEqualTo("Bordeaux, Sentinel-2 reflectance");
    assertThat(text("#now-date")).isEqualTo("4 May 2016");
    assertThat(text("#opacity-value")).isEqualTo("60 %");
    browser.waitUntil("location.hash.includes('map=14/44.84/-0.57')");
  }

  @Test
  void an_error_of_the_server_is_shown() throws Exception {
    open(FIELD);
    browser.evaluate("fetch = () => Promise.reject(new TypeError('gone'))");
    browser.evaluate("document.getElementById('next').click()");

    browser.waitUntil("document.querySelector('.toast')");
    assertThat(text(".toast span")).isEqualTo("The server does not answer. Is it still running?");
  }

  private void open(String hash) throws Exception {
    URI root = server.root();
    browser.open(URI.create(root + hash));
    browser.waitUntil("document.querySelector('.layer :checked')");
    browser.waitUntil("document.getElementById('now-date').textContent !== ''");
  }

  private String text(String selector) throws Exception {
    return browser.evaluate("document.querySelector('" + selector + "').textContent").asText();
  }

  private List<String> texts(String selector) throws Exception {
    JsonNode all =
        browser.evaluate(
            "[...document.querySelectorAll('" + selector + "')].map(e => e.textContent)");
    return StreamSupport.stream(all.spliterator(), false).map(JsonNode::asText).toList();
  }
}
