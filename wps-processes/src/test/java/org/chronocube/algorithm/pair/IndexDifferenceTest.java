// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.pair.IndexDifference.Form;
import org.chronocube.grid.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexDifferenceTest {

  // By hand: 0.64 - (-0.16) = 0.8; / 0.8 = 1; / 1.641 = 0.48751. The paper's RdNBR is 1000.
  @ParameterizedTest
  @CsvSource({
    "AFTER_MINUS_BEFORE, 0.64, -0.16, -0.8",
    "BEFORE_MINUS_AFTER, 0.64, -0.16, 0.8",
    "RELATIVE, 0.64, -0.16, 1",
    "RELATIVE, -0.25, -0.5, 0.5",
    "RELATIVE, 0, -0.1, 3.1622777",
    "RELATIVISED, 0.64, -0.16, 0.48750762",
    "RELATIVISED, -1, -1, 0"
  })
  void comparesOneIndex(Form form, float before, float after, float expected) {
    float[][] layers = run(new IndexDifference(form, false), before, after);
    assertThat(layers[0][0]).isCloseTo(expected, within(1e-6f));
    assertThat(layers[1][0]).isEqualTo(before);
    assertThat(layers[2][0]).isEqualTo(after);
  }

  // Key and Benson's table in thousandths: -500..-251, -250..-101, -100..99, 100..269, 270..439,
  // 440..659, 660..1300.
  @ParameterizedTest
  @CsvSource({
    "-0.3, 1",
    "-0.251, 1",
    "-0.25, 2",
    "-0.101, 2",
    "-0.1, 3",
    "0, 3",
    "0.099, 3",
    "0.1, 4",
    "0.269, 4",
    "0.27, 5",
    "0.439, 5",
    "0.44, 6",
    "0.659, 6",
    "0.66, 7",
    "1.3, 7"
  })
  void severityFollowsTheTableOfFiremon(double difference, float expected) {
    assertThat(IndexDifference.severity(difference)).isEqualTo(expected);
  }

  @Test
  void noDifferenceHasNoSeverity() {
    assertThat(IndexDifference.severity(Double.NaN)).isNaN();
  }

  @Test
  void severityIsALayerOfDnbr() {
    IndexDifference dnbr = new IndexDifference(Form.BEFORE_MINUS_AFTER, true);
    assertThat(run(dnbr, 0.6f, 0.1f)[3][0]).isEqualTo(6);
    PairTransform transform = dnbr.fit(pixels(0, 0));
    assertThat(transform.layers())
        .extracting(Layer::name)
        .containsExactly("difference", "before", "after", "severity");
    assertThat(transform.layers().get(0).role()).isEqualTo(Layer.Role.STATISTIC);
    assertThatThrownBy(() -> new IndexDifference(Form.RELATIVE, true))
        .hasMessage("severity must be asked for of dNBR, was of another difference");
  }

  @Test
  void oneIndexAtATime() {
    float[][] two = new float[2][1];
    MemoryPixels pixels = MemoryPixels.of(new Shape(1, 1), two, two, 1, 0);
    assertThatThrownBy(() -> new IndexDifference(Form.AFTER_MINUS_BEFORE, false).fit(pixels))
        .hasMessage("index must be one band or expression, were 2");
  }

  private static float[][] run(PairMethod method, float before, float after) {
    return MemoryPixels.run(method, pixels(before, after));
  }

  private static MemoryPixels pixels(float before, float after) {
    return MemoryPixels.of(
        new Shape(1, 1), new float[][] {{before}}, new float[][] {{after}}, 1, 0);
  }
}
