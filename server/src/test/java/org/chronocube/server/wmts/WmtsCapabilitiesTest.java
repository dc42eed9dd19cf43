// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wmts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.chronocube.server.TestServer;
import org.chronocube.server.ows.SafeXml;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** Capabilities, of {@link CoordinateArchive} and of the shipped data directory. */
class WmtsCapabilitiesTest {

  @TempDir static Path root;
  @TempDir static Path temp;
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    CoordinateArchive.write(root);
    server = TestServer.start(root, root.resolve("index.sqlite"), List.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String capabilities(String path, String... more) throws Exception {
    String[] all = new String[more.length + 4];
    System.arraycopy(new String[] {"service", "WMTS", "request", "GetCapabilities"}, 0, all, 0, 4);
    System.arraycopy(more, 0, all, 4, more.length);
    return server.get(path, all).text();
  }

  private static List<String> sections(String document) {
    return SafeXml.children(SafeXml.parse(document)).stream().map(Element::getLocalName).toList();
  }

  private static Element layer(String document, String name) {
    Element contents = SafeXml.child(SafeXml.parse(document), "Contents").orElseThrow();
    return SafeXml.children(contents, "Layer").stream()
        .filter(l -> SafeXml.text(l, "Identifier").orElseThrow().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void are_valid_and_say_what_the_file_says() throws Exception {
    String document = capabilities("wmts");
    WmtsSchemas.assertCapabilities(document);
    assertThat(sections(document))
        .containsExactly(
            "ServiceIdentification",
            "ServiceProvider",
            "OperationsMetadata",
            "Contents",
            "Themes",
            "ServiceMetadataURL");
    assertThat(document)
        .contains("<ows:Title>Tiles &amp; times</ows:Title>")
        .contains("<ows:Abstract>Of a test</ows:Abstract>");
  }

  @Test
  void a_layer_has_times_styles_limits_and_templates() throws Exception {
    Element layer = layer(capabilities("wmts"), "t:coords");
    Element time = SafeXml.child(layer, "Dimension").orElseThrow();
    assertThat(SafeXml.text(time, "Identifier")).contains("time");
    assertThat(SafeXml.text(time, "Default")).contains("2024-05-04T00:00:00.000Z");
    assertThat(SafeXml.text(time, "Current")).contains("true");
    assertThat(SafeXml.children(time, "Value").stream().map(SafeXml::text))
        .containsExactly(
            "2024-05-01T00:00:00.000Z", "2024-05-02T00:00:00.000Z", "2024-05-04T00:00:00.000Z");
    assertThat(
            SafeXml.children(layer, "Style").stream()
                .map(s -> SafeXml.text(s, "Identifier").orElseThrow()))
        .containsExactly("rgb", "gray");
    assertThat(
            SafeXml.children(layer, "TileMatrixSetLink").stream()
                .map(s -> SafeXml.text(s, "TileMatrixSet").orElseThrow()))
        .containsExactly("WebMercatorQuad", "WorldCRS84Quad", "EPSG:4326", "EPSG:32632_10");
    List<Element> limits =
        SafeXml.children(
            SafeXml.child(
                    SafeXml.children(layer, "TileMatrixSetLink").get(3), "TileMatrixSetLimits")
                .orElseThrow());
    Element finest = limits.get(limits.size() - 1);
    assertThat(SafeXml.children(finest).stream().map(SafeXml::text))
        .containsExactly("13", "5848", "5848", "8387", "8387");
    assertThat(
            SafeXml.children(layer, "ResourceURL").stream()
                .map(u -> SafeXml.attribute(u, "template").orElseThrow()))
        .contains(
            server.root()
                + "wmts/rest/t:coords/{style}/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}"
                + ".png?time={time}",
            server.root()
                + "wmts/rest/t:coords/{style}/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}"
                + "/{J}/{I}.txt?time={time}");
  }

  @Test
  void addresses_are_those_the_client_used() throws Exception {
    assertThat(capabilities("geoserver/t/gwc/service/wmts"))
        .contains(
            "xlink:href=\"" + server.root() + "geoserver/t/gwc/service/wmts?\"",
            "<ows:Identifier>coords</ows:Identifier>",
            server.root() + "geoserver/t/gwc/service/wmts/rest/coords/{style}/",
            server.root() + "geoserver/t/wms?service=WMS");
  }

  @ParameterizedTest
  @CsvSource({
    "ServiceIdentification, ServiceIdentification",
    "ServiceProvider, ServiceProvider",
    "OperationsMetadata, OperationsMetadata",
    "Contents, Contents",
    "Themes, Themes",
    "'Themes,Contents', Contents Themes",
  })
  void sections_are_those_asked_for(String asked, String expected) throws Exception {
    String document = capabilities("wmts", "sections", asked);
    WmtsSchemas.assertCapabilities(document);
    assertThat(sections(document)).containsExactly(expected.split(" "));
  }

  @Test
  void the_update_sequence_saves_sending_what_is_known() throws Exception {
    String current =
        SafeXml.attribute(SafeXml.parse(capabilities("wmts")), "updateSequence").orElseThrow();
    assertThat(sections(capabilities("wmts", "updateSequence", current))).isEmpty();
    assertThat(sections(capabilities("wmts", "updateSequence", "0"))).contains("Contents");
    assertThat(capabilities("wmts", "updateSequence", current + "0"))
        .contains("exceptionCode=\"InvalidUpdateSequence\"")
        .doesNotContain("locator");
  }

  @Test
  void a_layer_has_a_box_in_each_crs_of_its_sets_but_degrees() throws Exception {
    List<Element> boxes = SafeXml.children(layer(capabilities("wmts"), "t:coords"), "BoundingBox");
    assertThat(boxes.stream().map(b -> SafeXml.attribute(b, "crs").orElseThrow()))
        .containsExactly("urn:ogc:def:crs:EPSG:6.18:3:3857", "urn:ogc:def:crs:EPSG::32632");
    assertThat(SafeXml.text(boxes.get(1), "LowerCorner")).contains("500000 5999400");
    assertThat(SafeXml.text(boxes.get(1), "UpperCorner")).contains("500800 6000000");
  }

  @Test
  void groups_are_themes() throws Exception {
    Element themes = SafeXml.child(SafeXml.parse(capabilities("wmts")), "Themes").orElseThrow();
    Element theme = SafeXml.child(themes, "Theme").orElseThrow();
    assertThat(SafeXml.text(theme, "Title")).contains("A group");
    assertThat(SafeXml.text(theme, "LayerRef")).contains("t:coords");
  }

  @Test
  void wrong_requests_are_told_so() throws Exception {
    assertThat(capabilities("wmts", "sections", "Bogus"))
        .contains("InvalidParameterValue", "locator=\"sections\"");
    assertThat(capabilities("wmts", "sections", ""))
        .contains("MissingParameterValue", "locator=\"sections\"");
    assertThat(capabilities("wmts", "AcceptVersions", "2.0.0"))
        .contains("VersionNegotiationFailed")
        .doesNotContain("locator");
    assertThat(capabilities("wmts", "AcceptVersions", "2.0.0,1.0.0")).contains("<Contents>");
    assertThat(server.get("wmts", "request", "GetCapabilities").text())
        .contains("MissingParameterValue", "locator=\"service\"");
    assertThat(server.get("wmts", "service", "WMTS").text())
        .contains("MissingParameterValue", "locator=\"request\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wmts/rest/WMTSCapabilities.xml",
        "wmts/rest/1.0.0/WMTSCapabilities.xml",
        "geoserver/gwc/service/wmts/rest/WMTSCapabilities.xml",
      })
  void are_a_resource(String path) throws Exception {
    TestServer.Answer answer = server.get(path);
    assertThat(answer.type()).isEqualTo("application/xml");
    WmtsSchemas.assertCapabilities(answer.text());
    HttpRequest picky =
        HttpRequest.newBuilder(URI.create(server.root() + path))
            .header("Accept", "example/unknown")
            .build();
    assertThat(HttpClient.newHttpClient().send(picky, BodyHandlers.discarding()).statusCode())
        .isEqualTo(406);
  }

  @Test
  void of_the_shipped_data_directory_are_valid() throws Exception {
    try (TestServer shipped =
        TestServer.start(
            TestServer.shipped(),
            temp.resolve("index.sqlite"),
            List.of("belgium-s2-l2a", "newyork-landsat8"))) {
      TestServer.Answer answer =
          shipped.get("wmts", "service", "WMTS", "request", "GetCapabilities");
      WmtsSchemas.assertCapabilities(answer.text());
      assertThat(answer.text())
          .contains("<ows:Identifier>EPSG:32631_10</ows:Identifier>")
          .contains("<ows:Identifier>EPSG:32618_3000</ows:Identifier>")
          .contains("<ows:Title>Chronocube tiles</ows:Title>");
    }
  }
}
