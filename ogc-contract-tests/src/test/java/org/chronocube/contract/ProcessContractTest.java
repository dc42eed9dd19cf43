// SPDX-License-Identifier: Apache-2.0
package org.chronocube.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The processes over dates one by one, over two times, and over sites, by WPS 1.0.0. */
@ExtendWith(ContractServer.class)
class ProcessContractTest {

  private final OgcServer server;
  private final Processes processes;

  ProcessContractTest(OgcServer server) {
    this.server = server;
    this.processes = new Processes(server);
  }

  @Test
  void every_process_of_ours_is_in_this_suite() throws Exception {
    Xml capabilities = server.wps("version", "1.0.0", "request", "GetCapabilities").xml();
    assertThat(capabilities.texts("//Process/Identifier"))
        .filteredOn(id -> id.startsWith("datacube:"))
        .containsExactlyInAnyOrder(
            "datacube:TimeSeries",
            "datacube:BfastMonitor",
            "datacube:ContinuousChangeDetection",
            "datacube:ChangeVectorAnalysis",
            "datacube:Cusum",
            "datacube:Estimate",
            "datacube:Ewma",
            "datacube:HarmonicRegression",
            "datacube:IndexDifference",
            "datacube:MultivariateAlterationDetection",
            "datacube:OmnibusPair",
            "datacube:OmnibusTest",
            "datacube:PcaKMeans",
            "datacube:RadiometricNormalisation",
            "datacube:SarCfar",
            "datacube:SarChange",
            "datacube:SlowFeatureAnalysis",
            "datacube:LandTrendr",
            "datacube:BayesianAlerts",
            "datacube:SpeckleFilter",
            "datacube:Trend",
            "datacube:ZonalStatistics");
  }

  @Test
  void descriptions_name_inputs_and_outputs() throws Exception {
    Xml series = describe("datacube:TimeSeries");
    assertThat(series.texts("//DataInputs/Input/Identifier"))
        .containsExactly("cube", "area", "areaCrs", "time", "bands", "percentiles", "minValid");
    assertThat(series.texts("//ProcessOutputs/Output/Identifier")).containsExactly("series");
    Xml change = describe("datacube:ChangeVectorAnalysis");
    assertThat(change.texts("//ProcessOutputs/Output/Identifier"))
        .containsExactly("coverage", "polygons", "threshold", "report");
    assertThat(change.texts("//Output[Identifier='coverage']//MimeType")).contains("image/tiff");
    assertThat(change.texts("//Output[Identifier='polygons']//MimeType"))
        .contains(KnownDifference.WPS_JSON_TYPE.on(server));
  }

  private Xml describe(String identifier) throws Exception {
    return server
        .wps("version", "1.0.0", "request", "DescribeProcess", "identifier", identifier)
        .xml();
  }

  @Test
  void a_series_has_the_statistics_of_every_date() throws Exception {
    JsonNode features =
        processes
            .execute(
                "datacube:TimeSeries",
                Processes.raw("series", KnownDifference.WPS_JSON_TYPE.on(server)),
                "cube",
                server.layer("belgium_ndvi"),
                "percentiles",
                "50")
            .json()
            .get("features");
    JsonNode expected = Expected.json("series_ndvi").get("dates");
    assertThat(features).hasSize(expected.size());
    for (JsonNode feature : features) {
      JsonNode is = feature.get("properties");
      String time = is.get("time").asText();
      JsonNode should = expected.get(time.substring(0, 10).replace("-", ""));
      assertThat(Instant.parse(time).atZone(ZoneOffset.UTC).toLocalTime())
          .isEqualTo(LocalTime.MIDNIGHT);
      assertThat(is.get("band").asText()).isEqualTo("NDVI");
      assertThat(is.get("pixels").isIntegralNumber()).isTrue();
      assertThat(is.get("pixels").asInt()).isEqualTo(100);
      assertThat(is.get("count").asInt()).isEqualTo(should.get("count").asInt());
      for (String name : List.of("mean", "sd", "min", "max", "p50")) {
        assertStatistic(name, is.get(name), should.get(name));
      }
    }
  }

  @Test
  void sites_have_the_statistics_of_their_pixels() throws Exception {
    // The field of this suite twice, one time as a feature without attributes of its own.
    String ring = Processes.AREA.replaceAll("[A-Z()]", "").replaceAll("(\\d) (\\d)", "$1,$2");
    String positions = "[[" + ring.replaceAll("([0-9]+,[0-9]+),?", "[$1],").replaceAll(",$", "]]");
    String feature =
        "{\"type\":\"Feature\",\"id\":\"%s\",\"properties\":{\"code\":\"%s\"},"
            + "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":%s}}";
    String sites =
        "{\"type\":\"FeatureCollection\",\"features\":["
            + feature.formatted("s.1", "one", positions)
            + ","
            + feature.formatted("s.2", "two", positions)
            + "]}";
    String type = KnownDifference.WPS_JSON_TYPE.on(server);
    String inputs =
        Processes.input(
                "sites",
                "<wps:ComplexData mimeType=\""
                    + type
                    + "\"><![CDATA["
                    + sites
                    + "]]></wps:ComplexData>")
            + Processes.literal("sitesCrs", "EPSG:32631")
            + Processes.literal("siteId", "code")
            + Processes.literal("cube", server.layer("belgium_ndvi"))
            + Processes.literal("percentiles", "50");
    JsonNode features =
        processes
            .post("datacube:ZonalStatistics", Processes.raw("statistics", type), inputs)
            .json()
            .get("features");
    JsonNode expected = Expected.json("series_ndvi").get("dates");
    int dates = 0;
    for (JsonNode date : expected) {
      dates += date.get("count").asInt() > 0 ? 1 : 0;
    }
    assertThat(features).hasSize(2 * dates);
    for (JsonNode f : features) {
      JsonNode is = f.get("properties");
      JsonNode should = expected.get(is.get("time").asText().substring(0, 10).replace("-", ""));
      assertThat(is.get("site").asText()).isIn("one", "two");
      assertThat(is.get("pixels").asInt()).isEqualTo(100);
      assertThat(is.get("count").asInt()).isEqualTo(should.get("count").asInt());
      for (String name : List.of("mean", "sd", "min", "max", "p50")) {
        assertStatistic(name, is.get(name), should.get(name));
      }
    }
  }

  // A date without a valid pixel has none.
  private static void assertStatistic(String name, JsonNode is, JsonNode should) {
    if (should == null) {
      assertThat(is.isNull()).as(name).isTrue();
    } else {
      assertThat(is.asDouble()).as(name).isCloseTo(should.asDouble(), within(1e-7));
    }
  }

  @Test
  void a_change_map_has_magnitude_direction_and_decision() throws Exception {
    GeoTiff tiff = GeoTiff.of(change(Processes.raw("coverage", "image/tiff")));
    Raster expected = Expected.raster("change_20230405_20230415");
    tiff.assertGrid("EPSG:32631", 643300, 5676100, 10, 10);
    // Differences of floats near 0.3, of which about seven digits are exact.
    tiff.raster().band(0, 1).assertSamples(expected.band(0, 1), 1e-4);
    tiff.raster().band(2).assertSamples(expected.band(2), 0);
  }

  @Test
  void alterations_and_slow_features_have_distances_and_chi_squares() throws Exception {
    for (String process : List.of("MultivariateAlterationDetection", "SlowFeatureAnalysis")) {
      Answer answer = joint(process, "bands", "B08,B04,B11", "iterations", "0", "threshold", "2");
      GeoTiff tiff = GeoTiff.of(answer);
      tiff.assertGrid("EPSG:32631", 643300, 5676100, 10, 10);
      // distance, chiSquare, confidence, three variates, change.
      assertThat(tiff.raster().bands()).hasSize(7);
      Raster expected = Expected.raster(process + "_20230405_20230415");
      tiff.raster().band(0, 1, 2).assertSamples(expected.band(0, 1, 2), 1e-3);
      tiff.raster().band(6).assertSamples(expected.band(3), 0);
    }
  }

  @Test
  void a_normalised_date_has_the_radiometry_of_the_other() throws Exception {
    String[] inputs = {"bands", "B08,B04", "iterations", "0", "noChange", "0.3"};
    GeoTiff tiff = GeoTiff.of(joint("RadiometricNormalisation", inputs));
    // distance, noChange, two bands, change.
    assertThat(tiff.raster().bands()).hasSize(5);
    Raster expected = Expected.raster("RadiometricNormalisation_20230405_20230415");
    tiff.raster().band(1, 2, 3).assertSamples(expected, 1e-3);
  }

  @Test
  void an_index_is_compared_by_the_bands_the_cube_has() throws Exception {
    GeoTiff tiff = GeoTiff.of(joint("IndexDifference", "index", "NDVI", "threshold", "0.05"));
    tiff.assertGrid("EPSG:32631", 643300, 5676100, 10, 10);
    Raster expected = Expected.raster("IndexDifference_20230405_20230415");
    tiff.raster().band(1, 2).assertSamples(expected.band(1, 2), 1e-5);
    // Differences of floats near 0.8: those near 0 have few digits.
    tiff.raster().band(0).assertSamples(expected.band(0), 2e-3);
    tiff.raster().band(3).assertSamples(expected.band(3), 0);
  }

  @Test
  void neighbourhoods_are_parted_in_two() throws Exception {
    String[] inputs = {"bands", "B08,B04", "standardise", "false", "block", "2"};
    GeoTiff tiff = GeoTiff.of(joint("PcaKMeans", inputs));
    Raster expected = Expected.raster("PcaKMeans_20230405_20230415");
    tiff.raster().band(0, 1).assertSamples(expected.band(0, 1), 1e-4);
    tiff.raster().band(2).assertSamples(expected.band(2), 0);
  }

  private Answer joint(String process, String... own) throws Exception {
    List<String> inputs = new ArrayList<>(List.of(own));
    inputs.addAll(List.of("cube", server.layer("belgium_s2")));
    inputs.addAll(List.of("before", "2023-04-05", "after", "2023-04-15"));
    return processes.execute(
        "datacube:" + process,
        Processes.raw("coverage", "image/tiff"),
        inputs.toArray(String[]::new));
  }

  @Test
  void radar_images_are_compared_by_ratios_and_tests() throws Exception {
    GeoTiff ratio = radarPair("SarChange", "threshold", "1.5");
    ratio.assertGrid("EPSG:32631", 643300, 5676100, 10, 10);
    ratio.raster().assertSamples(Expected.raster("sar_change_20230403_20230415"), 1e-4);
    GeoTiff cfar =
        radarPair(
            "SarCfar", "looks", "4.4", "guard", "5", "background", "11", "falseAlarms", "0.1");
    cfar.raster().band(0, 2).assertSamples(Expected.raster("sar_cfar_20230403_20230415"), 1e-4);
    GeoTiff test = radarPair("OmnibusPair", "looks", "4.4", "alpha", "0.05", "law", "chi-square");
    // significance, pValue, confidence, direction, logRatio, change.
    test.raster().band(1, 5).assertSamples(Expected.raster("omnibus_pair_20230403_20230415"), 1e-4);
  }

  private GeoTiff radarPair(String process, String... own) throws Exception {
    List<String> inputs = new ArrayList<>(List.of(own));
    inputs.addAll(List.of("cube", server.layer("belgium_s1")));
    inputs.addAll(List.of("before", "2023-04-03", "after", "2023-04-15"));
    return GeoTiff.of(
        processes.execute(
            "datacube:" + process,
            Processes.raw("coverage", "image/tiff"),
            inputs.toArray(String[]::new)));
  }

  @Test
  void a_filtered_date_uses_pixels_beyond_the_area() throws Exception {
    Answer answer =
        processes.execute(
            "datacube:SpeckleFilter",
            Processes.raw("coverage", "image/tiff"),
            "cube",
            server.layer("belgium_s1"),
            "bands",
            "VV",
            "date",
            "2023-04-15",
            "filter",
            "boxcar",
            "window",
            "5");
    GeoTiff tiff = GeoTiff.of(answer);
    tiff.assertGrid("EPSG:32631", 643300, 5676100, 10, 10);
    tiff.raster().band(0).assertSamples(Expected.raster("speckle_boxcar_20230415").band(0), 1e-5);
  }

  @Test
  void a_document_has_the_outputs_asked_for() throws Exception {
    String type = KnownDifference.WPS_JSON_TYPE.on(server);
    Xml document =
        change(
                """
                <wps:ResponseDocument>
                  <wps:Output mimeType="%s"><ows:Identifier>polygons</ows:Identifier></wps:Output>
                  <wps:Output><ows:Identifier>threshold</ows:Identifier></wps:Output>
                </wps:ResponseDocument>
                """
                    .formatted(type))
            .xml();
    assertThat(document.texts("//Status/ProcessSucceeded")).hasSize(1);
    assertThat(document.texts("//ProcessOutputs/Output/Identifier"))
        .containsExactly("polygons", "threshold");
    assertThat(Double.parseDouble(document.text("//Output/Data/LiteralData"))).isEqualTo(0.03);
    JsonNode patches =
        new ObjectMapper().readTree(document.text("//Output/Data/ComplexData")).get("features");
    int pixels = 0;
    for (JsonNode patch : patches) {
      pixels += patch.get("properties").get("pixels").asInt();
    }
    int expected = 0;
    for (float decision : Expected.raster("change_20230405_20230415").bands().get(2)) {
      expected += (int) decision;
    }
    assertThat(expected).isBetween(1, 99);
    assertThat(pixels).isEqualTo(expected);
  }

  private Answer change(String form) throws Exception {
    return processes.execute(
        "datacube:ChangeVectorAnalysis",
        form,
        "cube",
        server.layer("belgium_s2"),
        "bands",
        "B08,B04",
        "before",
        "2023-04-05",
        "after",
        "2023-04-15",
        "standardise",
        "false",
        "threshold",
        "0.03");
  }
}
