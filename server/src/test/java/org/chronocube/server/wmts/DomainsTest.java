// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wmts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.chronocube.server.TestServer;
import org.chronocube.server.ows.SafeXml;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

/**
 * The multidimensional operations over the shipped archive. The tables are counted by hand from the
 * names of its folders: 12 dates of Belgium, 68 scenes of Slovenia on 67 days, 19 of New York on
 * 17, of which those of path 13 alone reach the east, as GDAL 3.6.2 reads their pixels.
 */
class DomainsTest {

  private static final String EAST = "734000,4499000,736000,4501000";
  private static final String EAST_DAYS =
      "2018-01-31,2018-04-05,2018-04-21,2018-07-10,2018-08-27,2018-10-30,2018-12-01,2018-12-17";

  @TempDir static Path temp;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server =
        TestServer.start(
            TestServer.shipped(),
            temp.resolve("index.sqlite"),
            List.of("belgium-s2-l2a", "slovenia-s2-l1c", "newyork-landsat8"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static TestServer.Answer ask(String request, String layer, String... more)
      throws Exception {
    String[] base = {"request", request, "layer", "chronocube:" + layer};
    String[] all = Arrays.copyOf(base, base.length + more.length);
    System.arraycopy(more, 0, all, base.length, more.length);
    return server.get("gwc/service/wmts", all);
  }

  private static Element root(TestServer.Answer answer) {
    assertThat(answer.type()).as(answer.text()).isEqualTo("text/xml");
    return SafeXml.parse(answer.text());
  }

  /** Days as the whole times they stand for. */
  private static String midnights(String days) {
    return days.isEmpty() ? "" : days.replace(",", "T00:00:00.000Z,") + "T00:00:00.000Z";
  }

  @Test
  void the_domains_of_a_layer() throws Exception {
    assertThat(ask("DescribeDomains", "newyork_landsat").text())
        .isEqualToIgnoringWhitespace(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Domains
                xmlns="http://demo.geo-solutions.it/share/wmts-multidim/wmts_multi_dimensional.xsd"
                xmlns:ows="http://www.opengis.net/ows/1.1" version="1.2">
              <SpaceDomain>
                <BoundingBox CRS="EPSG:32618" minx="390000.0" miny="4344000.0" maxx="759000.0"
                    maxy="4743000.0"/>
              </SpaceDomain>
              <DimensionDomain>
                <ows:Identifier>time</ows:Identifier>
                <Domain>"""
                + midnights(
                    "2018-01-06,2018-01-31,2018-03-11,2018-04-05,2018-04-21,2018-04-28,2018-05-30,"
                        + "2018-06-15,2018-07-10,2018-08-27,2018-09-03,2018-10-05,2018-10-30,"
                        + "2018-11-22,2018-12-01,2018-12-08,2018-12-17")
                + "</Domain><Size>17</Size></DimensionDomain></Domains>");
  }

  @Test
  void more_times_than_the_limit_are_told_by_their_ends() throws Exception {
    Element domains = root(ask("DescribeDomains", "slovenia_ndvi", "expandLimit", "66"));
    Element time = SafeXml.child(domains, "DimensionDomain").orElseThrow();
    assertThat(SafeXml.text(time, "Domain"))
        .contains("2015-07-11T10:00:08.000Z--2017-12-22T10:04:15.000Z");
    assertThat(SafeXml.text(time, "Size")).contains("67");
    Element all = root(ask("DescribeDomains", "slovenia_ndvi", "expandLimit", "67"));
    assertThat(SafeXml.text(all, "DimensionDomain", "Domain").orElseThrow().split(",")).hasSize(67);
  }

  @Test
  void a_box_and_a_time_restrict_the_domains() throws Exception {
    Element east =
        root(
            ask(
                "DescribeDomains",
                "newyork_landsat",
                "TileMatrixSet",
                "EPSG:32618_3000",
                "bbox",
                EAST));
    assertThat(SafeXml.text(east, "DimensionDomain", "Domain")).contains(midnights(EAST_DAYS));
    Element box = SafeXml.path(east, "SpaceDomain", "BoundingBox").orElseThrow();
    assertThat(SafeXml.attribute(box, "minx")).contains("734000.0");
    Element spring =
        root(
            ask(
                "DescribeDomains",
                "newyork_landsat",
                "TileMatrixSet",
                "EPSG:32618_3000",
                "bbox",
                EAST,
                "time",
                "2018-04-01/2018-06-30",
                "domains",
                "time"));
    assertThat(SafeXml.text(spring, "DimensionDomain", "Domain"))
        .contains(midnights("2018-04-05,2018-04-21"));
    assertThat(SafeXml.child(spring, "SpaceDomain")).isEmpty();
  }

  @Test
  void a_box_in_degrees_has_longitude_first() throws Exception {
    Element west =
        root(
            ask(
                "DescribeDomains",
                "newyork_landsat",
                "TileMatrixSet",
                "EPSG:4326",
                "bbox",
                "-75.6,40.19,-75.58,40.21"));
    assertThat(SafeXml.text(west, "DimensionDomain", "Size")).contains("6");
    Element elsewhere =
        root(
            ask(
                "DescribeDomains",
                "newyork_landsat",
                "TileMatrixSet",
                "EPSG:4326",
                "bbox",
                "5,51,6,52"));
    assertThat(SafeXml.text(elsewhere, "DimensionDomain", "Size")).contains("0");
    assertThat(SafeXml.child(elsewhere, "SpaceDomain")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', asc, '2023-04-02,2023-04-05,2023-04-07,2023-04-10,2023-04-12'",
    "2023-04-12, asc, '2023-04-15,2023-04-17,2023-04-20,2023-04-22,2023-04-25'",
    "2023-04-25T00:00:00.000Z, asc, '2023-04-27,2023-04-30'",
    "2023-04-30, asc, ''",
    "'', desc, '2023-04-30,2023-04-27,2023-04-25,2023-04-22,2023-04-20'",
    "2023-04-07, desc, '2023-04-05,2023-04-02'",
    "2023-04-02, desc, ''",
  })
  void values_come_in_pages(String from, String sort, String days) throws Exception {
    Element values =
        root(
            ask(
                "GetDomainValues",
                "belgium_s2",
                "domain",
                "time",
                "limit",
                "5",
                "sort",
                sort,
                "fromValue",
                from));
    assertThat(values.getLocalName()).isEqualTo("DomainValues");
    assertThat(SafeXml.text(values, "Identifier")).contains("time");
    assertThat(SafeXml.text(values, "Limit")).contains("5");
    assertThat(SafeXml.text(values, "Sort")).contains(sort);
    assertThat(SafeXml.text(values, "FromValue").orElse("")).isEqualTo(from);
    assertThat(SafeXml.text(values, "Domain").orElse("")).isEqualTo(midnights(days));
    long size = Arrays.stream(days.split(",")).filter(d -> !d.isEmpty()).count();
    assertThat(SafeXml.text(values, "Size")).contains(Long.toString(size));
  }

  @ParameterizedTest
  @CsvSource({
    "newyork_landsat, P1M, 2018-01-06/2018-12-17, '2,0,2,3,1,1,1,3,1,1,2,2'",
    "newyork_landsat, P32D, 2018-01-06/2018-12-17, '2,0,2,3,1,2,0,3,1,1,4'",
    "belgium_s2, P7D, 2023-04-02/2023-05-07, '3,3,3,2,1'",
    "belgium_s2, P5D, 2023-04-02/2023-04-30, '2,2,2,2,2,2'",
  })
  void a_histogram_counts_scenes(String layer, String step, String days, String counts)
      throws Exception {
    Element histogram = root(ask("GetHistogram", layer, "histogram", "time", "resolution", step));
    assertThat(histogram.getLocalName()).isEqualTo("Histogram");
    assertThat(SafeXml.text(histogram, "Identifier")).contains("time");
    assertThat(SafeXml.text(histogram, "Domain"))
        .contains(midnights(days.replace("/", ",")).replace(",", "/") + "/" + step);
    assertThat(SafeXml.text(histogram, "Values")).contains(counts);
  }

  @Test
  void a_histogram_of_a_box_a_time_and_of_the_servers_choice() throws Exception {
    Element some =
        root(
            ask(
                "GetHistogram",
                "newyork_landsat",
                "histogram",
                "time",
                "resolution",
                "P1M",
                "TileMatrixSet",
                "EPSG:32618_3000",
                "bbox",
                EAST,
                "time",
                "2018-04-01/2018-10-31"));
    assertThat(SafeXml.text(some, "Domain"))
        .contains("2018-04-05T00:00:00.000Z/2018-10-30T00:00:00.000Z/P1M");
    // 5 April: 5 and 21 April; 5 June: 10 July is in 5 July; 5 August: 27; 5 October: 30.
    assertThat(SafeXml.text(some, "Values")).contains("2,0,0,1,1,0,1");
    Element chosen = root(ask("GetHistogram", "belgium_s2", "histogram", "time"));
    assertThat(SafeXml.text(chosen, "Domain"))
        .contains("2023-04-02T00:00:00.000Z/2023-04-30T06:00:00.000Z/PT6H");
    assertThat(SafeXml.text(chosen, "Values").orElseThrow().split(",")).hasSize(113);
  }

  @Test
  void features_are_scenes_with_footprints_and_times() throws Exception {
    TestServer.Answer answer =
        ask("GetFeature", "belgium_s2", "time", "2023-04-05/2023-04-07", "limit", "10");
    assertThat(answer.header("Content-Type")).isEqualTo("text/xml; subtype=gml/3.1.1");
    List<Element> features = SafeXml.children(root(answer), "feature");
    assertThat(features.stream().map(f -> SafeXml.attribute(f, "id").orElseThrow()))
        .containsExactly(
            "belgium-s2-l2a.belgium-s2-l2a_20230405", "belgium-s2-l2a.belgium-s2-l2a_20230407");
    Element first = features.get(0);
    assertThat(SafeXml.text(first, "dimension")).contains("2023-04-05T00:00:00.000Z");
    assertThat(
            SafeXml.text(first, "footprint", "Polygon", "exterior", "LinearRing", "posList")
                .orElseThrow())
        .contains("5.05", "51.21");
    assertThat(SafeXml.children(root(ask("GetFeature", "newyork_landsat")), "feature")).hasSize(19);
  }

  @ParameterizedTest
  @CsvSource({
    "DescribeDomains, nothing, a, b, layer",
    "DescribeDomains, slovenia, a, b, layer",
    "DescribeDomains, belgium_s2, bbox, '1,2,3,4', TileMatrixSet",
    "DescribeDomains, belgium_s2, domains, elevation, domains",
    "DescribeDomains, belgium_s2, time, tomorrow, time",
    "DescribeDomains, belgium_s2, expandLimit, -1, expandLimit",
    "GetDomainValues, belgium_s2, a, b, domain",
    "GetDomainValues, belgium_s2, domain, elevation, domain",
    "GetHistogram, belgium_s2, a, b, histogram",
  })
  void wrong_questions_are_told_so(
      String request, String layer, String parameter, String value, String locator)
      throws Exception {
    TestServer.Answer answer = ask(request, layer, parameter, value);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("locator=\"" + locator + "\"");
  }

  @Test
  void a_resolution_must_be_a_period_that_gives_no_flood_of_buckets() throws Exception {
    String[] fine = {"histogram", "time", "resolution", "PT1S"};
    assertThat(ask("GetHistogram", "belgium_s2", fine).text())
        .contains("locator=\"resolution\"", "at most 10000 buckets");
    String[] none = {"histogram", "time", "resolution", "often"};
    assertThat(ask("GetHistogram", "belgium_s2", none).text()).contains("locator=\"resolution\"");
  }
}
