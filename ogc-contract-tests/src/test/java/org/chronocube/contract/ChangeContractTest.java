// SPDX-License-Identifier: Apache-2.0
package org.chronocube.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A layer of change, {@code bordeaux_change}: what TIME=start/end compares, in each service. The
 * window is of columns 100 to 163 and rows 50 to 81; what is change is decided on the whole cube.
 */
@ExtendWith(ContractServer.class)
class ChangeContractTest {

  private static final int COLUMNS = 64;
  private static final int ROWS = 32;

  /** Standardising in another order of sums. */
  private static final double RELATIVE = 1e-5;

  private final OgcServer server;

  ChangeContractTest(OgcServer server) {
    this.server = server;
  }

  private Answer map(String version, String... parameters) throws Exception {
    double[] box = Sample.city(100, 50, COLUMNS, ROWS);
    boolean old = version.equals("1.1.1");
    String[] base = {
      "version",
      version,
      "request",
      "GetMap",
      "layers",
      server.layer("bordeaux_change"),
      "styles",
      "",
      old ? "srs" : "crs",
      old ? "EPSG:4326" : "CRS:84",
      "bbox",
      String.format(Locale.ROOT, "%.12f,%.12f,%.12f,%.12f", box[0], box[1], box[2], box[3]),
      "width",
      Integer.toString(COLUMNS),
      "height",
      Integer.toString(ROWS),
      "format",
      "image/png",
      "transparent",
      "true"
    };
    return server.wms(Sample.joined(base, parameters));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.3.0 | 2016-05-04/2017-10-26",
        "1.1.1 | 2016-05-04/2017-10-26",
        "1.3.0 | 2016-05-04T00:00:00Z/2017-10-26T11:01:31Z",
        "1.1.1 | 2016-05-04T00:00:00.000Z/2017-10-26T11:01:31.000Z",
        "1.3.0 | 2016/2017",
        "1.1.1 | 2017-01-01/2018-01-01",
        "1.3.0 | 2017-10-26",
        "1.3.0 | 2017-10-26T11:01:31.000Z",
        "1.3.0 | 2016-05-04,2017-10-26",
        "1.3.0 | current",
      })
  void an_interval_shows_what_changed_between_its_ends(String version, String time)
      throws Exception {
    Pictures.assertPixels(
        map(version, "time", time).picture("image/png"), Expected.picture("map_change_window"), 0);
  }

  @Test
  void without_a_time_the_newest_image_is_compared_with_the_one_before() throws Exception {
    Answer answer = map("1.3.0");
    Pictures.assertPixels(answer.picture("image/png"), Expected.picture("map_change_window"), 0);
    assertThat(answer.header("warning")).contains("time=2017-10-26T11:01:31.000Z");
  }

  @Test
  void where_there_is_nothing_to_compare_nothing_is_drawn() throws Exception {
    BufferedImage first = map("1.3.0", "time", "2016-05-04").picture("image/png");
    for (int y = 0; y < ROWS; y++) {
      for (int x = 0; x < COLUMNS; x++) {
        assertThat(first.getRGB(x, y) >>> 24).isZero();
      }
    }
    Errors.assertWms(
        map("1.3.0", "time", "2016-06-01/2017-01-01"), "InvalidDimensionValue", "time");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.3.0", "1.1.1"})
  void clients_are_told_the_times_of_its_images(String version) throws Exception {
    Answer answer = server.wms("version", version, "request", "GetCapabilities");
    Xml capabilities = version.equals("1.1.1") ? Xml.parse(answer.bytes()) : answer.xml();
    String times = version.equals("1.1.1") ? "Extent[@name='time']" : "Dimension[@name='time']";
    String layer =
        "//Layer[Name='bordeaux_change' or Name='" + server.layer("bordeaux_change") + "']/";
    assertThat(capabilities.text(layer + times).strip())
        .isEqualTo("2016-05-04T00:00:00.000Z,2017-10-26T11:01:31.000Z");
  }

  // Asked in the middle of five map pixels a pixel: GeoServer may look one map pixel beside.
  @ParameterizedTest
  @CsvSource({"0, 0", "63, 31", "20, 10", "41, 22"})
  void feature_info_tells_how_much_and_whether(int column, int row) throws Exception {
    JsonNode values =
        map(
                "1.3.0",
                "request",
                "GetFeatureInfo",
                "query_layers",
                server.layer("bordeaux_change"),
                "width",
                Integer.toString(5 * COLUMNS),
                "height",
                Integer.toString(5 * ROWS),
                "i",
                Integer.toString(5 * column + 2),
                "j",
                Integer.toString(5 * row + 2),
                "info_format",
                "application/json",
                "time",
                "2016-05-04/2017-10-26")
            .json()
            .get("features")
            .get(0)
            .get("properties");
    Raster expected = Expected.raster("bordeaux_change_window");
    float magnitude = expected.sample(0, column, row);
    assertThat(values.get("magnitude").asDouble() / magnitude)
        .isBetween(1 - RELATIVE, 1 + RELATIVE);
    assertThat(values.get("change").asDouble()).isEqualTo(expected.sample(1, column, row));
  }

  @Test
  void coverages_hold_statistic_and_class() throws Exception {
    double[] box = Sample.city(100, 50, COLUMNS, ROWS);
    // A quarter of a pixel inside of the window's edges: no server takes a pixel more.
    double x = Sample.CITY_PIXEL_WIDTH / 4;
    double y = Sample.CITY_PIXEL_HEIGHT / 4;
    Answer answer =
        server.wcs(
            "version",
            "2.0.1",
            "request",
            "GetCoverage",
            "coverageId",
            server.coverage("bordeaux_change"),
            "format",
            "image/tiff",
            "subset",
            String.format(Locale.ROOT, "Long(%.12f,%.12f)", box[0] + x, box[2] - x),
            "subset",
            String.format(Locale.ROOT, "Lat(%.12f,%.12f)", box[1] + y, box[3] - y),
            "subset",
            "time(\"2016-05-04T00:00:00.000Z\",\"2017-10-26T11:01:31.000Z\")");
    GeoTiff.of(answer).raster().assertSamples(Expected.raster("bordeaux_change_window"), RELATIVE);
  }

  @Test
  void its_legend_has_both_classes() throws Exception {
    BufferedImage legend =
        server
            .wms(
                "version", "1.3.0",
                "request", "GetLegendGraphic",
                "layer", server.layer("bordeaux_change"),
                "format", "image/png",
                "width", "20",
                "height", "20")
            .picture("image/png");
    assertThat(legend.getRGB(10, 10) & 0xffffff).isNotEqualTo(0xe31a1c);
    assertThat(legend.getRGB(10, 30) & 0xffffff).isEqualTo(0xe31a1c);
  }
}
