// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.nio.file.Path;
import org.chronocube.server.ows.SafeXml;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every pixel's colour follows from its column, its row and its day. */
class GetMapTest {

  private static final String DAYS = "<presentation>LIST</presentation>";
  private static final String D2 = "2023-04-02T10:50:31.024Z";
  private static final String D5 = "2023-04-05T10:50:31.024Z";
  private static final String D20 = "2023-04-20T10:50:31.024Z";

  @TempDir Path root;
  private WmsFixture wms;

  @BeforeEach
  void layers() {
    wms = new WmsFixture(root);
    wms.layer("gray", "gray", null, D2);
    wms.layer("veil", "veil", null, D2);
    wms.layer("days", "rgb", DAYS, D2, D5, D20);
    wms.layer(
        "near",
        "rgb",
        DAYS
            + "<nearestMatchEnabled>true</nearestMatchEnabled>"
            + "<acceptableInterval>P3D</acceptableInterval>",
        D2,
        D5,
        D20);
    wms.layer(
        "first",
        "rgb",
        DAYS + "<defaultValue><strategy>MINIMUM</strategy></defaultValue>",
        D2,
        D5,
        D20);
    wms.layer("empty", "rgb", DAYS);
  }

  private static int rgb(int r, int g, int b) {
    return 0xFF000000 | r << 16 | g << 8 | b;
  }

  private String error(WmsFixture.Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.type()).isEqualTo("text/xml");
    var exception = SafeXml.child(SafeXml.parse(answer.text()), "ServiceException").orElseThrow();
    return SafeXml.attribute(exception, "code").orElse("none") + ": " + SafeXml.text(exception);
  }

  @Test
  void at_native_resolution_every_pixel_is_the_one_below_it() {
    BufferedImage image = wms.map("eo:days").image();
    assertThat(image.getWidth()).isEqualTo(80);
    assertThat(image.getHeight()).isEqualTo(60);
    for (int row = 0; row < 60; row++) {
      for (int col = 0; col < 80; col++) {
        int expected = col < 10 ? 0xFFFFFFFF : rgb(col, row, 20);
        assertThat(image.getRGB(col, row)).as("col %d row %d", col, row).isEqualTo(expected);
      }
    }
  }

  @Test
  void a_png_has_24_bits_or_with_transparency_32_or_8_where_they_hold_it() {
    assertThat(wms.map("eo:days").image().getColorModel().getPixelSize()).isEqualTo(24);
    WmsFixture.Answer clear = wms.map("eo:days", "transparent", "true");
    assertThat(clear.image().getColorModel().getPixelSize()).isEqualTo(32);
    assertThat(clear.pixel(9, 0)).isZero();
    assertThat(clear.pixel(10, 0)).isEqualTo(rgb(10, 0, 20));
    assertThat(wms.map("eo:gray").image().getColorModel()).isInstanceOf(IndexColorModel.class);
    BufferedImage asked = wms.map("eo:gray", "format", "image/png; mode=24bit").image();
    assertThat(asked.getColorModel().getPixelSize()).isEqualTo(24);
  }

  @Test
  void the_background_shows_where_nothing_is() {
    WmsFixture.Answer answer = wms.map("eo:days", "bgcolor", "0x102030");
    assertThat(answer.pixel(5, 5)).isEqualTo(0xFF102030);
    assertThat(wms.map("eo:days", "bgcolor", "red").text())
        .contains("BGCOLOR must be 0xRRGGBB, was red");
  }

  @ParameterizedTest
  @CsvSource({
    // CRS:84 and EPSG:4326 of 1.3.0 name the same place in different order
    "1.3.0, crs, CRS:84, '5.05,51.215,5.06,51.222'",
    "1.3.0, crs, EPSG:4326, '51.215,5.05,51.222,5.06'",
    "1.1.1, srs, EPSG:4326, '5.05,51.215,5.06,51.222'",
    "1.3.0, crs, urn:ogc:def:crs:EPSG::4326, '51.215,5.05,51.222,5.06'",
  })
  void axis_order_follows_version_and_name(
      String version, String parameter, String crs, String bbox) {
    WmsFixture.Answer answer =
        wms.map("eo:days", "version", version, "crs", null, parameter, crs, "bbox", bbox);
    // Pixel (40, 29) has its centre at 5.0550625 E, 51.21855833 N; pyproj 3.4.1 (PROJ 9.1.1) gives
    // easting 643517.778, northing 5676136.640: column 51.78, row 46.34.
    assertThat(answer.pixel(40, 29)).isEqualTo(rgb(51, 46, 20));
  }

  @Test
  void layers_are_stacked_in_their_order_with_their_opacity() {
    WmsFixture.Answer answer = wms.map("eo:gray,eo:veil");
    assertThat(answer.pixel(50, 29)).isEqualTo(rgb(50, 50, 50));
    // 0.4 · 50 + 0.6 · (0, 0, 255)
    assertThat(answer.pixel(50, 30)).isEqualTo(rgb(20, 20, 173));
    assertThat(wms.map("eo:veil,eo:gray").pixel(50, 30)).isEqualTo(rgb(50, 50, 50));
  }

  @Test
  void a_group_is_drawn_as_its_layers() {
    wms.write(
        "layergroups/both.xml",
        "<layerGroup><name>both</name><publishables><published type='layer'><name>eo:gray</name>"
            + "</published><published type='layer'><name>eo:veil</name></published></publishables>"
            + "<styles><style/><style/></styles></layerGroup>");
    assertThat(wms.map("both").bytes()).isEqualTo(wms.map("eo:gray,eo:veil").bytes());
  }

  @Test
  void a_named_style_replaces_the_default() {
    assertThat(wms.map("eo:gray", "styles", "rgb").pixel(50, 30)).isEqualTo(rgb(50, 30, 2));
    assertThat(error(wms.map("eo:gray", "styles", "nowhere"))).startsWith("StyleNotDefined");
    assertThat(error(wms.map("eo:gray", "styles", "rgb,rgb"))).contains("one per layer");
  }

  @Test
  void a_style_can_be_sent_along() {
    String symbolizer =
        "<ChannelSelection><GrayChannel><SourceChannelName>2</SourceChannelName></GrayChannel>"
            + "</ChannelSelection>"
            + WmsFixture.normalize(0, 51);
    WmsFixture.Answer answer =
        wms.map("eo:gray", "sld_body", WmsFixture.sld("eo:gray", symbolizer));
    assertThat(answer.pixel(7, 20)).isEqualTo(rgb(100, 100, 100));
    WmsFixture.Answer alone =
        wms.map("eo:gray", "layers", null, "sld_body", WmsFixture.sld("eo:gray", symbolizer));
    assertThat(alone.bytes()).isEqualTo(answer.bytes());
    assertThat(error(wms.map("eo:gray", "sld_body", "<a>"))).contains("sld_body");
    assertThat(error(wms.map("eo:gray", "sld", "http://localhost/x.sld")))
        .startsWith("OptionNotSupported");
    String missing = WmsFixture.sld("eo:gray", symbolizer.replace(">2<", ">B99<"));
    assertThat(error(wms.map("eo:gray", "sld_body", missing)))
        .contains("must be a band of the coverage (1..3 or COL, ROW, DAY), was B99");
  }

  @ParameterizedTest
  @CsvSource({
    "2023-04-02T10:50:31.024Z, 2",
    "2023-04-02T10:50:31Z, 2",
    "2023-04-02, 2",
    "2023-04, 20",
    "2023-04-01/2023-04-10, 5",
    "'2023-04-02,2023-04-05', 5",
    "'2023-04-02,2023-04-03', 2",
    "2023-04-02T10:50:31.024Z/2023-04-06/P1D, 5",
    "current, 20",
  })
  void time_in_all_its_forms_selects_the_newest_within(String time, int day) {
    WmsFixture.Answer answer = wms.map("eo:days", "time", time);
    assertThat(answer.pixel(40, 30)).isEqualTo(rgb(40, 30, day));
    assertThat(answer.headers()).doesNotContainKey("warning");
  }

  @Test
  void without_time_the_default_is_taken_and_told() {
    WmsFixture.Answer newest = wms.map("eo:days");
    assertThat(newest.pixel(40, 30)).isEqualTo(rgb(40, 30, 20));
    assertThat(newest.headers())
        .containsEntry(
            "warning", "99 Default value used: time=2023-04-20T10:50:31.024Z ISO8601 (eo:days)");
    assertThat(wms.map("eo:first").pixel(40, 30)).isEqualTo(rgb(40, 30, 2));
    assertThat(error(wms.map("eo:empty"))).startsWith("MissingDimensionValue: time must be given");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2023-04-03", "2022", "2023-04-03/2023-04-04", "yesterday", "2023-13"})
  void a_time_without_data_is_invalid(String time) {
    assertThat(error(wms.map("eo:days", "time", time))).startsWith("InvalidDimensionValue: time ");
  }

  @Test
  void a_layer_without_the_dimension_ignores_it() {
    assertThat(wms.map("eo:gray", "time", "1999").pixel(50, 3)).isEqualTo(rgb(50, 50, 50));
  }

  @Test
  void the_nearest_is_taken_where_declared_within_its_interval_and_told() {
    WmsFixture.Answer near = wms.map("eo:near", "time", "2023-04-04T00:00:00.000Z");
    assertThat(near.pixel(40, 30)).isEqualTo(rgb(40, 30, 5));
    assertThat(near.headers())
        .containsEntry(
            "warning", "99 Nearest value used: time=2023-04-05T10:50:31.024Z ISO8601 (eo:near)");
    WmsFixture.Answer exact = wms.map("eo:near", "time", D2);
    assertThat(exact.headers()).doesNotContainKey("warning");
    WmsFixture.Answer far = wms.map("eo:near", "time", "2023-04-12", "transparent", "true");
    assertThat(far.pixel(40, 30)).isZero();
    assertThat(far.headers())
        .containsEntry("warning", "99 No nearest value found on eo:near: time");
  }

  @Test
  void eight_bits_keep_up_to_256_colours_exactly() {
    for (String format : new String[] {"image/png8", "image/png; mode=8bit"}) {
      WmsFixture.Answer answer =
          wms.map(
              "eo:gray",
              "format",
              format,
              "bbox",
              "642900,5676000,643700,5676600",
              "transparent",
              "true");
      BufferedImage image = answer.image();
      assertThat(answer.type()).isEqualTo("image/png");
      assertThat(image.getColorModel()).isInstanceOf(IndexColorModel.class);
      assertThat(image.getRGB(5, 5)).isZero();
      for (int col = 10; col < 80; col++) {
        assertThat(image.getRGB(col, 20)).isEqualTo(rgb(col - 10, col - 10, col - 10));
      }
    }
  }

  @Test
  void eight_bits_of_many_colours_come_close() {
    BufferedImage exact = wms.map("eo:days").image();
    BufferedImage reduced = wms.map("eo:days", "format", "image/png8").image();
    for (int row = 0; row < 60; row++) {
      for (int col = 0; col < 80; col++) {
        int a = exact.getRGB(col, row);
        int b = reduced.getRGB(col, row);
        for (int shift = 0; shift < 32; shift += 8) {
          assertThat(Math.abs((a >>> shift & 255) - (b >>> shift & 255))).isLessThanOrEqualTo(4);
        }
      }
    }
  }

  @Test
  void jpeg_is_opaque_and_close() {
    WmsFixture.Answer answer = wms.map("eo:gray", "format", "image/jpeg", "transparent", "true");
    assertThat(answer.type()).isEqualTo("image/jpeg");
    assertThat(answer.image().getColorModel().hasAlpha()).isFalse();
    assertThat(answer.pixel(40, 30) & 255).isBetween(36, 44);
  }

  @Test
  void the_version_must_be_said() {
    assertThat(wms.map("eo:days", "version", null).text())
        .contains("MissingParameterValue", "version");
  }

  @Test
  void a_geotiff_has_the_same_colours() {
    WmsFixture.Answer tiff = wms.map("eo:days", "format", "image/geotiff");
    assertThat(tiff.type()).isEqualTo("image/geotiff");
    assertThat(wms.map("eo:days", "format", "image/tiff").type()).isEqualTo("image/tiff");
    assertThat(tiff.bytes()).startsWith('I', 'I', 42, 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "layers | eo:nowhere | LayerNotDefined",
        "layers | '' | MissingParameterValue",
        "crs | EPSG:99999 | InvalidCRS",
        "crs |  | MissingParameterValue",
        "bbox | 1,2,3 | InvalidParameterValue",
        "bbox | 5,5,5,5 | InvalidParameterValue",
        "bbox | 0,0,1e-320,1e-320 | InvalidParameterValue",
        "width | 0 | InvalidParameterValue",
        "width | 10001 | InvalidParameterValue",
        "height |  | MissingParameterValue",
        "format | image/gif | InvalidFormat",
        "format |  | MissingParameterValue",
        "transparent | maybe | InvalidParameterValue",
        "exceptions | silently | InvalidFormat",
        "request | GetRich | OperationNotSupported",
        "request |  | MissingParameterValue",
      })
  void a_broken_request_is_told_what_is_wrong(String parameter, String value, String code) {
    assertThat(error(wms.map("eo:gray", parameter, value))).startsWith(code + ": ");
  }

  @Test
  void limits_hold() {
    wms.write("wms.xml", "<wms><maxRequestMemory>60</maxRequestMemory></wms>");
    assertThat(error(wms.map("eo:gray")))
        .isEqualTo(
            "none: a map must take at most 60 kB of memory, width 80 and height 60 take 79 kB");
    assertThat(wms.map("eo:gray", "width", "40").type()).isEqualTo("image/png");
  }

  @Test
  void boxes_far_away_or_larger_than_the_world_are_blank() {
    String huge = "-1.8e308,-1.8e308,1.8e308,1.8e308";
    for (String crs : new String[] {"EPSG:32631", "EPSG:4326", "EPSG:3857"}) {
      WmsFixture.Answer answer =
          wms.map("eo:days", "crs", crs, "bbox", huge, "transparent", "true");
      assertThat(answer.type()).isEqualTo("image/png");
    }
    assertThat(wms.map("eo:days", "bbox", "0,0,800,600").pixel(3, 3)).isEqualTo(0xFFFFFFFF);
  }

  @Test
  void errors_come_on_the_map_when_asked_for() {
    String[] bad = {"time", "1999", "transparent", "true"};
    WmsFixture.Answer blank =
        wms.map("eo:days", "time", "1999", "transparent", "true", "exceptions", "BLANK");
    assertThat(blank.type()).isEqualTo("image/png");
    assertThat(blank.pixel(40, 30)).isZero();
    WmsFixture.Answer drawn =
        wms.map("eo:days", bad[0], bad[1], "exceptions", "INIMAGE", "width", "400");
    assertThat(drawn.image().getWidth()).isEqualTo(400);
    long ink = 0;
    for (int x = 0; x < 400; x++) {
      for (int y = 0; y < 60; y++) {
        ink += drawn.pixel(x, y) == 0xFFFFFFFF ? 0 : 1;
      }
    }
    assertThat(ink).isGreaterThan(200);
    WmsFixture.Answer old =
        wms.map("eo:days", "time", "1999", "version", "1.1.1", "crs", null, "srs", "EPSG:32631");
    assertThat(old.type()).isEqualTo("application/vnd.ogc.se_xml");
    assertThat(old.text()).contains("code=\"InvalidDimensionValue\"", "version=\"1.1.1\"");
  }

  @Test
  void a_virtual_service_knows_its_layers_by_bare_name() {
    assertThat(
            wms.get(
                    "eo/wms",
                    "version",
                    "1.3.0",
                    "request",
                    "GetMap",
                    "layers",
                    "gray",
                    "crs",
                    "EPSG:32631",
                    "bbox",
                    "643000,5676000,643800,5676600",
                    "width",
                    "80",
                    "height",
                    "60",
                    "format",
                    "image/png")
                .pixel(50, 3))
        .isEqualTo(rgb(50, 50, 50));
    assertThat(wms.get("aa/wms", "request", "GetMap").status()).isEqualTo(404);
  }

  @Test
  void scale_decides_between_rules() {
    String sld =
        WmsFixture.sld("eo:gray", "")
            .replace("<Rule>", "<Rule><MaxScaleDenominator>40000</MaxScaleDenominator>");
    // 10 m a pixel: 10 / 0.00028 = 35714; 20 m: 71429
    assertThat(wms.map("eo:gray", "sld_body", sld, "transparent", "true").pixel(50, 3)).isNotZero();
    assertThat(
            wms.map(
                    "eo:gray",
                    "sld_body",
                    sld,
                    "transparent",
                    "true",
                    "width",
                    "40",
                    "height",
                    "30")
                .pixel(20, 3))
        .isZero();
  }
}
