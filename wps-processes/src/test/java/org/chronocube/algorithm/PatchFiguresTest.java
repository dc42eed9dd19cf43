// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import org.chronocube.grid.Shape;
import org.junit.jupiter.api.Test;

class PatchFiguresTest {

  private static final float NONE = Float.NaN;

  @Test
  void figuresAreOfThePixelsOfEachPatch() {
    byte[] classes = {
      1, 1, 0, 2,
      1, 0, 0, 2,
      1, 0, 3, 0
    };
    float[] dates = {7, 3, 99, 5, NONE, 99, 99, 8, 4, 99, NONE, 99};
    Patches patches = Patches.of(new Shape(3, 4), classes, Connectivity.FOUR);
    PatchFigures figures = PatchFigures.of(patches, PixelValues.of(dates));
    assertThat(figures.median(1)).isEqualTo(4);
    assertThat(figures.mean(1)).isEqualTo(14 / 3.0);
    assertThat(figures.min(1)).isEqualTo(3);
    assertThat(figures.max(1)).isEqualTo(7);
    assertThat(figures.median(2)).as("of an even number").isEqualTo(6.5);
    assertThat(figures.median(3)).as("without a value").isNaN();
    assertThat(figures.mean(3)).isNaN();
    assertThat(figures.max(3)).isNaN();
  }
}
