// SPDX-License-Identifier: Apache-2.0
package org.chronocube.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ExtentTest {

  private static final Extent UNIT = new Extent(0, 0, 1, 1);

  @Test
  void touchingIsIntersecting() {
    assertThat(UNIT.intersects(new Extent(1, 1, 2, 2))).isTrue();
    assertThat(UNIT.intersection(new Extent(1, 1, 2, 2))).isEqualTo(new Extent(1, 1, 1, 1));
    assertThat(UNIT.intersects(new Extent(1.1, 0, 2, 2))).isFalse();
    assertThat(UNIT.intersection(new Extent(1.1, 0, 2, 2))).isNull();
  }

  @Test
  void holdsTheLargestNumbers() {
    Extent all = new Extent(-1.7e308, -1.7e308, 1.7e308, 1.7e308);
    assertThat(all.intersection(UNIT)).isEqualTo(UNIT);
    assertThat(all.union(UNIT)).isEqualTo(all);
  }

  @Test
  void refusesDisorderAndNaN() {
    assertThatThrownBy(() -> new Extent(1, 0, 0, 1)).hasMessageContaining("min <= max");
    assertThatThrownBy(() -> new Extent(Double.NaN, 0, 0, 1)).hasMessageContaining("min <= max");
  }
}
