// SPDX-License-Identifier: Apache-2.0
package org.chronocube.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GetMap: every pixel is the style's arithmetic over the file's pixels. */
@ExtendWith(ContractServer.class)
class MapContractTest {

  private final OgcServer server;

  MapContractTest(OgcServer server) {
    this.server = server;
  }

  @ParameterizedTest
  @CsvSource({
    "belgium_ndvi, ndvi_classes, 2023-04-05, map_ndvi_classes_20230405",
    "belgium_ndvi, ndvi_classes, 2023-04-15, map_ndvi_classes_20230415",
    "belgium_s2, belgium_classes, 2023-04-15, map_scene_classes_20230415",
    "belgium_s2, belgium_classes, 2023-04-20, map_scene_classes_20230420",
  })
  void classes_have_their_colours(String layer, String style, String time, String expected)
      throws Exception {
    BufferedImage map = Sample.map(server, layer, style, "time", time).picture("image/png");
    Pictures.assertPixels(map, Expected.picture(expected), 0);
  }

  @Test
  void bands_are_stretched() throws Exception {
    int levels = KnownDifference.STRETCH_LEVELS.numberOn(server);
    Answer gray = Sample.map(server, "belgium_s2", "reflectance_gray", "time", "2023-04-15");
    Pictures.assertPixels(
        gray.picture("image/png"), Expected.picture("map_reflectance_gray_20230415"), levels);
    Answer radar = Sample.map(server, "belgium_s1", "sar_vv", "time", "2023-04-15");
    Pictures.assertPixels(radar.picture("image/png"), Sample.radar(server), levels);
  }

  @Test
  void a_style_is_the_layers_own_unless_named() throws Exception {
    BufferedImage map =
        Sample.map(server, "belgium_s2", "", "time", "2023-04-15").picture("image/png");
    Pictures.assertPixels(
        map,
        Expected.picture("map_infrared_20230415"),
        KnownDifference.STRETCH_LEVELS.numberOn(server));
  }

  // Longitude first in 1.1.1 and CRS:84, latitude first for EPSG:4326 in 1.3.0.
  @ParameterizedTest
  @CsvSource({
    "1.1.1, srs, EPSG:4326, false",
    "1.3.0, crs, CRS:84, false",
    "1.3.0, crs, EPSG:4326, true"
  })
  void axes_are_in_the_versions_order(String version, String key, String crs, boolean latitudeFirst)
      throws Exception {
    double[] b = Sample.city(100, 50, 128, 128);
    String box =
        latitudeFirst
            ? b[1] + "," + b[0] + "," + b[3] + "," + b[2]
            : b[0] + "," + b[1] + "," + b[2] + "," + b[3];
    Answer answer =
        server.wms(
            "version",
            version,
            "request",
            "GetMap",
            "layers",
            server.layer("bordeaux"),
            "styles",
            "bordeaux_true_colour",
            key,
            crs,
            "bbox",
            box,
            "width",
            "128",
            "height",
            "128",
            "format",
            "image/png",
            "time",
            "2017-10-26");
    Pictures.assertPixels(
        answer.picture("image/png"),
        Expected.picture("map_true_colour_2017"),
        KnownDifference.STRETCH_LEVELS.numberOn(server));
  }

  @Test
  void another_crs_shows_the_pixel_below_the_centre() throws Exception {
    String name = "map_scene_classes_20230415_3857";
    Answer answer =
        Sample.map(
            server,
            "belgium_s2",
            "belgium_classes",
            "crs",
            "EPSG:3857",
            "bbox",
            "562300,6659500,563400,6660700",
            "width",
            "110",
            "height",
            "120",
            "time",
            "2023-04-15");
    Pictures.assertPixelsNear(
        answer.picture("image/png"),
        Expected.picture(name),
        Expected.picture(name + "_edges"),
        KnownDifference.REPROJECTION_MARGIN.numberOn(server));
  }

  @Test
  void without_transparency_the_background_shows() throws Exception {
    Answer answer =
        Sample.map(
            server,
            "belgium_ndvi",
            "ndvi_classes",
            "time",
            "2023-04-20",
            "transparent",
            "false",
            "bgcolor",
            "0x112233");
    BufferedImage map = answer.picture("image/png");
    // That day is all cloud.
    for (int i = 0; i < Sample.FIELD_COLUMNS * Sample.FIELD_ROWS; i++) {
      int rgb = map.getRGB(i % Sample.FIELD_COLUMNS, i / Sample.FIELD_COLUMNS);
      assertThat(rgb).isEqualTo(0xff112233);
    }
  }

  @Test
  void a_box_beside_the_layer_is_empty() throws Exception {
    Answer answer =
        Sample.map(
            server, "belgium_s2", "belgium_classes", "bbox", "643260,5600000,643900,5600660");
    BufferedImage map = answer.picture("image/png");
    for (int i = 0; i < Sample.FIELD_COLUMNS * Sample.FIELD_ROWS; i++) {
      int argb = map.getRGB(i % Sample.FIELD_COLUMNS, i / Sample.FIELD_COLUMNS);
      assertThat(argb >>> 24).isZero();
    }
  }
}
