// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chronocube.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The processes of the whole server over the shipped data directory. */
class ShippedProcessesTest {

  @TempDir static Path directory;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server =
        TestServer.start(
            TestServer.shipped(),
            directory.resolve("index.sqlite"),
            List.of("belgium-s2-l2a", "bordeaux-s2-l1c"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void capabilitiesTakeTheirTextsFromTheDataDirectory() throws Exception {
    for (String path : List.of("wps", "ows", "geoserver/wps", "chronocube/wps")) {
      TestServer.Answer answer =
          server.get(
              path, "service", "WPS", "acceptVersions", "1.0.0", "request", "GetCapabilities");
      WpsSchemas.assertValid(answer.text());
      assertThat(answer.text())
          .contains("<ows:Title>Chronocube processes</ows:Title>")
          .contains("datacube:TimeSeries", "datacube:ChangeVectorAnalysis")
          .contains(server.root() + path + "?");
    }
  }

  // OGC's suite for WPS 2.0.0, A.5.1; the common address answers by the parameter.
  @Test
  void theAddressOfAServiceAnswersNoOther() throws Exception {
    TestServer.Answer answer = server.get("wps", "service", "WMS", "request", "GetCapabilities");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("service must be WPS at this address, was WMS");
    assertThat(server.get("ows", "service", "WMS", "request", "GetCapabilities").status())
        .isEqualTo(200);
  }

  @Test
  void descriptionsAreValid() throws Exception {
    TestServer.Answer answer =
        server.get(
            "wps",
            "service",
            "WPS",
            "version",
            "1.0.0",
            "request",
            "DescribeProcess",
            "identifier",
            "all");
    WpsSchemas.assertValid(answer.text());
    assertThat(answer.text()).contains("<ows:UOM>m2</ows:UOM>", "<ows:Title>Area of interest<");
  }

  // NumPy's figures for this area are in the processes' own tests; this is one of them.
  @Test
  void aSeriesIsReadOverHttp() throws Exception {
    TestServer.Answer answer =
        execute(
            "datacube:TimeSeries",
            "cube=chronocube:belgium_ndvi;time=2023-04-05;area=POLYGON((5.052 51.216,5.056 51.2165,"
                + "5.0555 51.219,5.053 51.2195,5.052 51.216))",
            "series");
    JsonNode features = new ObjectMapper().readTree(answer.text()).get("features");
    assertThat(features).hasSize(1);
    JsonNode properties = features.get(0).get("properties");
    assertThat(properties.get("count").asInt()).isEqualTo(746);
    assertThat((float) properties.get("mean").asDouble()).isEqualTo(0.85277359f);
  }

  @Test
  void aChangeMapIsAGeoTiff() throws Exception {
    TestServer.Answer answer =
        execute(
            "datacube:ChangeVectorAnalysis",
            "cube=bordeaux;bands=B04,B08;before=2016;after=2017",
            "coverage");
    assertThat(answer.type()).isEqualTo("image/tiff");
    assertThat(answer.bytes().length).isGreaterThan(100_000);
  }

  @Test
  void patchesOfChangeAreAGeoPackage() throws Exception {
    String type = "application/geopackage+sqlite3";
    String inputs = "cube=bordeaux;bands=B04,B08;before=2016;after=2017;minimumArea=20000";
    TestServer.Answer raw =
        execute("datacube:ChangeVectorAnalysis", inputs, "polygons@mimeType=" + type);
    assertThat(raw.type()).isEqualTo(type);
    assertThat(raw.bytes()).startsWith("SQLite format 3".getBytes(StandardCharsets.US_ASCII));
    TestServer.Answer stored =
        server.get(
            "wps",
            "service",
            "WPS",
            "version",
            "1.0.0",
            "request",
            "Execute",
            "identifier",
            "datacube:ChangeVectorAnalysis",
            "datainputs",
            inputs,
            "responseDocument",
            "polygons=@asReference=true@mimeType=" + type);
    WpsSchemas.assertValid(stored.text());
    Matcher reference = Pattern.compile("Reference [^>]*href=\"([^\"]+)\"").matcher(stored.text());
    assertThat(reference.find()).as(stored.text()).isTrue();
    URI address = URI.create(reference.group(1).replace("&amp;", "&"));
    byte[] file = address.toURL().openStream().readAllBytes();
    assertThat(file).hasSameSizeAs(raw.bytes());
    assertItem(address, type);
  }

  // What is kept is a STAC item with its lineage, at the address of its outputs.
  private static void assertItem(URI output, String type) throws Exception {
    String address = output.toString().replace("outputId=polygons", "outputId=stac-item");
    JsonNode item = new ObjectMapper().readTree(URI.create(address).toURL());
    assertThat(item.at("/assets/polygons/href").asText()).isEqualTo(output.toString());
    assertThat(item.at("/assets/polygons/type").asText()).isEqualTo(type);
    assertThat(item.at("/assets").size()).isEqualTo(1);
    JsonNode properties = item.get("properties");
    assertThat(properties.get("chronocube:process").asText()).isEqualTo("ChangeVectorAnalysis");
    assertThat(properties.at("/chronocube:parameters/minimumArea").asDouble()).isEqualTo(20_000);
    assertThat(properties.at("/chronocube:sources/0/scenes")).isNotEmpty();
    Instant created = Instant.parse(properties.get("created").asText());
    assertThat(Instant.parse(properties.get("expires").asText()))
        .isEqualTo(created.plus(Duration.ofHours(1)));
    assertThat(item.get("links").findValuesAsText("rel")).contains("derived_from", "self");
  }

  @Test
  void whatIsNotPublishedIsNotProcessed() throws Exception {
    TestServer.Answer answer = execute("datacube:TimeSeries", "cube=secret", "series");
    assertThat(answer.status()).isEqualTo(400);
    WpsSchemas.assertValid(answer.text());
    assertThat(answer.text()).contains("locator=\"cube\"", "chronocube:belgium_ndvi");
  }

  private static TestServer.Answer execute(String identifier, String inputs, String output)
      throws Exception {
    return server.get(
        "wps",
        "service",
        "WPS",
        "version",
        "1.0.0",
        "request",
        "Execute",
        "identifier",
        identifier,
        "datainputs",
        inputs,
        "rawdataoutput",
        output);
  }
}
