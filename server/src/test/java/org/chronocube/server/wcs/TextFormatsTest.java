// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.chronocube.server.encode.SampleRaster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GML with samples inside and CoverageJSON, on {@link GeneratedArchive}. */
class TextFormatsTest {

  private static final String GML = "format=application/gml%2Bxml";
  private static final String COVJSON = "format=application/prs.coverage%2Bjson";

  @TempDir static Path folder;
  @TempDir static Path eoFolder;
  private static WcsServer server;
  private static WcsServer eo;

  @BeforeAll
  static void start() throws IOException {
    server = WcsServer.start(GeneratedArchive.write(folder), folder, Map.of());
    eo =
        WcsServer.start(
            GeneratedArchive.write(eoFolder), eoFolder, Map.of("wcseo.enabled", "true"));
  }

  @AfterAll
  static void stop() {
    server.close();
    eo.close();
  }

  @Test
  void gml_has_the_samples_of_all_bands_pixel_by_pixel() {
    HttpResponse<byte[]> response =
        server.getCoverage("fields", GML + "&subset=time(2023-04-05)&rangeSubset=B0,B2");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/gml+xml");
    String xml = WcsServer.text(response);
    OgcSchemas.assertValidWcs20(xml);
    String[] tuples = found("<gml:tupleList[^>]*>([^<]*)<", xml).get(0).strip().split(" ");
    assertThat(tuples).hasSize(60 * 50);
    for (int row = 0; row < 60; row++) {
      for (int col = 0; col < 50; col++) {
        String expected =
            SampleRaster.isValid(row, col)
                ? (int) SampleRaster.sample(row, col, 0, 1)
                    + ","
                    + (int) SampleRaster.sample(row, col, 2, 1)
                : "65535,255";
        assertThat(tuples[row * 50 + col]).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"fields", "globe"})
  void gml_describes_a_whole_coverage_as_its_description_does(String id) {
    String gml = WcsServer.text(server.getCoverage(id, GML + "&subset=time(*,*)"));
    String description =
        WcsServer.text(
            server.get(
                "service=WCS&version=2.0.1&request=DescribeCoverage&coverageId=test__" + id));
    for (String element : List.of("gml:boundedBy", "gml:domainSet", "gmlcov:rangeType")) {
      Pattern whole = Pattern.compile("<" + element + ">.*</" + element + ">", Pattern.DOTALL);
      List<String> ours = whole.matcher(gml).results().map(m -> squeezed(m.group())).toList();
      assertThat(ours)
          .hasSize(1)
          .isEqualTo(whole.matcher(description).results().map(m -> squeezed(m.group())).toList());
    }
  }

  @Test
  void gml_of_a_mosaic_says_what_each_scene_contributes() {
    String xml =
        WcsServer.text(
            eo.getCoverage("globe", GML + "&subset=time(2023-04-02,2023-04-09)&rangeSubset=B1"));
    OgcSchemas.assertValidWcs20(xml);
    assertThat(xml)
        .containsSubsequence(
            "<wcseo:RectifiedStitchedMosaic ",
            "<gml:beginPosition>2023-04-02T00:00:00.000Z</gml:beginPosition>",
            "<gml:endPosition>2023-04-09T00:00:00.000Z</gml:endPosition>",
            "<eop:identifier>test__globe</eop:identifier>",
            "<wcs:CoverageId>test__globe_granule_20230409</wcs:CoverageId>",
            "<wcs:CoverageId>test__globe_granule_20230405</wcs:CoverageId>")
        .doesNotContain("20230401");
    List<String> rings = found("<gml:posList>([^<]*)<", xml);
    // The answer, then the newest scene west of 4.46875, then the rest of the one before.
    assertThat(rings).hasSize(3);
    assertThat(bounds(rings.get(0))).containsExactly(50.0625, 4, 51, 4.78125);
    assertThat(bounds(rings.get(1))).containsExactly(50.0625, 4, 51, 4.46875);
    assertThat(bounds(rings.get(2))).containsExactly(50.0625, 4.46875, 51, 4.78125);
  }

  @Test
  void gml_of_a_dataset_is_a_dataset() {
    String xml =
        WcsServer.text(
            eo.getCoverage(
                "globe_granule_20230405", GML + "&subset=Lat(50.5,50.6)&subset=Long(4.1,4.2)"));
    OgcSchemas.assertValidWcs20(xml);
    assertThat(xml)
        .contains("<wcseo:RectifiedDataset ")
        .contains("<eop:identifier>test__globe_granule_20230405</eop:identifier>")
        .doesNotContain("wcseo:datasets");
  }

  @Test
  void multipart_answers_of_the_profile_are_of_its_types() {
    HttpResponse<byte[]> response =
        eo.getCoverage("globe", "mediaType=multipart/related&subset=time(2023-04-05)");
    String gml = found("(?s)\r\n\r\n(<\\?xml.*?)\r\n--wcs", WcsServer.text(response)).get(0);
    OgcSchemas.assertValidWcs20(gml);
    assertThat(gml).contains("<wcseo:RectifiedStitchedMosaic ").contains("gml:fileReference");
  }

  @Test
  void coverage_json_of_a_range_has_a_time_axis() throws IOException {
    HttpResponse<byte[]> response =
        server.getCoverage("fields", COVJSON + "&subset=time(*,*)&rangeSubset=B0,B2");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .contains("application/prs.coverage+json");
    JsonNode json = new ObjectMapper().readTree(response.body());
    assertThat(json.at("/type").asText()).isEqualTo("Coverage");
    assertThat(json.at("/domain/domainType").asText()).isEqualTo("Grid");
    assertThat(json.at("/domain/axes/x").toString())
        .isEqualTo("{\"start\":600005.0,\"stop\":600495.0,\"num\":50}");
    assertThat(json.at("/domain/axes/y").toString())
        .isEqualTo("{\"start\":5699995.0,\"stop\":5699405.0,\"num\":60}");
    assertThat(json.at("/domain/axes/t/values").toString())
        .isEqualTo(
            "[\"2023-04-01T00:00:00.000Z\",\"2023-04-05T00:00:00.000Z\","
                + "\"2023-04-09T00:00:00.000Z\"]");
    assertThat(json.at("/domain/referencing/0").toString())
        .isEqualTo(
            "{\"coordinates\":[\"x\",\"y\"],\"system\":{\"type\":\"ProjectedCRS\","
                + "\"id\":\"http://www.opengis.net/def/crs/EPSG/0/32631\"}}");
    assertThat(json.at("/domain/referencing/1/system/type").asText()).isEqualTo("TemporalRS");
    assertThat(json.at("/parameters/B0/observedProperty/label/en").asText()).isEqualTo("Red");
    assertThat(json.at("/parameters/B0/unit/symbol").asText()).isEqualTo("1");
    assertRange(json.at("/ranges/B0"), "float", 0, 0.5, -1);
    assertRange(json.at("/ranges/B2"), "integer", 2, 1, 0);
  }

  private static void assertRange(
      JsonNode range, String type, int band, double scale, double offset) {
    assertThat(range.at("/type").asText()).isEqualTo("NdArray");
    assertThat(range.at("/dataType").asText()).isEqualTo(type);
    assertThat(range.at("/axisNames").toString()).isEqualTo("[\"t\",\"y\",\"x\"]");
    assertThat(range.at("/shape").toString()).isEqualTo("[3,60,50]");
    JsonNode values = range.at("/values");
    assertThat(values.size()).isEqualTo(3 * 60 * 50);
    for (int i = 0; i < values.size(); i++) {
      int slice = i / 3000;
      int row = i / 50 % 60;
      int col = i % 50;
      boolean seen = slice < 2 || col < GeneratedArchive.SEEN_COLUMNS;
      if (seen && SampleRaster.isValid(row, col)) {
        assertThat(values.get(i).doubleValue())
            .isEqualTo(SampleRaster.sample(row, col, band, slice) * scale + offset);
      } else {
        assertThat(values.get(i).isNull()).isTrue();
      }
    }
  }

  @Test
  void coverage_json_in_degrees_has_longitude_first() throws IOException {
    JsonNode json =
        new ObjectMapper()
            .readTree(
                server
                    .getCoverage(
                        "globe",
                        COVJSON + "&subset=time(2023-04-05)&subset=Lat(50.5)&subset=Long(4.1)")
                    .body());
    assertThat(json.at("/domain/referencing/0").toString())
        .isEqualTo(
            "{\"coordinates\":[\"x\",\"y\"],\"system\":{\"type\":\"GeographicCRS\","
                + "\"id\":\"http://www.opengis.net/def/crs/OGC/1.3/CRS84\"}}");
    assertThat(json.at("/ranges/B1/shape").toString()).isEqualTo("[1,1,1]");
    // (51 - 50.5) * 64 = 32, an edge between rows; (4.1 - 4) * 64 = 6.4.
    assertThat(json.at("/ranges/B1/values/0").intValue())
        .isEqualTo((int) SampleRaster.sample(32, 6, 1, 1));
  }

  @ParameterizedTest
  @CsvSource({GML, COVJSON})
  void texts_are_for_small_answers(String format) {
    HttpResponse<byte[]> response =
        server.getCoverage("fields", format + "&scaleSize=i(2000),j(2000)");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(WcsServer.text(response))
        .contains("locator=\"format\"")
        .contains("must have at most 4000000 values, was 12000000");
  }

  private static double[] bounds(String posList) {
    double[] bounds = {90, 180, -90, -180};
    String[] numbers = posList.split(" ");
    for (int i = 0; i < numbers.length; i++) {
      double value = Double.parseDouble(numbers[i]);
      bounds[i % 2] = Math.min(bounds[i % 2], value);
      bounds[2 + i % 2] = Math.max(bounds[2 + i % 2], value);
    }
    return bounds;
  }

  private static String squeezed(String xml) {
    return xml.replaceAll(">\\s+", ">").replaceAll("\\s+<", "<");
  }

  private static List<String> found(String regex, String text) {
    return Pattern.compile(regex).matcher(text).results().map(m -> m.group(1)).toList();
  }
}
