// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.chronocube.server.ows.OgcSchemas;
import org.chronocube.server.ows.SafeXml;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/**
 * The layers made of a layer. Its scenes {@code day02} and {@code day05} cover columns 0 to 39 of
 * 80; pixels tell their column, row and day.
 */
class EoLayersTest {

  @TempDir Path root;
  private WmsFixture wms;

  @BeforeEach
  void layers() {
    wms = new WmsFixture(root);
    wms.layer("days", "gray", "", "2023-04-02T10:50:31Z", "2023-04-05T10:50:31Z");
  }

  private Element series(String version) {
    String text =
        wms.get("wms", "service", "WMS", "version", version, "request", "GetCapabilities").text();
    Element all = SafeXml.parse(text.replaceFirst("<!DOCTYPE[^>]*>", ""));
    return SafeXml.path(all, "Capability", "Layer", "Layer").orElseThrow();
  }

  private static List<String> names(Element parent) {
    return SafeXml.children(parent, "Layer").stream()
        .map(l -> SafeXml.text(l, "Name").orElse("-"))
        .toList();
  }

  @Test
  void capabilities_have_a_series_of_each_layer_with_its_outlines_and_bands() {
    for (String version : List.of("1.3.0", "1.1.1")) {
      Element series = series(version);
      assertThat(SafeXml.text(series, "Title")).contains("Layer days");
      assertThat(SafeXml.child(series, "Name")).isEmpty();
      assertThat(names(series)).containsExactly("eo:days", "eo:days_outlines", "-");
      Element bands = SafeXml.children(series, "Layer").get(2);
      assertThat(names(bands))
          .containsExactly("eo:days_bands_COL", "eo:days_bands_ROW", "eo:days_bands_DAY");
      assertThat(SafeXml.text(bands, "Title")).contains("Bands");
    }
    byte[] document = wms.get("wms", "service", "WMS", "request", "GetCapabilities").bytes();
    assertThat(OgcSchemas.errors("wms/1.3.0/capabilities_1_3_0.xsd", document)).isEmpty();
    byte[] old =
        wms.get("wms", "service", "WMS", "version", "1.1.1", "request", "GetCapabilities").bytes();
    assertThat(OgcSchemas.dtdErrors("wms/1.1.1/WMS_MS_Capabilities.dtd", old)).isEmpty();
  }

  @Test
  void outlines_are_filled_softly_and_edged() {
    WmsFixture.Answer map = wms.map("eo:days_outlines", "transparent", "true");
    assertThat(map.pixel(20, 30)).as("inside: 0.12 of 255").isEqualTo(0x1FD81B60);
    assertThat(map.pixel(39, 30)).as("on the edge").isEqualTo(0xFFD81B60);
    assertThat(map.pixel(60, 30)).as("beside").isZero();
    // Half the resolution, the pixels' corners elsewhere: the same shape.
    WmsFixture.Answer small =
        wms.map("eo:days_outlines", "transparent", "true", "width", "40", "height", "30");
    assertThat(small.pixel(10, 15)).isEqualTo(0x1FD81B60);
    assertThat(small.pixel(30, 15)).isZero();
  }

  @Test
  void outlines_tell_of_their_scenes() throws Exception {
    String[] question = {
      "request",
      "GetFeatureInfo",
      "query_layers",
      "eo:days_outlines",
      "i",
      "20",
      "j",
      "30",
      "info_format",
      "application/json",
      "feature_count",
      "5"
    };
    JsonNode newest = new ObjectMapper().readTree(wms.map("eo:days_outlines", question).bytes());
    assertThat(newest.at("/features")).hasSize(1);
    assertThat(newest.at("/features/0/properties").toString())
        .isEqualTo(
            "{\"time\":\"2023-04-05T10:50:31.000Z\",\"scene\":\"day05\",\"product\":\"p\","
                + "\"cloud_cover\":12.5}");
    assertThat(newest.at("/features/0/geometry/type").asText()).isEqualTo("Polygon");
    assertThat(newest.at("/features/0/geometry/coordinates/0/0/0").asDouble()).isBetween(5.0, 5.1);

    String[] month = java.util.Arrays.copyOf(question, question.length + 2);
    month[question.length] = "time";
    month[question.length + 1] = "2023-04";
    JsonNode all = new ObjectMapper().readTree(wms.map("eo:days_outlines", month).bytes());
    assertThat(all.at("/features")).hasSize(2);
    question[5] = "60";
    assertThat(
            new ObjectMapper()
                .readTree(wms.map("eo:days_outlines", question).bytes())
                .at("/features"))
        .as("beside the scenes")
        .isEmpty();
  }

  @Test
  void a_band_is_gray_as_the_layers_styles_stretch_it() {
    assertThat(wms.map("eo:days_bands_COL").pixel(50, 3)).isEqualTo(0xFF323232);
    assertThat(wms.map("eo:days_bands_ROW").pixel(50, 33)).isEqualTo(0xFF212121);
    assertThat(wms.map("eo:days_bands_DAY", "time", "2023-04-02").pixel(50, 33))
        .isEqualTo(0xFF020202);
  }

  @Test
  void each_has_one_style() {
    assertThat(wms.map("eo:days_outlines", "styles", "eo-outlines").type()).isEqualTo("image/png");
    assertThat(wms.map("eo:days_outlines", "styles", "gray").text()).contains("StyleNotDefined");
  }

  @Test
  void what_is_beneath_no_layer_is_not_there() {
    assertThat(wms.map("eo:none_outlines").text()).contains("LayerNotDefined");
    assertThat(wms.map("eo:days_bands_X").text()).contains("LayerNotDefined");
  }

  @Test
  void they_can_be_switched_off() {
    wms.write(
        "wms.xml",
        "<wms><metadata><entry key='chronocube.eoLayers'>false</entry></metadata></wms>");
    assertThat(SafeXml.text(series("1.3.0"), "Name")).contains("eo:days");
    assertThat(names(series("1.3.0"))).isEmpty();
    assertThat(wms.map("eo:days_outlines").text()).contains("LayerNotDefined");
  }

  @Test
  void legends_and_metadata_are_there_for_each() {
    assertThat(
            wms.get(
                    "wms",
                    "request",
                    "GetLegendGraphic",
                    "layer",
                    "eo:days_outlines",
                    "format",
                    "image/png")
                .image()
                .getHeight())
        .isEqualTo(4 + 2 * 20 + 4);
    assertThat(wms.get("wms", "request", "GetMetadata", "layer", "eo:days_bands_COL").text())
        .contains("Band COL of Layer days in gray.");
  }
}
