// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The requests of QGIS 3.22 as they were seen on the wire, in its order and spelling, over HTTP on
 * the shipped archive. Expected values are those of {@code gdallocationinfo} 3.6.2 on the files.
 */
class QgisHabitsTest {

  private static final String LAYER = "chronocube:belgium_s2";
  private static final String FIELD = "643260,5675820,643900,5676480";
  private static final int B08_ON_5_APRIL = 4562;
  private static final int B08_ON_30_APRIL = 4271;

  @TempDir static Path temp;
  private static TestServer server;

  @BeforeAll
  static void start() {
    Path index = temp.resolve("index.sqlite");
    server = TestServer.start(TestServer.shipped(), index, List.of("belgium-s2-l2a"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /**
   * Before it shows a coverage QGIS asks for all of it at 10 x 10, then for 6 x 3 in the middle.
   */
  @Test
  void the_coverage_probe_is_as_small_as_it_is_asked_for() throws Exception {
    Raster all = coverage(FIELD, 10, 10, "2023-04-05T00:00:00.000Z");
    assertThat(all.getWidth()).isEqualTo(10);
    assertThat(all.getHeight()).isEqualTo(10);
    assertThat(all.getNumBands()).isEqualTo(5);

    Raster middle = coverage("643560,5676120,643620,5676150", 6, 3, "2023-04-05T00:00:00.000Z");
    assertThat(middle.getWidth()).isEqualTo(6);
    assertThat(middle.getHeight()).isEqualTo(3);
    // 643580, 5676150 is column 32, row 33 of the file.
    assertThat(middle.getSample(2, 0, 0)).isEqualTo(B08_ON_5_APRIL);
  }

  /** QGIS sends the greatest double where it has no extent; the whole coverage is meant. */
  @Test
  void a_box_without_bounds_is_the_whole_coverage_and_no_more() throws Exception {
    String everything = "-1.8e308,-1.8e308,1.8e308,1.8e308";
    Raster all = coverage(everything, 10, 10, "2023-04-05T00:00:00.000Z");
    Raster asked = coverage(FIELD, 10, 10, "2023-04-05T00:00:00.000Z");
    assertThat(all.getSamples(0, 0, 10, 10, 0, (int[]) null))
        .isEqualTo(asked.getSamples(0, 0, 10, 10, 0, (int[]) null));
  }

  /** The identify tool sends the frame of the temporal controller, or an instant without millis. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2023-04-05T00:00:00Z",
        "2023-04-05T00:00:00.000Z",
        "2023-04-05",
        "2023-04-05T00:00:00Z/2023-04-05T23:59:59Z",
        "2023-04-04T12:00:00Z/2023-04-06T12:00:00Z",
      })
  void identify_answers_for_the_date_whatever_its_spelling(String time) throws Exception {
    assertThat(identify("TIME", time))
        .contains("time = 2023-04-05T00:00:00.000Z")
        .contains("B08 = " + B08_ON_5_APRIL);
  }

  /**
   * The map was of a date, the identify request has no TIME: the answer tells which date it has.
   */
  @Test
  void identify_without_a_time_is_of_the_newest_date_and_says_so() throws Exception {
    assertThat(identify())
        .contains("time = 2023-04-30T00:00:00.000Z")
        .contains("B08 = " + B08_ON_30_APRIL);
  }

  @Test
  void identify_at_a_date_that_is_not_there_is_told_as_an_exception() throws Exception {
    assertThat(identify("TIME", "2023-04-06T00:00:00Z")).contains("InvalidDimensionValue");
  }

  private static String identify(String... time) throws Exception {
    String[] request = {
      "SERVICE",
      "WMS",
      "VERSION",
      "1.3.0",
      "REQUEST",
      "GetFeatureInfo",
      "BBOX",
      FIELD,
      "CRS",
      "EPSG:32631",
      "WIDTH",
      "64",
      "HEIGHT",
      "66",
      "LAYERS",
      LAYER,
      "STYLES",
      "",
      "FORMAT",
      "image/png",
      "QUERY_LAYERS",
      LAYER,
      "INFO_FORMAT",
      "text/plain",
      "I",
      "32",
      "J",
      "33",
      "FEATURE_COUNT",
      "10"
    };
    return server.get("wms", with(request, time)).text();
  }

  private static Raster coverage(String box, int width, int height, String time) throws Exception {
    String[] request = {
      "SERVICE",
      "WCS",
      "VERSION",
      "1.0.0",
      "REQUEST",
      "GetCoverage",
      "FORMAT",
      "GeoTIFF",
      "COVERAGE",
      LAYER,
      "BBOX",
      box,
      "CRS",
      "EPSG:32631",
      "RESPONSE_CRS",
      "EPSG:32631",
      "WIDTH",
      Integer.toString(width),
      "HEIGHT",
      Integer.toString(height),
      "TIME",
      time
    };
    TestServer.Answer answer = server.get("wcs", request);
    assertThat(answer.type()).as(answer.text()).isEqualTo("image/tiff");
    return raster(answer.bytes());
  }

  private static Raster raster(byte[] tiff) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(tiff))) {
      ImageReader reader = ImageIO.getImageReadersByFormatName("TIFF").next();
      reader.setInput(in);
      return reader.readAsRenderedImage(0, null).getData();
    }
  }

  private static String[] with(String[] parameters, String... more) {
    String[] all = Arrays.copyOf(parameters, parameters.length + more.length);
    System.arraycopy(more, 0, all, parameters.length, more.length);
    return all;
  }
}
