// SPDX-License-Identifier: Apache-2.0
package org.chronocube.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {

  @Test
  void isHalfOpen() {
    Window w = new Window(2, 5, 3, 10);
    assertThat(w.height()).isEqualTo(3);
    assertThat(w.width()).isEqualTo(7);
    assertThat(w.contains(2, 3)).isTrue();
    assertThat(w.contains(4, 9)).isTrue();
    assertThat(w.contains(5, 3)).isFalse();
    assertThat(w.contains(2, 10)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    // two row ranges: their intersection
    "0, 5, 3, 8, 3, 5",
    "0, 5, 5, 8, 5, 5", // touching: empty
    "0, 5, 7, 8, 7, 7", // apart: empty
    "0, 9, 2, 4, 2, 4", // inside
  })
  void intersects(int a0, int a1, int b0, int b1, int r0, int r1) {
    Window both = new Window(a0, a1, 0, 4).intersect(new Window(b0, b1, 0, 4));
    assertThat(both).isEqualTo(new Window(r0, r1, 0, 4));
    assertThat(both.isEmpty()).isEqualTo(r0 == r1);
  }

  @Test
  void growsMovesAndJoins() {
    Window w = Window.at(2, 3, 4, 5);
    assertThat(w).isEqualTo(new Window(2, 6, 3, 8));
    assertThat(w.pad(1)).isEqualTo(new Window(1, 7, 2, 9));
    assertThat(w.shift(-2, 10)).isEqualTo(new Window(0, 4, 13, 18));
    assertThat(w.union(new Window(0, 1, 20, 21))).isEqualTo(new Window(0, 6, 3, 21));
    assertThat(w.shape()).isEqualTo(new Shape(4, 5));
    assertThat(w.contains(new Window(3, 4, 3, 8))).isTrue();
    assertThat(w.contains(new Window(3, 7, 3, 8))).isFalse();
  }

  @Test
  void refusesWhatOverflows() {
    assertThatThrownBy(() -> Window.at(Integer.MAX_VALUE, 0, 1, 1))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> new Window(3, 2, 0, 1))
        .hasMessage("window must have start <= stop, was rows 3..2, columns 0..1");
    assertThat(new Window(0, 1 << 30, 0, 1 << 30).pixels()).isEqualTo(1L << 60);
  }
}
