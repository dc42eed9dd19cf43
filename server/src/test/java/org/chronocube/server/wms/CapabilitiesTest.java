// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chronocube.server.ows.OgcSchemas;
import org.chronocube.server.ows.SafeXml;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class CapabilitiesTest {

  private static final String[] DATES = {
    "2023-04-02T10:50:31.024Z", "2023-04-05T10:50:31.024Z", "2023-04-20T10:50:31.024Z"
  };

  @TempDir Path root;
  private WmsFixture wms;

  @BeforeEach
  void layers() {
    wms = new WmsFixture(root);
    wms.layer("plain", "gray", null, DATES);
    wms.layer("listed", "veil", "<presentation>LIST</presentation>", DATES);
    wms.layer(
        "steps",
        "rgb",
        "<presentation>DISCRETE_INTERVAL</presentation><resolution>86400000</resolution>"
            + "<defaultValue><strategy>MINIMUM</strategy></defaultValue>"
            + "<nearestMatchEnabled>true</nearestMatchEnabled>",
        DATES);
    wms.layer("flow", "rgb", "<presentation>CONTINUOUS_INTERVAL</presentation>", DATES);
    wms.layer("empty", "rgb", "<presentation>LIST</presentation>");
    wms.write(
        "layergroups/both.xml",
        "<layerGroup><name>both</name><title>Both</title><publishables><published type='layer'>"
            + "<name>eo:plain</name></published><published type='layer'><name>eo:listed</name>"
            + "</published></publishables></layerGroup>");
    wms.write(
        "global.xml",
        "<global><settings><contact><contactPerson>Ada Lovelace</contactPerson>"
            + "<contactOrganization>Engines</contactOrganization><addressCity>London</addressCity>"
            + "<contactEmail>ada@example.org</contactEmail></contact></settings></global>");
    wms.write(
        "wms.xml",
        "<wms><title>Maps &amp; more</title><abstrct>All of them</abstrct>"
            + "<keywords><string>time</string></keywords><fees>NONE</fees>"
            + "<srs><string>4326</string><string>3857</string></srs></wms>");
  }

  private Element capabilities(String version) {
    WmsFixture.Answer answer =
        wms.get("wms", "service", "WMS", "version", version, "request", "GetCapabilities");
    String text = answer.text().replaceFirst("<!DOCTYPE[^>]*>", "");
    return SafeXml.parse(text);
  }

  private static Element layer(Element capabilities, String name) {
    Element rootLayer = SafeXml.path(capabilities, "Capability", "Layer").orElseThrow();
    return SafeXml.children(rootLayer, "Layer").stream()
        .flatMap(
            series -> Stream.concat(Stream.of(series), SafeXml.children(series, "Layer").stream()))
        .filter(l -> SafeXml.text(l, "Name").orElse("").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> attributes(Element e, String... names) {
    return List.of(names).stream().map(n -> SafeXml.attribute(e, n).orElse("-")).toList();
  }

  @Test
  void version_1_3_0_is_valid_by_its_schema() {
    byte[] document = wms.get("wms", "service", "WMS", "request", "GetCapabilities").bytes();
    assertThat(OgcSchemas.errors("wms/1.3.0/capabilities_1_3_0.xsd", document)).isEmpty();
    assertThat(SafeXml.attribute(capabilities(null), "version")).contains("1.3.0");
    byte[] broken =
        new String(document, StandardCharsets.UTF_8)
            .replace("<Title>Layer plain</Title>", "")
            .getBytes(StandardCharsets.UTF_8);
    assertThat(OgcSchemas.errors("wms/1.3.0/capabilities_1_3_0.xsd", broken)).isNotEmpty();
  }

  @Test
  void version_1_1_1_is_valid_by_its_dtd() {
    WmsFixture.Answer answer =
        wms.get("wms", "service", "WMS", "version", "1.1.1", "request", "GetCapabilities");
    assertThat(answer.type()).isEqualTo("application/vnd.ogc.wms_xml");
    assertThat(OgcSchemas.dtdErrors("wms/1.1.1/WMS_MS_Capabilities.dtd", answer.bytes())).isEmpty();
  }

  @Test
  void the_version_is_negotiated() {
    assertThat(capabilities("1.1.0").getLocalName()).isEqualTo("WMT_MS_Capabilities");
    assertThat(capabilities("1.2.0").getLocalName()).isEqualTo("WMT_MS_Capabilities");
    assertThat(capabilities("9").getLocalName()).isEqualTo("WMS_Capabilities");
  }

  @Test
  void the_time_dimension_is_a_list_or_an_interval() {
    Element caps = capabilities("1.3.0");
    Element list = SafeXml.child(layer(caps, "eo:listed"), "Dimension").orElseThrow();
    assertThat(SafeXml.text(list)).isEqualTo(String.join(",", DATES));
    assertThat(attributes(list, "name", "units", "default", "nearestValue"))
        .containsExactly("time", "ISO8601", DATES[2], "0");
    Element steps = SafeXml.child(layer(caps, "eo:steps"), "Dimension").orElseThrow();
    assertThat(SafeXml.text(steps)).isEqualTo(DATES[0] + "/" + DATES[2] + "/P1D");
    assertThat(attributes(steps, "default", "nearestValue")).containsExactly(DATES[0], "1");
    Element flow = SafeXml.child(layer(caps, "eo:flow"), "Dimension").orElseThrow();
    assertThat(SafeXml.text(flow)).isEqualTo(DATES[0] + "/" + DATES[2] + "/PT1S");
    assertThat(SafeXml.child(layer(caps, "eo:plain"), "Dimension")).isEmpty();
    assertThat(SafeXml.child(layer(caps, "eo:empty"), "Dimension")).isEmpty();
  }

  @Test
  void more_times_than_a_thousand_are_an_interval_whatever_the_presentation() {
    String[] days = days(LayerEntries.MOST_LISTED + 1);
    wms.layer("most", "gray", "<presentation>LIST</presentation>", days(days.length - 1));
    wms.layer("more", "gray", "<presentation>LIST</presentation>", days);
    wms.layer(
        "daily",
        "gray",
        "<presentation>LIST</presentation><resolution>86400000</resolution>",
        days);
    Element caps = capabilities("1.3.0");
    assertThat(SafeXml.text(layer(caps, "eo:most"), "Dimension").orElseThrow().split(","))
        .hasSize(LayerEntries.MOST_LISTED);
    assertThat(SafeXml.text(layer(caps, "eo:more"), "Dimension"))
        .contains("2020-01-01T10:00:00Z/2022-09-27T10:00:00Z/PT1S");
    assertThat(SafeXml.text(layer(caps, "eo:daily"), "Dimension"))
        .contains("2020-01-01T10:00:00Z/2022-09-27T10:00:00Z/P1D");
  }

  private static String[] days(int count) {
    Instant first = Instant.parse("2020-01-01T10:00:00Z");
    return IntStream.range(0, count)
        .mapToObj(day -> first.plus(day, ChronoUnit.DAYS).toString())
        .toArray(String[]::new);
  }

  @Test
  void version_1_1_1_tells_the_times_as_extent() {
    Element layer = layer(capabilities("1.1.1"), "eo:listed");
    assertThat(attributes(SafeXml.child(layer, "Dimension").orElseThrow(), "name", "units"))
        .containsExactly("time", "ISO8601");
    assertThat(SafeXml.text(layer, "Extent")).contains(String.join(",", DATES));
  }

  @Test
  void boxes_are_in_the_order_of_the_version() {
    Element layer = layer(capabilities("1.3.0"), "eo:plain");
    Element geographic = SafeXml.child(layer, "EX_GeographicBoundingBox").orElseThrow();
    // pyproj 3.4.1: the corners' westernmost is 5.0475989, their northernmost 51.2228522
    assertThat(Double.parseDouble(SafeXml.text(geographic, "westBoundLongitude").orElseThrow()))
        .isCloseTo(5.047598911559445, offset(1e-9));
    assertThat(Double.parseDouble(SafeXml.text(geographic, "northBoundLatitude").orElseThrow()))
        .isCloseTo(51.22285219032399, offset(1e-9));
    Element natively = SafeXml.children(layer, "BoundingBox").get(1);
    assertThat(attributes(natively, "CRS", "minx", "miny", "maxx", "maxy"))
        .containsExactly("EPSG:32631", "643000", "5676000", "643800", "5676600");
    Element lonLat = SafeXml.children(layer, "BoundingBox").get(0);
    assertThat(SafeXml.attribute(lonLat, "CRS")).contains("CRS:84");
    assertThat(Double.parseDouble(SafeXml.attribute(lonLat, "minx").orElseThrow())).isLessThan(6);
  }

  @Test
  void styles_have_titles_and_legends_of_their_true_size() {
    Element layer = layer(capabilities("1.3.0"), "eo:listed");
    Element style = SafeXml.child(layer, "Style").orElseThrow();
    assertThat(SafeXml.text(style, "Name")).contains("veil");
    assertThat(SafeXml.text(style, "Title")).contains("Title of veil");
    Element legend = SafeXml.child(style, "LegendURL").orElseThrow();
    var image =
        wms.get(
                "wms",
                "request",
                "GetLegendGraphic",
                "layer",
                "eo:listed",
                "style",
                "veil",
                "format",
                "image/png",
                "width",
                "20",
                "height",
                "20")
            .image();
    assertThat(attributes(legend, "width", "height"))
        .containsExactly("" + image.getWidth(), "" + image.getHeight());
    assertThat(SafeXml.child(legend, "OnlineResource").flatMap(o -> SafeXml.attribute(o, "href")))
        .hasValueSatisfying(
            href ->
                assertThat(href)
                    .startsWith("http://localhost:8080/geoserver/wms?service=WMS")
                    .contains("layer=eo%3Alisted&style=veil"));
  }

  @Test
  void the_service_and_its_limits_are_told() {
    Element caps = capabilities("1.3.0");
    Element service = SafeXml.child(caps, "Service").orElseThrow();
    assertThat(SafeXml.text(service, "Title")).contains("Maps & more");
    // 256 MB at 27 bytes for a pixel of three bands
    assertThat(SafeXml.text(service, "MaxWidth")).contains("3153");
    assertThat(SafeXml.text(service, "LayerLimit")).as("none").isEmpty();
    assertThat(SafeXml.text(service, "ContactInformation", "ContactPersonPrimary", "ContactPerson"))
        .contains("Ada Lovelace");
    Element rootLayer = SafeXml.path(caps, "Capability", "Layer").orElseThrow();
    assertThat(SafeXml.children(rootLayer, "CRS"))
        .extracting(SafeXml::text)
        .containsExactly("EPSG:4326", "EPSG:3857", "EPSG:32631", "CRS:84");
  }

  @Test
  void groups_are_listed_and_virtual_services_use_bare_names() {
    assertThat(SafeXml.text(layer(capabilities("1.3.0"), "both"), "Title")).contains("Both");
    WmsFixture.Answer own = wms.get("eo/wms", "service", "WMS", "request", "GetCapabilities");
    assertThat(own.text())
        .contains("<Name>listed</Name>", "http://localhost:8080/geoserver/eo/wms?")
        .doesNotContain("<Name>eo:listed</Name>", "<Name>both</Name>");
  }

  @Test
  void every_layer_and_group_has_metadata_that_are_valid() {
    for (String name : List.of("eo:plain", "eo:steps", "both")) {
      Element layer = layer(capabilities("1.3.0"), name);
      Element link = SafeXml.child(layer, "MetadataURL").orElseThrow();
      assertThat(SafeXml.attribute(link, "type")).contains("ISO19115:2003");
      assertThat(SafeXml.text(link, "Format")).contains("text/xml");
      assertThat(
              SafeXml.child(link, "OnlineResource")
                  .flatMap(o -> SafeXml.attribute(o, "href"))
                  .orElseThrow())
          .endsWith("request=GetMetadata&layer=" + name.replace(":", "%3A"));
      WmsFixture.Answer metadata = wms.get("wms", "request", "GetMetadata", "layer", name);
      assertThat(metadata.type()).isEqualTo("text/xml");
      assertThat(OgcSchemas.errors("iso/19139/20060504/gmd/gmd.xsd", metadata.bytes())).isEmpty();
    }
    assertThat(wms.get("wms", "request", "GetMetadata", "layer", "eo:steps").text())
        .contains(
            "Layer steps",
            "About steps",
            "Ada Lovelace",
            "<gml:beginPosition>" + DATES[0] + "</gml:beginPosition>",
            "<gml:endPosition>" + DATES[2] + "</gml:endPosition>",
            "<gco:Date>2023-04-20</gco:Date>");
    assertThat(wms.get("wms", "request", "GetMetadata", "layer", "none").text())
        .contains("LayerNotDefined");
  }

  @Test
  void a_group_has_its_members_keywords_and_says_what_it_is_of() {
    Element both = layer(capabilities("1.3.0"), "both");
    assertThat(SafeXml.text(both, "KeywordList", "Keyword")).contains("eo");
    assertThat(SafeXml.text(both, "Abstract")).contains("Of Layer plain, Layer listed");
  }

  @Test
  void exception_reports_are_valid_too() {
    byte[] report =
        wms.get("wms", "service", "WMS", "version", "1.3.0", "request", "GetMap").bytes();
    assertThat(OgcSchemas.errors("wms/1.3.0/exceptions_1_3_0.xsd", report)).isEmpty();
    byte[] unknown = wms.get("ows", "service", "WFS", "request", "GetCapabilities").bytes();
    assertThat(new String(unknown, StandardCharsets.UTF_8))
        .contains("service must be one of WMS, was WFS");
  }

  @Test
  void styles_and_layers_are_described() {
    String styles =
        wms.get("wms", "request", "GetStyles", "layers", "eo:listed", "version", "1.1.1").text();
    assertThat(styles).contains("eo:listed", "Title of veil", "Title of rgb");
    String layers =
        wms.get("wms", "request", "DescribeLayer", "layers", "eo:listed", "version", "1.1.1")
            .text();
    assertThat(layers).contains("owsType=\"WCS\"", "typeName=\"eo:listed\"");
  }
}
