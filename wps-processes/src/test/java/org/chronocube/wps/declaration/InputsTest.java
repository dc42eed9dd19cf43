// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.InvalidParameterException;
import org.geotools.api.data.Parameter;
import org.junit.jupiter.api.Test;

class InputsTest {

  private static final Input<String> CUBE = Input.text("cube", "Cube", "A cube.");
  private static final Input<String> BANDS =
      Input.text("bands", "Bands", "Bands.").optional().upTo(3);
  private static final Input<Double> ALPHA =
      Input.number("alpha", "Level", "A level.").orElse(0.01).between(0.0, 0.5);
  private static final Input<Integer> ORDER =
      Input.integer("order", "Order", "An order.").orElse(3).between(1.0, null);
  private static final Input<String> RULE =
      Input.text("rule", "Rule", "A rule.").optional().oneOf(List.of("a", "b"));

  private static Inputs inputs(Object... pairs) {
    Map<String, Object> given = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      given.put((String) pairs[i], pairs[i + 1]);
    }
    return new Inputs(List.of(CUBE, BANDS, ALPHA, ORDER, RULE), given);
  }

  @Test
  void valuesAreConvertedAndDefaultsFilledIn() {
    Inputs inputs = inputs("cube", "x", "bands", List.of("B04", "B08"), "order", "5");
    assertThat(inputs.get(CUBE)).isEqualTo("x");
    assertThat(inputs.all(BANDS)).containsExactly("B04", "B08");
    assertThat(inputs.get(ALPHA)).isEqualTo(0.01);
    assertThat(inputs.get(ORDER)).isEqualTo(5);
    assertThat(inputs.find(RULE)).isEmpty();
    assertThat(inputs.literals())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("cube", "x", "bands", List.of("B04", "B08"), "alpha", 0.01, "order", 5));
  }

  @Test
  void nothingGivenIsNothing() {
    Inputs inputs = inputs("cube", "x", "bands", Arrays.asList("B04", null), "rule", " ");
    assertThat(inputs.all(BANDS)).containsExactly("B04");
    assertThat(inputs.orNull(RULE)).isNull();
  }

  @Test
  void errorsNameTheInputTheRuleAndTheValue() {
    assertThatThrownBy(() -> inputs())
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("cube must be given");
    assertThatThrownBy(() -> inputs("cube", "x", "alpha", 0.6))
        .hasMessage("alpha must be in 0.0..0.5, was 0.6");
    assertThatThrownBy(() -> inputs("cube", "x", "alpha", Double.NaN))
        .hasMessage("alpha must be in 0.0..0.5, was NaN");
    assertThatThrownBy(() -> inputs("cube", "x", "order", 0))
        .hasMessage("order must be >= 1.0, was 0");
    assertThatThrownBy(() -> inputs("cube", "x", "order", "many"))
        .hasMessage("order must be a Integer, was many");
    assertThatThrownBy(() -> inputs("cube", "x", "rule", "c"))
        .hasMessage("rule must be one of a, b, was c");
    assertThatThrownBy(() -> inputs("cube", "x", "bands", List.of("1", "2", "3", "4")))
        .hasMessage("bands must be given at most 3 times, was 4");
  }

  @Test
  void geotoolsSeesRangeDefaultOptionsAndUnit() {
    Parameter<Double> p = ALPHA.in("%").parameter();
    assertThat(p.minOccurs).isZero();
    assertThat(p.getDefaultValue()).isEqualTo(0.01);
    assertThat(p.metadata)
        .containsEntry(Parameter.MIN, 0.0)
        .containsEntry(Parameter.MAX, 0.5)
        .containsEntry("unit", "%");
    assertThat(RULE.parameter().metadata).containsEntry(Parameter.OPTIONS, List.of("a", "b"));
    assertThat(BANDS.parameter().maxOccurs).isEqualTo(3);
    assertThat((Object) CUBE.parameter().getTitle()).hasToString("Cube");
  }
}
