// SPDX-License-Identifier: Apache-2.0
package org.chronocube.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GetFeatureInfo: the stored samples of the file's pixel, by band. */
@ExtendWith(ContractServer.class)
class FeatureInfoContractTest {

  private static final String[] BANDS = {"B08", "B04", "B11", "B01", "SCL"};

  private final OgcServer server;

  FeatureInfoContractTest(OgcServer server) {
    this.server = server;
  }

  private Answer info(String layer, int column, int row, String... parameters) throws Exception {
    String[] base = {
      "request",
      "GetFeatureInfo",
      "query_layers",
      server.layer(layer),
      "i",
      Integer.toString(column),
      "j",
      Integer.toString(row),
      "info_format",
      "application/json",
      "time",
      "2023-04-15"
    };
    return Sample.map(server, layer, "", Sample.joined(base, parameters));
  }

  // Corners and places between; rows count from the north.
  @ParameterizedTest
  @CsvSource({"0, 0", "63, 0", "0, 65", "63, 65", "20, 10", "31, 33"})
  void every_band_has_the_files_sample(int column, int row) throws Exception {
    JsonNode features = info("belgium_s2", column, row).json().get("features");
    assertThat(features).hasSize(1);
    JsonNode values = features.get(0).get("properties");
    Raster expected = Expected.raster("belgium_s2_20230415");
    for (int band = 0; band < BANDS.length; band++) {
      assertThat(values.get(BANDS[band]).asDouble())
          .as(BANDS[band])
          .isEqualTo(expected.sample(band, column, row));
    }
  }

  @Test
  void computed_bands_have_the_expressions_value() throws Exception {
    JsonNode ndvi = info("belgium_ndvi", 20, 10).json().get("features").get(0).get("properties");
    float expected = Expected.raster("belgium_ndvi_20230415").sample(0, 20, 10);
    assertThat((float) ndvi.get("NDVI").asDouble()).isEqualTo(expected);
    JsonNode radar = info("belgium_s1", 20, 10).json().get("features").get(0).get("properties");
    Raster decibels = Expected.raster("belgium_s1_20230415");
    assertThat((float) radar.get("VV").asDouble()).isEqualTo(decibels.sample(0, 20, 10));
    assertThat((float) radar.get("VH").asDouble()).isEqualTo(decibels.sample(1, 20, 10));
  }

  @Test
  void several_layers_answer_in_the_order_asked_for() throws Exception {
    String both = server.layer("belgium_ndvi") + "," + server.layer("belgium_s2");
    Answer answer =
        info("belgium_s2", 20, 10, "layers", both, "query_layers", both, "feature_count", "10");
    JsonNode features = answer.json().get("features");
    assertThat(features).hasSize(2);
    assertThat(features.get(0).get("properties").has("NDVI")).isTrue();
    assertThat(features.get(1).get("properties").get("B08").asInt()).isEqualTo(3840);
  }

  @Test
  void text_names_bands_and_values() throws Exception {
    Answer answer = info("belgium_s2", 20, 10, "info_format", "text/plain");
    assertThat(answer.type()).isEqualTo("text/plain");
    assertThat(answer.text().lines())
        .anyMatch(line -> line.matches("B08 = 3840(\\.0)?"))
        .anyMatch(line -> line.matches("SCL = 4(\\.0)?"));
  }

  @Test
  void one_one_one_asks_by_x_and_y() throws Exception {
    Answer answer =
        info("belgium_s2", 0, 0, "version", "1.1.1", "srs", "EPSG:32631", "x", "20", "y", "10");
    JsonNode values = answer.json().get("features").get(0).get("properties");
    assertThat(values.get("B08").asInt()).isEqualTo(3840);
  }
}
