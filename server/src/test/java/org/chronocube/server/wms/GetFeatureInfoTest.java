// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GetFeatureInfoTest {

  @TempDir Path root;
  private WmsFixture wms;

  @BeforeEach
  void layers() {
    wms = new WmsFixture(root);
    wms.layer("gray", "gray", null, "2023-04-02T10:50:31.024Z");
    wms.layer(
        "days",
        "rgb",
        "<presentation>LIST</presentation>",
        "2023-04-02T10:50:31.024Z",
        "2023-04-05T10:50:31.024Z");
  }

  private WmsFixture.Answer info(String layers, String... parameters) {
    String[] base = {
      "request",
      "GetFeatureInfo",
      "query_layers",
      layers,
      "i",
      "20",
      "j",
      "30",
      "info_format",
      "application/json"
    };
    String[] all = java.util.Arrays.copyOf(base, base.length + parameters.length);
    System.arraycopy(parameters, 0, all, base.length, parameters.length);
    return wms.map(layers, all);
  }

  private static JsonNode json(WmsFixture.Answer answer) throws Exception {
    assertThat(answer.type()).isEqualTo("application/json");
    return new ObjectMapper().readTree(answer.bytes());
  }

  @Test
  void all_bands_of_exactly_that_pixel_at_that_time() throws Exception {
    JsonNode collection = json(info("eo:days", "time", "2023-04-02"));
    JsonNode feature = collection.get("features").get(0);
    assertThat(feature.get("id").asText()).isEqualTo("eo:days");
    assertThat(feature.get("properties").toString())
        .isEqualTo(
            "{\"time\":\"2023-04-02T10:50:31.024Z\"," + "\"COL\":20,\"ROW\":30,\"DAY\":2.0}");
    // pyproj 3.4.1: centre of that pixel, 643205 E 5676295 N
    assertThat(feature.get("geometry").get("coordinates").get(0).asDouble())
        .isCloseTo(5.050650088333592, org.assertj.core.data.Offset.offset(1e-9));
  }

  @Test
  void no_data_is_null_and_beside_the_coverage_is_nothing() throws Exception {
    JsonNode feature = json(info("eo:days", "i", "9")).get("features").get(0);
    assertThat(feature.get("properties").get("DAY").isNull()).isTrue();
    assertThat(feature.get("properties").get("COL").asInt()).isEqualTo(9);
    JsonNode beside = json(info("eo:days", "bbox", "642000,5676000,642800,5676600"));
    assertThat(beside.get("features")).isEmpty();
    assertThat(beside.get("numberReturned").asInt()).isZero();
  }

  @Test
  void a_range_of_several_dates_is_told_as_it_is() throws Exception {
    JsonNode feature = json(info("eo:days", "time", "2023-04")).get("features").get(0);
    assertThat(feature.get("properties").get("time").asText())
        .isEqualTo("2023-04-01T00:00:00.000Z/2023-04-30T23:59:59.999Z");
    assertThat(feature.get("properties").get("DAY").asInt()).isEqualTo(5);
  }

  @Test
  void several_layers_answer_in_the_order_asked_for() throws Exception {
    JsonNode both = json(info("eo:gray,eo:days"));
    assertThat(both.get("features"))
        .extracting(f -> f.get("id").asText())
        .containsExactly("eo:gray", "eo:days");
    assertThat(both.get("features").get(0).get("properties").has("time")).isFalse();
    assertThat(both.get("features").get(1).get("properties").get("time").asText())
        .isEqualTo("2023-04-05T10:50:31.024Z");
  }

  @Test
  void version_1_1_1_names_the_pixel_x_and_y() throws Exception {
    JsonNode feature =
        json(info(
                "eo:gray",
                "version",
                "1.1.1",
                "crs",
                null,
                "srs",
                "EPSG:32631",
                "i",
                null,
                "j",
                null,
                "x",
                "41",
                "y",
                "7"))
            .get("features")
            .get(0);
    assertThat(feature.get("properties").get("COL").asInt()).isEqualTo(41);
    assertThat(feature.get("properties").get("ROW").asInt()).isEqualTo(7);
  }

  @Test
  void the_pixel_is_that_of_the_map_in_any_crs() throws Exception {
    String[] map = {"crs", "CRS:84", "bbox", "5.05,51.215,5.06,51.222", "i", "40", "j", "29"};
    JsonNode properties = json(info("eo:gray", map)).get("features").get(0).get("properties");
    // the same pixel as in GetMapTest
    assertThat(properties.get("COL").asInt()).isEqualTo(51);
    assertThat(properties.get("ROW").asInt()).isEqualTo(46);
  }

  @Test
  void text_and_html_say_the_same() {
    WmsFixture.Answer text = info("eo:days", "info_format", "text/plain", "i", "9");
    assertThat(text.text())
        .contains(
            "Results for layer 'eo:days':",
            "time = 2023-04-05T10:50:31.024Z",
            "COL = 9",
            "ROW = 30",
            "DAY = no data");
    WmsFixture.Answer html = info("eo:days", "info_format", "text/html");
    assertThat(html.type()).isEqualTo("text/html");
    assertThat(html.text()).contains("<th>COL</th>", "<td>20</td>", "<td>30</td>", "<td>5.0</td>");
    assertThat(info("eo:days", "info_format", null).type()).isEqualTo("text/plain");
  }

  @Test
  void titles_cannot_carry_markup() {
    wms.layer("evil", "gray", null, "2023-04-02T10:50:31.024Z");
    wms.write(
        "workspaces/eo/cubes/evil/coverage.xml",
        "<coverage><name>evil</name><nativeName>evil</nativeName><srs>EPSG:32631</srs>"
            + "<title>&lt;script&gt;alert(1)&lt;/script&gt;</title></coverage>");
    assertThat(info("eo:evil", "info_format", "text/html").text())
        .contains("&lt;script&gt;")
        .doesNotContain("<script>");
  }

  @ParameterizedTest
  @CsvSource({
    "i, 80, InvalidPoint",
    "j, -1, InvalidPoint",
    "i, x, InvalidPoint",
    "i, , MissingParameterValue",
    "info_format, application/pdf, InvalidFormat",
    "query_layers, , MissingParameterValue",
    "query_layers, eo:days, LayerNotDefined",
    "query_layers, eo:none, LayerNotDefined",
    "feature_count, 0, InvalidParameterValue",
  })
  void a_broken_request_is_told_what_is_wrong(String parameter, String value, String code) {
    assertThat(info("eo:gray", parameter, value).text()).contains("code=\"" + code + "\"");
  }

  @Test
  void a_layer_can_be_closed_to_queries() {
    wms.write(
        "workspaces/eo/cubes/gray/layer.xml",
        "<layer><name>gray</name><queryable>false</queryable></layer>");
    assertThat(info("eo:gray").text()).contains("code=\"LayerNotQueryable\"");
  }

  @Test
  void a_wrong_time_is_invalid_here_too() {
    assertThat(info("eo:days", "time", "1999").text()).contains("code=\"InvalidDimensionValue\"");
  }
}
