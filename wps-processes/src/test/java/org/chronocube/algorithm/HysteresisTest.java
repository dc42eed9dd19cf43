// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import org.chronocube.grid.Shape;
import org.junit.jupiter.api.Test;

class HysteresisTest {

  @Test
  void equalsScikitImage() {
    Digits levels = Digits.read("levels");
    byte[] classes = new byte[levels.classes().length];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = (byte) (levels.classes()[i] > 3 ? 1 : 0);
    }
    Hysteresis.apply(levels.shape(), classes, i -> levels.classes()[i] > 6, Connectivity.FOUR);
    assertThat(classes).isEqualTo(Digits.read("hysteresis_3_6").classes());
  }

  @Test
  void cornersAndClassesDecideWhatIsConnected() {
    byte[] classes = {
      1, 0, 2,
      0, 1, 2,
      0, 0, 1
    };
    Shape shape = new Shape(3, 3);
    byte[] four = classes.clone();
    assertThat(Hysteresis.apply(shape, four, i -> i == 0, Connectivity.FOUR)).isEqualTo(3);
    assertThat(four).containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 0);
    byte[] eight = classes.clone();
    assertThat(Hysteresis.apply(shape, eight, i -> i == 0, Connectivity.EIGHT)).isEqualTo(1);
    assertThat(eight).containsExactly(1, 0, 0, 0, 1, 0, 0, 0, 1);
  }
}
