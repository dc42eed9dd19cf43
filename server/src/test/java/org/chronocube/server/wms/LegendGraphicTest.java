// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LegendGraphicTest {

  @TempDir Path root;
  private WmsFixture wms;

  @BeforeEach
  void layers() {
    wms = new WmsFixture(root);
    wms.style(
        "ramp",
        "<ColorMap><ColorMapEntry color='#0000FF' quantity='0' label='low'/>"
            + "<ColorMapEntry color='#FF0000' quantity='100' label='high'/></ColorMap>");
    wms.layer("ramp", "ramp", null, "2023-04-02T10:50:31.024Z");
    wms.layer("veil", "veil", null, "2023-04-02T10:50:31.024Z");
  }

  private BufferedImage legend(String layer, String... parameters) {
    String[] base = {"request", "GetLegendGraphic", "layer", layer, "format", "image/png"};
    String[] all = java.util.Arrays.copyOf(base, base.length + parameters.length);
    System.arraycopy(parameters, 0, all, base.length, parameters.length);
    return wms.get("wms", all).image();
  }

  @Test
  void a_ramp_is_a_bar_with_high_values_on_top() {
    BufferedImage image = legend("eo:ramp");
    assertThat(image.getHeight()).isEqualTo(4 + 2 * 20 + 4);
    // A row's colour holds at its middle and stays beyond: the bar's ends are the pure colours.
    assertThat(image.getRGB(12, 8)).isEqualTo(0xFFFF0000);
    assertThat(image.getRGB(12, 40)).isEqualTo(0xFF0000FF);
    int middle = image.getRGB(12, 24);
    assertThat(middle >> 16 & 255).isBetween(115, 140);
    assertThat(image.getWidth()).isGreaterThan(50);
  }

  @Test
  void labelled_intervals_are_boxes() {
    BufferedImage image = legend("eo:veil", "transparent", "true");
    // Only the labelled interval is shown: 0.6 · 255 opaque blue.
    assertThat(image.getHeight()).isEqualTo(4 + 20 + 4);
    assertThat(image.getRGB(12, 14)).isEqualTo(0x990000FF);
    assertThat(image.getRGB(0, 0)).isZero();
  }

  @Test
  void the_size_of_boxes_and_the_background_can_be_chosen() {
    BufferedImage image = legend("eo:veil", "width", "50", "height", "30", "bgcolor", "0x00FF00");
    assertThat(image.getHeight()).isEqualTo(4 + 30 + 4);
    assertThat(image.getRGB(0, 0)).isEqualTo(0xFF00FF00);
    // 0.6 · blue over green
    assertThat(image.getRGB(30, 18)).isEqualTo(0xFF006699);
  }

  @Test
  void every_rule_is_shown_under_its_title_or_those_of_a_scale() {
    String symbolizer =
        "<RasterSymbolizer><ColorMap type='values'>"
            + "<ColorMapEntry color='%s' quantity='1' label='one'/></ColorMap></RasterSymbolizer>";
    String body =
        WmsFixture.sld("eo:veil", "")
            .replace("<RasterSymbolizer></RasterSymbolizer>", "%s")
            .formatted(
                "<Title>Near</Title><MaxScaleDenominator>1000</MaxScaleDenominator>"
                    + symbolizer.formatted("#FF0000")
                    + "</Rule><Rule><MinScaleDenominator>1000</MinScaleDenominator>"
                    + symbolizer.formatted("#00FF00"));
    BufferedImage all = legend("eo:veil", "sld_body", body);
    assertThat(all.getHeight()).isEqualTo(4 + (20 + 20) + 20 + 4);
    assertThat(all.getRGB(12, 4 + 20 + 10)).isEqualTo(0xFFFF0000);
    assertThat(all.getRGB(12, 4 + 40 + 10)).isEqualTo(0xFF00FF00);
    BufferedImage far = legend("eo:veil", "sld_body", body, "scale", "5000");
    assertThat(far.getHeight()).isEqualTo(4 + 20 + 4);
    assertThat(far.getRGB(12, 14)).isEqualTo(0xFF00FF00);
    assertThat(legend("eo:veil", "sld_body", body, "rule", "Near").getHeight())
        .isEqualTo(4 + 20 + 20 + 4);
  }

  @Test
  void json_names_every_entry() throws Exception {
    WmsFixture.Answer answer =
        wms.get(
            "wms", "request", "GetLegendGraphic", "layer", "eo:ramp", "format", "application/json");
    assertThat(answer.type()).isEqualTo("application/json");
    JsonNode raster =
        new ObjectMapper().readTree(answer.bytes()).at("/Legend/0/rules/0/symbolizers/0/Raster");
    assertThat(raster.at("/colormap/type").asText()).isEqualTo("ramp");
    assertThat(raster.at("/colormap/entries/1").toString())
        .isEqualTo("{\"label\":\"high\",\"quantity\":\"100.0\",\"color\":\"#FF0000\"}");
  }

  @Test
  void three_channels_are_three_boxes() {
    BufferedImage image = legend("eo:veil", "style", "rgb");
    assertThat(image.getHeight()).isEqualTo(4 + 3 * 20 + 4);
  }

  @Test
  void what_is_missing_or_unknown_is_told() {
    assertThat(wms.get("wms", "request", "GetLegendGraphic").text())
        .contains("code=\"MissingParameterValue\"");
    assertThat(
            wms.get("wms", "request", "GetLegendGraphic", "layer", "eo:x", "format", "image/png")
                .text())
        .contains("code=\"LayerNotDefined\"");
    assertThat(
            wms.get("wms", "request", "GetLegendGraphic", "layer", "eo:veil", "format", "image/gif")
                .text())
        .contains("code=\"InvalidFormat\"");
  }
}
