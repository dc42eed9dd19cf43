// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Morphology.Element;
import org.chronocube.grid.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected maps: SciPy 1.10.1, see {@code parity/maps/SOURCE.txt}. */
class MorphologyTest {

  @ParameterizedTest
  @CsvSource({"SQUARE, 1", "SQUARE, 2", "DISK, 1", "DISK, 2"})
  void equalsSciPyClassByClass(Element element, int radius) {
    Digits map = Digits.read("classes");
    String name = "_" + element.name().toLowerCase(java.util.Locale.ROOT) + "_" + radius;
    Morphology morphology = new Morphology(element, radius);
    assertThat(morphology.close(map.shape(), map.classes()))
        .isEqualTo(Digits.read("close" + name).classes());
    assertThat(morphology.open(map.shape(), map.classes()))
        .isEqualTo(Digits.read("open" + name).classes());
  }

  @Test
  void closingFillsAGapAndLeavesTheEdgeOfTheMapAlone() {
    byte[] classes = {
      1, 1, 0, 1, 1,
      1, 1, 0, 1, 1,
      1, 1, 0, 1, 1
    };
    assertThat(new Morphology(Element.SQUARE, 1).close(new Shape(3, 5), classes))
        .containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
  }

  @Test
  void openingClearsWhatIsNarrow() {
    byte[] classes = {
      1, 1, 1, 0, 0,
      1, 1, 1, 1, 1,
      1, 1, 1, 0, 0
    };
    assertThat(new Morphology(Element.SQUARE, 1).open(new Shape(3, 5), classes))
        .containsExactly(1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0, 0);
  }

  @Test
  void aRadiusWiderThanTheMapIsFine() {
    byte[] classes = {1, 0, 2};
    Morphology wide = new Morphology(Element.DISK, Morphology.MAX_RADIUS);
    assertThat(wide.close(new Shape(1, 3), classes)).containsExactly(1, 0, 2);
    assertThat(wide.open(new Shape(1, 3), classes)).containsExactly(0, 0, 0);
  }

  @Test
  void theRadiusHasARange() {
    assertThatThrownBy(() -> new Morphology(Element.DISK, 0))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("radius must be in 1..100 pixels, was 0");
  }
}
