// SPDX-License-Identifier: Apache-2.0
package org.chronocube.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** WCS 2.0.1 GetCoverage: every sample and the grid they lie on. */
@ExtendWith(ContractServer.class)
class Wcs20ContractTest {

  private static final String APRIL_15 = "time(\"2023-04-15T00:00:00.000Z\")";

  /** Of float bands computed from integers: one unit in the last place, either way. */
  private static final double FLOAT_ULP = 1.2e-7;

  private final OgcServer server;

  Wcs20ContractTest(OgcServer server) {
    this.server = server;
  }

  private Answer coverage(String name, String... parameters) throws Exception {
    String[] base = {
      "version", "2.0.1",
      "request", "GetCoverage",
      "coverageId", server.coverage(name),
      "format", "image/tiff"
    };
    return server.wcs(Sample.joined(base, parameters));
  }

  @Test
  void a_whole_coverage_is_the_files_pixels() throws Exception {
    GeoTiff tiff = GeoTiff.of(coverage("belgium_s2", "subset", APRIL_15));
    tiff.raster().assertSamples(Expected.raster("belgium_s2_20230415"), 0);
    tiff.assertGrid("EPSG:32631", Sample.FIELD_WEST, Sample.FIELD_NORTH, 10, 10);
  }

  @Test
  void a_subset_is_a_window_of_the_file() throws Exception {
    GeoTiff tiff =
        GeoTiff.of(
            coverage(
                "belgium_s2",
                "subset",
                "time(\"2023-04-05T00:00:00.000Z\")",
                "subset",
                "E(643300,643400)",
                "subset",
                "N(5676000,5676100)",
                "rangeSubset",
                "B08"));
    tiff.raster().assertSamples(Expected.raster("belgium_s2_20230405_b08_window"), 0);
    tiff.assertGrid("EPSG:32631", 643300, 5676100, 10, 10);
  }

  // Columns 100 to 163 and rows 50 to 81, to their very edges and a quarter of a pixel inside.
  @ParameterizedTest
  @CsvSource({"0", "0.25"})
  void a_geographic_subset_is_a_window_of_the_file(double inside) throws Exception {
    double[] box = Sample.city(100, 50, 64, 32);
    GeoTiff tiff = GeoTiff.of(cityWindow(inside, "subset", "time(\"2017-10-26T11:01:31.000Z\")"));
    tiff.raster().assertSamples(Expected.raster("bordeaux_2017_b04_b08_window"), 0);
    double off = inside == 0 ? 0 : Double.parseDouble(KnownDifference.SUBSET_OFFSET.on(server));
    double width = Sample.CITY_PIXEL_WIDTH;
    double height = Sample.CITY_PIXEL_HEIGHT;
    tiff.assertGrid(
        "EPSG:4326",
        box[0] + off * width,
        box[3] - off * height,
        width * (64 - 2 * off) / 64,
        height * (32 - 2 * off) / 32);
  }

  @Test
  void computed_and_masked_bands_are_the_expressions_values() throws Exception {
    GeoTiff ndvi = GeoTiff.of(coverage("belgium_ndvi", "subset", APRIL_15));
    ndvi.raster().assertSamples(Expected.raster("belgium_ndvi_20230415"), FLOAT_ULP);
    GeoTiff radar = GeoTiff.of(coverage("belgium_s1", "subset", APRIL_15));
    radar.raster().assertSamples(Expected.raster("belgium_s1_20230415"), FLOAT_ULP);
    GeoTiff clouds =
        GeoTiff.of(coverage("slovenia_ndvi", "subset", "time(\"2016-08-04T10:06:13.000Z\")"));
    clouds.raster().assertSamples(Expected.raster("slovenia_ndvi_20160804"), 0);
    assertThat(clouds.crs()).isEqualTo("EPSG:32633");
  }

  @ParameterizedTest
  @CsvSource({"B08, 0", "B04, 1", "SCL, 4"})
  void a_band_is_taken_by_its_name(String band, int number) throws Exception {
    GeoTiff tiff = GeoTiff.of(coverage("belgium_s2", "subset", APRIL_15, "rangeSubset", band));
    tiff.raster().assertSamples(Expected.raster("belgium_s2_20230415").band(number), 0);
  }

  @Test
  void bands_come_in_the_order_asked_for() throws Exception {
    GeoTiff tiff =
        GeoTiff.of(coverage("belgium_s2", "subset", APRIL_15, "rangeSubset", "SCL,B08:B11"));
    tiff.raster().assertSamples(Expected.raster("belgium_s2_20230415").band(4, 0, 1, 2), 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "time(\"2017-10-26T11:01:31.000Z\")                            | 2017",
        "time(\"2016-05-04T00:00:00.000Z\")                            | 2016",
        "time(\"2016-01-01T00:00:00.000Z\",\"2016-12-31T00:00:00.000Z\") | 2016",
        "time(\"2016-01-01T00:00:00.000Z\",\"2017-12-31T00:00:00.000Z\") | 2017",
        "http://www.opengis.net/def/axis/OGC/0/time(\"2016-05-04T00:00:00.000Z\") | 2016",
      })
  void times_are_sliced_and_trimmed(String subset, int year) throws Exception {
    GeoTiff tiff = GeoTiff.of(cityWindow(0.25, "subset", subset));
    tiff.raster().assertSamples(Expected.raster("bordeaux_" + year + "_b04_b08_window"), 0);
  }

  @Test
  void without_a_time_the_newest_scene_is_delivered() throws Exception {
    GeoTiff tiff = GeoTiff.of(cityWindow(0.25));
    tiff.raster().assertSamples(Expected.raster("bordeaux_2017_b04_b08_window"), 0);
  }

  private Answer cityWindow(double inside, String... parameters) throws Exception {
    double[] box = Sample.city(100, 50, 64, 32);
    double x = Sample.CITY_PIXEL_WIDTH * inside;
    double y = Sample.CITY_PIXEL_HEIGHT * inside;
    String[] base = {
      "subset", "Long(" + (box[0] + x) + "," + (box[2] - x) + ")",
      "subset", "Lat(" + (box[1] + y) + "," + (box[3] - y) + ")",
      "rangeSubset", "B04,B08"
    };
    return coverage("bordeaux", Sample.joined(base, parameters));
  }

  // 63 columns and 66 rows by three: the middle pixel of nine is the nearest.
  @ParameterizedTest
  @CsvSource({
    "scaleFactor, 0.3333333333333333",
    "scaleSize, 'http://www.opengis.net/def/axis/OGC/1/i(21),http://www.opengis.net/def/axis/OGC/1/j(22)'"
  })
  void scaled_down_the_nearest_pixel_stays(String key, String value) throws Exception {
    GeoTiff tiff =
        GeoTiff.of(
            coverage("belgium_s2", "subset", APRIL_15, "subset", "E(643260,643890)", key, value));
    Raster expected = Expected.raster("belgium_s2_20230415").window(0, 0, 63, 66).thinned(3);
    tiff.raster().assertSamples(expected, 0);
    tiff.assertGrid("EPSG:32631", Sample.FIELD_WEST, Sample.FIELD_NORTH, 30, 30);
  }

  @Test
  void scaled_up_pixels_are_repeated() throws Exception {
    GeoTiff tiff =
        GeoTiff.of(
            coverage(
                "belgium_s2",
                "subset",
                "time(\"2023-04-05T00:00:00.000Z\")",
                "subset",
                "E(643300,643400)",
                "subset",
                "N(5676000,5676100)",
                "rangeSubset",
                "B08",
                "scaleFactor",
                "2"));
    tiff.raster().assertSamples(Expected.raster("belgium_s2_20230405_b08_window").repeated(2), 0);
    tiff.assertGrid("EPSG:32631", 643300, 5676100, 5, 5);
  }

  @Test
  void another_crs_takes_the_nearest_pixels() throws Exception {
    GeoTiff tiff =
        GeoTiff.of(
            coverage(
                "belgium_s2",
                "subset",
                APRIL_15,
                "rangeSubset",
                "B08",
                "outputCrs",
                "http://www.opengis.net/def/crs/EPSG/0/3857"));
    assertThat(tiff.crs()).isEqualTo("EPSG:3857");
    Reprojected.assertNearest(
        tiff,
        Expected.raster("belgium_s2_20230415").band(0),
        KnownDifference.REPROJECTION_MARGIN.numberOn(server) / 100.0);
  }

  @Test
  void a_subset_in_another_crs_cuts_the_grid() throws Exception {
    GeoTiff tiff =
        GeoTiff.of(
            coverage(
                "belgium_s2",
                "subset",
                APRIL_15,
                "subset",
                "Long(5.0530,5.0570)",
                "subset",
                "Lat(51.2170,51.2200)",
                "subsettingCrs",
                "http://www.opengis.net/def/crs/EPSG/0/4326",
                "outputCrs",
                "http://www.opengis.net/def/crs/EPSG/0/32631",
                "rangeSubset",
                "SCL"));
    assertThat(tiff.crs()).isEqualTo("EPSG:32631");
    Reprojected.assertNearest(
        tiff,
        Expected.raster("belgium_s2_20230415").band(4),
        KnownDifference.REPROJECTION_MARGIN.numberOn(server) / 100.0);
  }

  @Test
  void netcdf_has_every_date_where_it_is_offered() throws Exception {
    List<String> formats =
        server
            .wcs("version", "2.0.1", "request", "GetCapabilities")
            .xml()
            .texts("//ServiceMetadata/formatSupported");
    boolean offered = Boolean.parseBoolean(KnownDifference.NETCDF.on(server));
    assertThat(formats.contains("application/x-netcdf")).isEqualTo(offered);
    Answer answer =
        coverage(
            "belgium_s2",
            "format",
            "application/x-netcdf",
            "subset",
            "time(\"2023-04-05T00:00:00.000Z\",\"2023-04-15T00:00:00.000Z\")",
            "subset",
            "E(643300,643400)",
            "subset",
            "N(5676000,5676100)",
            "rangeSubset",
            "B08");
    if (!offered) {
      Errors.assertOws(answer, 400, "InvalidParameterValue", "format");
      return;
    }
    Netcdf file = Netcdf.of(answer);
    assertThat(file.variable("B08").dimensions()).hasSize(3);
    Raster expected = Expected.raster("belgium_s2_20230405_20230415_b08_window");
    double[] values = file.values("B08");
    assertThat(values).hasSize(5 * 100);
    for (int i = 0; i < values.length; i++) {
      assertThat((int) values[i] & 0xffff)
          .as("sample " + i)
          .isEqualTo((int) expected.bands().get(i / 100)[i % 100]);
    }
    assertAxis(file, 2, 643305, 10);
    assertAxis(file, 1, 5676095, -10);
  }

  // CF: coordinates are of pixel centres.
  private static void assertAxis(Netcdf file, int dimension, double first, double step) {
    double[] centres = file.values(file.variable("B08").dimensions().get(dimension));
    assertThat(centres).hasSize(10);
    for (int i = 0; i < centres.length; i++) {
      assertThat(centres[i]).isEqualTo(first + i * step);
    }
  }
}
