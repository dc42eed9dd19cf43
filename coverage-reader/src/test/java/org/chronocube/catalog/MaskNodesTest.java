// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.mosaic.MaskRule;
import org.chronocube.scene.Product;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskNodesTest {

  private static final Product S2 = product("s2", "B04", "SCL", "CLDPRB");
  private static final Product S1 = product("s1", "VV");
  private static final Product LANDSAT = product("landsat", "SR_B4", "QA_PIXEL");

  private static Product product(String id, String... bands) {
    return new Product(
        id,
        "",
        "",
        "",
        List.of(bands).stream().map(b -> Band.of(b, DataType.UINT16, NoData.of(0))).toList());
  }

  private static List<MaskRule> rules(String yaml, Product... products) {
    YamlNode node = new YamlNode("masks", YamlNode.load(yaml, "catalog").value());
    return new MaskNodes(List.of(products)).rules(node);
  }

  @Test
  void readsEveryKindOfTest() {
    assertThat(
            rules(
                """
                - {band: QA_PIXEL, bits: [3, 4]}
                - {band: QA_PIXEL, field: {shift: 8, width: 2, values: [3]}}
                - {band: QA_PIXEL, values: [1], keep: true}
                - {band: QA_PIXEL, above: 40}
                - {band: QA_PIXEL, min: 1, below: 2.5}
                """,
                LANDSAT))
        .containsExactly(
            MaskRule.bits("QA_PIXEL", 0b11000, false),
            MaskRule.field("QA_PIXEL", 8, 2, Set.of(3), false),
            MaskRule.values("QA_PIXEL", Set.of(1), true),
            MaskRule.range("QA_PIXEL", Math.nextUp(40.0), Double.POSITIVE_INFINITY, false),
            MaskRule.range("QA_PIXEL", 1, Math.nextDown(2.5), false));
  }

  @Test
  void aboveLeavesTheBoundItself() {
    MaskRule rule = rules("[{band: CLDPRB, above: 40}]", S2).get(0);
    assertThat(rule.isValid(40, 40)).isTrue();
    assertThat(rule.isValid(41, 41)).isFalse();
  }

  @Test
  void presetsAreRulesOfTheirBands() {
    assertThat(rules("[{preset: s2-scl-clouds, dilate: 3}]", S2))
        .containsExactly(MaskRule.values("SCL", Set.of(3, 8, 9, 10), false).dilated(3));
    assertThat(rules("[{preset: landsat-c2-clouds}]", LANDSAT))
        .containsExactly(MaskRule.bits("QA_PIXEL", 0b11111, false));
    assertThat(rules("[{preset: landsat-c1-clouds}]", product("c1", "BQA"))).hasSize(3);
  }

  @Test
  void ofSeveralProductsEachHasItsOwnRules() {
    List<MaskRule> rules =
        rules(
            """
            - {preset: s2-scl-clouds, product: s2}
            - {preset: landsat-c2-clouds, product: [landsat], dilate: 1}
            """,
            S1,
            S2,
            LANDSAT);
    assertThat(rules.get(0).products()).containsExactly("s2");
    assertThat(rules.get(1).appliesTo("landsat")).isTrue();
    assertThat(rules.get(1).appliesTo("s1")).isFalse();
  }

  @Test
  void aBandThatAProductLacksIsAnErrorUnlessThatIsWanted() {
    assertThatThrownBy(() -> rules("[{band: SCL, values: [3]}]", S1, S2, LANDSAT))
        .isInstanceOfSatisfying(
            InvalidParameterException.class,
            e -> assertThat(e.parameter()).isEqualTo("masks[0].band"))
        .hasMessage(
            "masks[0].band must be over a band of the products it masks, was SCL, which"
                + " [s1, landsat] lack; name others by product, or say missing: ignore");
    assertThat(rules("[{band: SCL, values: [3], missing: ignore}]", S1, S2).get(0).products())
        .containsExactly("s2");
    assertThatThrownBy(() -> rules("[{preset: s2-scl-clouds, product: s1}]", S1, S2))
        .hasMessageContaining("masks[0].preset must be over a band of the products");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {band: CLM, values: [1]}              | masks[0].band must be one of [B04, CLDPRB, SCL], was CLM
          {band: SCL}                           | masks[0] must have one of values, bits, field, or min, max, above and below
          {band: SCL, values: [3], bits: [1]}   | masks[0] must have one of values, bits, field, or min, max, above and below
          {band: SCL, bits: [24]}               | masks[0].bits[0] must be a bit number from 0 to 23, was 24
          {band: SCL, bits: []}                 | masks[0].bits must be a list of at least one bit number, was []
          {band: SCL, min: 3, max: 2}           | masks[0] must have its lower bound first, was 3.0..2.0
          {band: SCL, min: 3, above: 2}         | masks[0].above must be left out where min is given, was 2
          {band: SCL, field: {shift: 8, width: 2}} | masks[0].field.values must be a list, was missing
          {band: SCL, values: [3], dilate: -1}  | masks[0].dilate: dilation must be in 0..500 pixels, was -1
          {band: SCL, values: [3], dilate: 2.5} | masks[0].dilate must be a whole number, was 2.5
          {band: SCL, values: [3], missing: x}  | masks[0].missing must be error or ignore, was x
          {band: SCL, values: [3], product: s3} | masks[0].product must be one of [s2], was s3
          {preset: s2-scl-clouds, band: SCL}    | masks[0].band must be one of [dilate, missing, preset, product]
          """)
  void aComplaintNamesThePlaceTheRuleAndTheValue(String node, String message) {
    assertThatThrownBy(() -> rules("- " + node, S2)).hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"s2-scl", ""})
  void anUnknownPresetTellsThoseThereAre(String name) {
    assertThatThrownBy(() -> rules("[{preset: '" + name + "'}]", S2))
        .hasMessageContaining("preset must be one of [eolearn-clouds, eolearn-is-data, landsat-c1");
  }
}
