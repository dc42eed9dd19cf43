// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.chronocube.server.TestServer;
import org.chronocube.server.ows.OgcSchemas;
import org.chronocube.server.ows.SafeXml;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The shipped data directory over HTTP. Checksums are of pictures computed with NumPy 1.24.2 from
 * the archive's files as rasterio 1.3.5 reads them, by the arithmetic of the styles.
 */
class ShippedMapsTest {

  private static final String FIELD = "643260,5675820,643900,5676480";

  @TempDir static Path temp;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server =
        TestServer.start(
            TestServer.shipped(),
            temp.resolve("index.sqlite"),
            List.of("belgium-s2-l2a", "belgium-s1-grd", "bordeaux-s2-l1c"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static TestServer.Answer map(String layer, String... parameters) throws Exception {
    String[] base = {
      "service",
      "WMS",
      "version",
      "1.3.0",
      "request",
      "GetMap",
      "layers",
      "chronocube:" + layer,
      "styles",
      "",
      "crs",
      "EPSG:32631",
      "bbox",
      FIELD,
      "width",
      "64",
      "height",
      "66",
      "format",
      "image/png"
    };
    String[] all = Arrays.copyOf(base, base.length + parameters.length);
    System.arraycopy(parameters, 0, all, base.length, parameters.length);
    return server.get("geoserver/wms", all);
  }

  @ParameterizedTest
  @CsvSource({
    "belgium_s2, belgium_infrared, 3, 7c5993da99782d410025e9c2e53ac89698209275",
    "belgium_s2, belgium_classes, 3, 241388ee4493facfcda4d570f4495c47a4615ed8",
    "belgium_s1, sar_vv, 1, 4baa1bf170a2c0d70753914aa23c24eb9433cd2f",
  })
  void maps_of_the_field_are_the_styles_arithmetic(
      String layer, String style, int channels, String sha1) throws Exception {
    TestServer.Answer answer = map(layer, "styles", "chronocube:" + style, "time", "2023-04-15");
    assertThat(answer.type()).isEqualTo("image/png");
    assertThat(answer.pixelsSha1(channels)).isEqualTo(sha1);
  }

  @Test
  void bordeaux_in_true_colour_is_the_styles_arithmetic() throws Exception {
    TestServer.Answer answer =
        map(
            "bordeaux",
            "crs",
            "CRS:84",
            "bbox",
            "-0.600986480713,44.8105831211,-0.550861358643,44.8668196756",
            "width",
            "461",
            "height",
            "517",
            "time",
            "2017");
    assertThat(answer.pixelsSha1(3)).isEqualTo("495f6306b78f0f15ef92495de31f57af8be29bb7");
    TestServer.Answer swapped =
        map(
            "bordeaux",
            "crs",
            "EPSG:4326",
            "bbox",
            "44.8105831211,-0.600986480713,44.8668196756,-0.550861358643",
            "width",
            "461",
            "height",
            "517",
            "time",
            "2017");
    assertThat(swapped.bytes()).isEqualTo(answer.bytes());
  }

  @Test
  void values_under_a_pixel_are_those_of_the_files() throws Exception {
    String[] pixel = {
      "request",
      "GetFeatureInfo",
      "query_layers",
      "chronocube:belgium_s2,chronocube:belgium_ndvi",
      "layers",
      "chronocube:belgium_s2,chronocube:belgium_ndvi",
      "i",
      "20",
      "j",
      "10",
      "info_format",
      "application/json",
      "time",
      "2023-04-15"
    };
    JsonNode features = new ObjectMapper().readTree(map("x", pixel).bytes()).get("features");
    // NumPy: row 10, column 20 of the files of 2023-04-15
    JsonNode bands = features.get(0).get("properties");
    assertThat(bands.get("B08").asInt()).isEqualTo(3840);
    assertThat(bands.get("B04").asInt()).isEqualTo(370);
    assertThat(bands.get("B11").asInt()).isEqualTo(1867);
    assertThat(bands.get("B01").asInt()).isEqualTo(646);
    assertThat(bands.get("SCL").asInt()).isEqualTo(4);
    assertThat(features.get(1).get("properties").get("NDVI").asDouble())
        .isCloseTo(0.8242280285035629, offset(1e-6));
  }

  @Test
  void capabilities_are_valid_and_list_every_published_cube() throws Exception {
    TestServer.Answer answer =
        server.get("geoserver/ows", "service", "WMS", "request", "GetCapabilities");
    assertThat(OgcSchemas.errors("wms/1.3.0/capabilities_1_3_0.xsd", answer.bytes())).isEmpty();
    var root = SafeXml.path(SafeXml.parse(answer.text()), "Capability", "Layer").orElseThrow();
    // A series without a name holds each layer, and first of all the layer itself.
    assertThat(SafeXml.children(root, "Layer"))
        .extracting(
            l -> SafeXml.text(l, "Name").or(() -> SafeXml.text(l, "Layer", "Name")).orElseThrow())
        .containsExactlyInAnyOrder(
            "chronocube:belgium_s2",
            "chronocube:belgium_s2_clear",
            "chronocube:belgium_ndvi",
            "chronocube:belgium_s1",
            "chronocube:belgium_multi",
            "chronocube:bordeaux",
            "chronocube:bordeaux_change",
            "chronocube:slovenia_ndvi",
            "chronocube:slovenia_clouds",
            "chronocube:newyork_landsat",
            "chronocube:slovenia");
    assertThat(answer.text()).contains("2016-05-04T", "2017-10-26T");
    TestServer.Answer old =
        server.get("wms", "service", "WMS", "version", "1.1.1", "request", "GetCapabilities");
    assertThat(OgcSchemas.dtdErrors("wms/1.1.1/WMS_MS_Capabilities.dtd", old.bytes())).isEmpty();
  }

  @Test
  void every_listed_style_draws_and_has_a_legend() throws Exception {
    for (String layer :
        List.of(
            "belgium_s2",
            "belgium_s2_clear",
            "belgium_ndvi",
            "belgium_multi",
            "bordeaux",
            "bordeaux_change")) {
      TestServer.Answer caps =
          server.get("chronocube/wms", "service", "WMS", "request", "GetCapabilities");
      var entry =
          SafeXml.children(
                  SafeXml.path(SafeXml.parse(caps.text()), "Capability", "Layer").orElseThrow(),
                  "Layer")
              .stream()
              .flatMap(series -> SafeXml.children(series, "Layer").stream())
              .filter(l -> SafeXml.text(l, "Name").orElse("").equals(layer))
              .findFirst()
              .orElseThrow();
      for (var style : SafeXml.children(entry, "Style")) {
        String name = SafeXml.text(style, "Name").orElseThrow();
        assertThat(map(layer, "styles", name).type()).as(layer + " " + name).isEqualTo("image/png");
        TestServer.Answer legend =
            server.get(
                "wms",
                "request",
                "GetLegendGraphic",
                "layer",
                "chronocube:" + layer,
                "style",
                name,
                "format",
                "image/png");
        assertThat(legend.image()).as(layer + " " + name).isNotNull();
      }
    }
  }

  @Test
  void the_nearest_date_is_told_and_a_far_one_is_blank() throws Exception {
    TestServer.Answer near = map("belgium_s1", "time", "2023-04-15T06:00:00.000Z");
    assertThat(near.header("warning"))
        .isEqualTo(
            "99 Nearest value used: time=2023-04-15T00:00:00.000Z ISO8601 (chronocube:belgium_s1)");
    assertThat(map("belgium_s1", "time", "2022").header("warning"))
        .isEqualTo("99 No nearest value found on chronocube:belgium_s1: time");
    TestServer.Answer invalid = map("belgium_s2", "time", "2023-04-16");
    assertThat(invalid.status()).isEqualTo(200);
    assertThat(invalid.text()).contains("code=\"InvalidDimensionValue\"");
  }

  @Test
  void a_geotiff_lies_where_the_map_lies() throws Exception {
    TestServer.Answer tiff = map("belgium_s2", "format", "image/geotiff", "time", "2023-04-15");
    assertThat(tiff.type()).isEqualTo("image/geotiff");
    assertThat(tiff.header("content-disposition")).isEqualTo("inline; filename=belgium_s2.tif");
  }

  @Test
  void far_and_huge_boxes_are_answered() throws Exception {
    for (String crs : List.of("EPSG:32631", "EPSG:4326", "EPSG:3857", "EPSG:3035")) {
      TestServer.Answer huge =
          map("belgium_s2", "crs", crs, "bbox", "-1.8e308,-1.8e308,1.8e308,1.8e308");
      assertThat(huge.type()).as(crs).isEqualTo("image/png");
    }
    TestServer.Answer beside = map("belgium_s2", "bbox", "0,0,640,660", "transparent", "true");
    assertThat(beside.image().getRGB(30, 30)).isZero();
  }
}
