// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.cube.CubeBand;
import org.chronocube.scene.Product;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandNodesTest {

  private static final Product S2 =
      new Product(
          "s2", "", "", "", List.of(band("B04", 1e-4, "1", 665.0), band("B8", 1e-4, "1", 842.0)));
  private static final Product LANDSAT =
      new Product(
          "landsat",
          "",
          "",
          "",
          List.of(band("SR_B4", 2.75e-5, "1", 655.0), band("B8", 2e-5, "1", 590.0)));
  private static final Product S1 =
      new Product("s1", "", "", "", List.of(band("VV", 1e-3, "dB", null)));

  private static Band band(String name, double scale, String unit, Double nm) {
    return new Band(name, "", DataType.UINT16, NoData.of(0), new Scaling(scale, 0), unit, nm);
  }

  private static CubeBand read(String yaml) {
    YamlNode node = new YamlNode("bands[0]", YamlNode.load(yaml, "catalog").value());
    return new BandNodes(List.of(S2, LANDSAT, S1)).band(node);
  }

  @Test
  void aBandComesFromADifferentOneOfEachProduct() {
    CubeBand red = read("{name: red, from: {s2: B04, landsat: SR_B4}}");

    assertThat(red.expression("s2")).contains("B04");
    assertThat(red.expression("landsat")).contains("SR_B4");
    assertThat(red.expression("s1")).isEmpty();
    // Encoded as the first band that is passed on.
    assertThat(red.band().scaling()).isEqualTo(new Scaling(1e-4, 0));
    assertThat(red.band().name()).isEqualTo("red");
  }

  @Test
  void aBandIsComputedOfEachProductInItsWay() {
    CubeBand ratio = read("{name: ratio, from: {s2: B8 / B04, landsat: B8 / SR_B4}, unit: '1'}");

    assertThat(ratio.band().type()).isEqualTo(DataType.FLOAT32);
    assertThat(ratio.expression("landsat")).contains("B8 / SR_B4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          B8                                  | bands[0] must say from which product's band it comes: B8 is not the same in all of [s2, landsat]; write from: {PRODUCT: BAND, …}
          {name: x, expression: B8 + B04}     | bands[0].expression must say from which product's band it comes: B8 is not the same in all of [s2, landsat]; write from: {PRODUCT: BAND, …}
          {name: x, from: {s3: B04}}          | bands[0].from must name products of the cube, [s2, landsat, s1], was s3
          {name: x, from: {s2: SR_B4}}        | bands[0].from.s2 must be over bands of [B04, B8], was over SR_B4
          {name: x, from: {s2: B04, s1: VV}}  | bands[0].from must be bands of one unit, or say unit, were of [1, dB]
          {name: x, from: {}}                 | bands[0].from must be a mapping of at least one product to its band, was a mapping
          {name: x, from: {s2: B04}, expression: B04} | bands[0].expression must be left out where from is given, was B04
          """)
  void aComplaintNamesThePlaceTheRuleAndTheValue(String node, String message) {
    assertThatThrownBy(() -> read(node)).hasMessage(message);
  }
}
