// SPDX-License-Identifier: Apache-2.0
package org.chronocube.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AffineTest {

  private static final Affine TILTED = new Affine(3, 4, 100, 4, -3, 200);

  @Test
  void mapsColumnAndRowToXAndY() {
    assertThat(TILTED.x(1, 2)).isEqualTo(3 + 8 + 100);
    assertThat(TILTED.y(1, 2)).isEqualTo(4 - 6 + 200);
    assertThat(TILTED.resolution()).isEqualTo(new Resolution(5, 5));
  }

  @Test
  void inverseUndoesIt() {
    Affine round = TILTED.inverse().compose(TILTED);
    assertThat(round.x(7, 11)).isCloseTo(7, within(1e-12));
    assertThat(round.y(7, 11)).isCloseTo(11, within(1e-12));
  }

  @Test
  void shiftMovesTheOriginAndScaleTheSize() {
    assertThat(TILTED.shift(1, 2).x(0, 0)).isEqualTo(TILTED.x(1, 2));
    assertThat(TILTED.scale(2, 3).x(1, 1)).isEqualTo(TILTED.x(2, 3));
  }

  @Test
  void refusesWhatCannotBeInverted() {
    assertThatThrownBy(() -> new Affine(1, 2, 0, 2, 4, 0))
        .hasMessageStartingWith("affine must be finite and invertible");
    assertThatThrownBy(() -> new Affine(1, 0, Double.NaN, 0, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void reductionIsThatOfTheAxesHoweverTurned() {
    // One target pixel is 3 source columns by 5 source rows, turned by 90 degrees.
    PixelTransform turned = PixelTransform.affine(new Affine(0, 3, 0, 5, 0, 0));
    assertThat(Reduction.at(turned, 10, 10)).isEqualTo(new Reduction(3, 5));
    assertThat(Reduction.at((p, n) -> java.util.Arrays.fill(p, Double.NaN), 0, 0)).isNull();
  }
}
