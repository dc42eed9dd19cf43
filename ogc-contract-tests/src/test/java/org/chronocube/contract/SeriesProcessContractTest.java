// SPDX-License-Identifier: Apache-2.0
package org.chronocube.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The processes over the time series of every pixel, by WPS 1.0.0. */
@ExtendWith(ContractServer.class)
class SeriesProcessContractTest {

  /** Ten by ten pixels of the Slovenian cube, rows and columns 40 to 49, by their centres. */
  private static final String SLOVENIA =
      "POLYGON((465583 5079757,465678 5079757,465678 5079852,465583 5079852,465583 5079757))";

  private final OgcServer server;
  private final Processes processes;

  SeriesProcessContractTest(OgcServer server) {
    this.server = server;
    this.processes = new Processes(server);
  }

  @Test
  void trends_and_seasons_of_every_pixel() throws Exception {
    Raster trend = series("Trend");
    // slope, intercept, z, p, confidence, tau, count, change
    trend.assertSamples(Expected.raster("trend_slovenia"), 1e-4);
    Raster season = series("HarmonicRegression");
    // level, trend, cos_1, sin_1, amplitude_1, phase_1, rmse, r2, count
    season.assertSamples(Expected.raster("harmonic_slovenia"), 1e-4);
  }

  @Test
  void changes_of_the_mean_and_signals_against_a_history() throws Exception {
    Raster sums = series("Cusum");
    // date, magnitude, confidence, statistic, breaks, count, change
    assertThat(sums.bands()).hasSize(7);
    sums.band(3, 5).assertSamples(Expected.raster("cusum_slovenia"), 1e-4);
    sums.band(6).assertSamples(sums.band(4), 0);
    String[] chart = {
      "monitorStart", "2017-05-01", "harmonics", "1", "persistence", "3", "minValues", "8"
    };
    // date, magnitude, furthest, level, duration, sigma, count, change
    series("Ewma", chart).assertSamples(Expected.raster("ewma_slovenia"), 1e-3);
  }

  private Raster series(String process, String... own) throws Exception {
    List<String> inputs = new ArrayList<>(List.of(own));
    inputs.addAll(List.of("cube", server.layer("slovenia_ndvi"), "time", "2016/2017"));
    Answer answer =
        processes.executeOn(
            SLOVENIA,
            "EPSG:32633",
            "datacube:" + process,
            Processes.raw("coverage", "image/tiff"),
            inputs.toArray(String[]::new));
    return GeoTiff.of(answer).raster();
  }

  @Test
  void a_series_of_radar_images_is_tested_for_change() throws Exception {
    String[] inputs = {"cube", server.layer("belgium_s1"), "alpha", "0.05", "law", "chi-square"};
    GeoTiff tiff =
        GeoTiff.of(
            processes.execute(
                "datacube:OmnibusTest", Processes.raw("coverage", "image/tiff"), inputs));
    Raster expected = Expected.raster("omnibus_test");
    // changes, firstChange, lastChange, two directions, magnitude, pValue.
    tiff.raster().band(0).assertSamples(expected.band(0), 0);
    tiff.raster().band(1).assertSamples(expected.band(1), 1e-7);
    tiff.raster().band(6).assertSamples(expected.band(2), 1e-4);
  }

  @Test
  void a_monitored_series_has_the_date_of_its_break() throws Exception {
    Answer answer =
        processes.execute(
            "datacube:BfastMonitor",
            Processes.raw("coverage", "image/tiff"),
            "cube",
            server.layer("belgium_s1"),
            "bands",
            "VV",
            "monitorStart",
            "2023-04-18",
            "harmonics",
            "0",
            "trend",
            "false",
            "stableHistory",
            "false",
            "bandwidth",
            "0.5");
    GeoTiff tiff = GeoTiff.of(answer);
    tiff.assertGrid("EPSG:32631", 643300, 5676100, 10, 10);
    // date, magnitude, exceedance, historyCount, historyStart, sigma, change.
    assertThat(tiff.raster().bands()).hasSize(7);
    Raster expected = Expected.raster("BfastMonitor_20230418");
    tiff.raster().band(0, 1, 2).assertSamples(expected.band(0, 1, 2), 1e-4);
    tiff.raster().band(5, 6).assertSamples(expected.band(3, 4), 1e-4);
    assertThat(tiff.raster().bands().get(3)).containsOnly(6);
    assertThat(tiff.raster().bands().get(4)).containsOnly(LocalDate.of(2023, 4, 3).toEpochDay());
  }

  @Test
  void a_followed_series_has_segments() throws Exception {
    Answer answer =
        processes.executeOn(
            SLOVENIA,
            "EPSG:32633",
            "datacube:ContinuousChangeDetection",
            Processes.raw("coverage", "image/tiff"),
            "cube",
            server.layer("slovenia_ndvi"),
            "maxSegments",
            "1");
    Raster raster = GeoTiff.of(answer).raster();
    // Eight of the breaks, the magnitude of the band, 4 + 9 of the segment, change.
    assertThat(raster.bands()).hasSize(8 + 1 + 13 + 1);
    float[] breaks = raster.bands().get(0);
    float[] statistic = raster.bands().get(3);
    float[] start = raster.bands().get(9);
    int answered = 0;
    for (int i = 0; i < breaks.length; i++) {
      // Pixels across the edge of the area have none.
      assertThat(Float.isNaN(start[i])).isEqualTo(Float.isNaN(breaks[i]));
      if (!Float.isNaN(breaks[i])) {
        answered++;
        assertThat(statistic[i] > 0).isEqualTo(breaks[i] > 0);
        assertThat(start[i])
            .isBetween(
                (float) LocalDate.of(2015, 7, 11).toEpochDay(),
                (float) LocalDate.of(2017, 12, 31).toEpochDay());
      }
    }
    assertThat(answered).isGreaterThan(80);
  }

  @Test
  void alerts_tell_when_and_how_surely() throws Exception {
    Answer answer =
        processes.execute(
            "datacube:BayesianAlerts",
            Processes.raw("coverage", "image/tiff"),
            "cube",
            server.layer("belgium_s1"),
            "monitorStart",
            "2023-04-17",
            "minHistory",
            "5",
            "shift",
            "-2",
            "forestSpread",
            "1",
            "nonForestSpread",
            "1");
    GeoTiff tiff = GeoTiff.of(answer);
    tiff.assertGrid("EPSG:32631", 643300, 5676100, 10, 10);
    Raster expected = Expected.raster("alerts_20230417");
    tiff.raster().band(0, 1).assertSamples(expected.band(0, 1), 0);
    tiff.raster().band(2).assertSamples(expected.band(2), 1e-4);
    tiff.raster().band(3).assertSamples(expected.band(3), 0);
    tiff.raster().band(4).assertSamples(expected.band(4), 1e-4);
    tiff.raster().band(5, 6).assertSamples(expected.band(5, 6), 0);
  }

  @Test
  void segments_need_enough_years() throws Exception {
    Xml report =
        processes
            .execute(
                "datacube:LandTrendr",
                Processes.raw("coverage", "image/tiff"),
                "cube",
                server.layer("belgium_ndvi"))
            .xml();
    assertThat(report.text("//Exception/ExceptionText"))
        .contains("minObservations must be at most the number of years, 1, was 6");
  }
}
