// SPDX-License-Identifier: Apache-2.0
package org.chronocube.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is published: names, styles, boxes and times, in each service's capabilities. */
@ExtendWith(ContractServer.class)
class CapabilitiesContractTest {

  private static final String[] LAYERS = {
    "belgium_multi",
    "belgium_ndvi",
    "belgium_s1",
    "belgium_s2",
    "belgium_s2_clear",
    "bordeaux",
    "bordeaux_change",
    "newyork_landsat",
    "slovenia_clouds",
    "slovenia_ndvi"
  };

  private final OgcServer server;

  CapabilitiesContractTest(OgcServer server) {
    this.server = server;
  }

  private Xml wms(String version) throws Exception {
    Answer answer = server.wms("version", version, "request", "GetCapabilities");
    return version.equals("1.1.1") ? Xml.parse(answer.bytes()) : answer.xml();
  }

  private String[] prefixed(String separator) {
    return Arrays.stream(LAYERS)
        .map(l -> server.workspace() + separator + l)
        .toArray(String[]::new);
  }

  @ParameterizedTest
  @CsvSource({"1.3.0", "1.1.1"})
  void wms_lists_every_layer_and_the_group(String version) throws Exception {
    Xml capabilities = wms(version);
    assertThat(capabilities.text("/*/@version")).isEqualTo(version);
    assertThat(capabilities.texts("//Layer/Name"))
        .contains(prefixed(":"))
        .contains(server.layer("slovenia"));
    assertThat(capabilities.texts("//GetMap/Format")).contains("image/png", "image/jpeg");
    assertThat(capabilities.texts("//GetFeatureInfo/Format"))
        .contains("application/json", "text/plain", "text/html");
  }

  @Test
  void a_workspace_has_services_of_its_own() throws Exception {
    Answer answer =
        server.get(
            server.workspace() + "/wms",
            Map.of("service", "WMS", "version", "1.3.0", "request", "GetCapabilities"));
    assertThat(answer.xml().texts("//Layer/Name")).contains(LAYERS).noneMatch(n -> n.contains(":"));
  }

  @Test
  void wms_tells_the_times_of_a_layer() throws Exception {
    Xml layer = wms("1.3.0").all("//Layer[Name='" + server.layer("belgium_s1") + "']").get(0);
    assertThat(layer.texts("Dimension/@name")).containsExactly("time");
    assertThat(layer.text("Dimension/@units")).isEqualTo("ISO8601");
    assertThat(layer.text("Dimension/@nearestValue")).isEqualTo("1");
    assertThat(layer.text("Dimension/@default").replace(".000Z", "Z"))
        .isEqualTo("2023-04-29T00:00:00Z");
    assertThat(layer.text("Dimension").split(","))
        .containsExactlyElementsOf(Expected.times("belgium-s1-grd"));
    Xml old = wms("1.1.1").all("//Layer[Name='" + server.layer("bordeaux") + "']").get(0);
    assertThat(old.text("Dimension/@name")).isEqualTo("time");
    assertThat(old.text("Extent[@name='time']").split(","))
        .containsExactly("2016-05-04T00:00:00.000Z", "2017-10-26T11:01:31.000Z");
  }

  @Test
  void wms_tells_where_a_layer_is_and_how_it_is_drawn() throws Exception {
    Xml layer = wms("1.3.0").all("//Layer[Name='" + server.layer("belgium_s2") + "']").get(0);
    Map<String, Double> box =
        Map.of("minx", 643260.0, "miny", 5675820.0, "maxx", 643900.0, "maxy", 5676480.0);
    box.forEach(
        (side, metres) ->
            assertThat(Double.parseDouble(layer.text("BoundingBox[@CRS='EPSG:32631']/@" + side)))
                .isCloseTo(metres, within(1e-6)));
    // The default first.
    assertThat(layer.texts("Style/Name").stream().map(n -> n.replaceFirst(".*:", "")))
        .startsWith("belgium_infrared")
        .containsExactlyInAnyOrder(
            "belgium_infrared", "belgium_agriculture", "belgium_classes", "reflectance_gray");
    assertThat(layer.text("Attribution/Title"))
        .isEqualTo("Contains modified Copernicus Sentinel data 2023");
  }

  @Test
  void wcs_2_lists_and_describes_coverages() throws Exception {
    Xml capabilities = server.wcs("version", "2.0.1", "request", "GetCapabilities").xml();
    assertThat(capabilities.texts("//CoverageSummary/CoverageId")).contains(prefixed("__"));
    assertThat(capabilities.texts("//ServiceMetadata/formatSupported")).contains("image/tiff");
    Xml description =
        server
            .wcs(
                "version", "2.0.1",
                "request", "DescribeCoverage",
                "coverageId", server.coverage("belgium_s2"))
            .xml();
    assertThat(description.texts("//DataRecord/field/@name"))
        .containsExactly("B08", "B04", "B11", "B01", "SCL");
    assertThat(description.text("//RectifiedGrid/limits/GridEnvelope/high")).isEqualTo("63 65");
    assertThat(numbers(description.text("//RectifiedGrid/origin/Point/pos")))
        .containsExactly(643265, 5676475);
    assertThat(numbers(description.text("//RectifiedGrid/offsetVector"))).containsExactly(10, 0);
    assertThat(description.text("//EnvelopeWithTimePeriod/beginPosition"))
        .isEqualTo("2023-04-02T00:00:00.000Z");
    assertThat(description.text("//EnvelopeWithTimePeriod/endPosition"))
        .isEqualTo("2023-04-30T00:00:00.000Z");
  }

  private static double[] numbers(String text) {
    return Arrays.stream(text.split("\\s+")).mapToDouble(Double::parseDouble).toArray();
  }

  @ParameterizedTest
  @CsvSource({"1.0.0, //CoverageOfferingBrief/name", "1.1.1, //CoverageSummary/Identifier"})
  void older_wcs_lists_coverages_by_their_layers_names(String version, String path)
      throws Exception {
    Xml capabilities = server.wcs("version", version, "request", "GetCapabilities").xml();
    assertThat(capabilities.texts(path)).contains(prefixed(":"));
  }

  @Test
  void texts_come_from_the_data_directory() throws Exception {
    List<String> titles =
        List.of(
            wms("1.3.0").text("/WMS_Capabilities/Service/Title"),
            server
                .wcs("version", "2.0.1", "request", "GetCapabilities")
                .xml()
                .text("//ServiceIdentification/Title"),
            server
                .wps("version", "1.0.0", "request", "GetCapabilities")
                .xml()
                .text("//ServiceIdentification/Title"));
    assertThat(titles)
        .containsExactly("Chronocube maps", "Chronocube coverages", "Chronocube processes");
  }
}
