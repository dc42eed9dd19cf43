// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.chronocube.grid.Shape;
import org.junit.jupiter.api.Test;

/** Expected values of the random raster: SciPy 1.10 {@code ndimage.label}. */
class PatchesTest {

  private static final Shape SHAPE = new Shape(50, 60);

  @Test
  void equalsSciPyWithFourNeighbours() {
    Patches patches = Patches.of(SHAPE, Sequence.raster(5, 3000), Connectivity.FOUR);
    assertThat(patches.count()).isEqualTo(268);
    assertThat(IntStream.rangeClosed(1, 8).map(patches::size))
        .containsExactly(4, 1, 21, 2, 6, 2, 10, 3);
    assertThat(IntStream.rangeClosed(1, 268).map(patches::size).max()).hasValue(87);
  }

  @Test
  void equalsSciPyWithEightNeighbours() {
    Patches patches = Patches.of(SHAPE, Sequence.raster(5, 3000), Connectivity.EIGHT);
    assertThat(patches.count()).isEqualTo(29);
    assertThat(IntStream.rangeClosed(1, 8).map(patches::size))
        .containsExactly(1247, 13, 5, 2, 2, 1, 1, 1);
  }

  @Test
  void neighboursOfAnotherClassAreAnotherPatch() {
    byte[] classes = {
      1, 1, 2,
      0, 2, 2,
      1, 0, 2
    };
    Patches patches = Patches.of(new Shape(3, 3), classes, Connectivity.FOUR);
    assertThat(IntStream.range(0, 9).map(patches::label))
        .containsExactly(1, 1, 2, 0, 2, 2, 3, 0, 2);
  }

  @Test
  void armsThatMeetLateAreOnePatch() {
    byte[] classes = {
      1, 0, 1, 0, 1,
      1, 0, 1, 0, 1,
      1, 1, 1, 1, 1
    };
    Patches patches = Patches.of(new Shape(3, 5), classes, Connectivity.FOUR);
    assertThat(patches.count()).isEqualTo(1);
    assertThat(patches.size(1)).isEqualTo(11);
  }

  @Test
  void runsAreHandedOverRowByRow() {
    byte[] classes = {
      1, 1, 2,
      0, 1, 0
    };
    List<String> runs = new ArrayList<>();
    Patches.of(new Shape(2, 3), classes, Connectivity.FOUR)
        .forEachRun((patch, from, to) -> runs.add(patch + ": " + from + ".." + to));
    assertThat(runs).containsExactly("1: 0..2", "2: 2..3", "1: 4..5");
  }

  @Test
  void theSieveClearsSmallPatchesOnly() {
    byte[] four = Sequence.raster(5, 3000);
    assertThat(Sieve.apply(SHAPE, four, 5, Connectivity.FOUR)).isEqualTo(268 - 82);
    assertThat(sum(four)).isEqualTo(1103);

    byte[] eight = Sequence.raster(5, 3000);
    assertThat(Sieve.apply(SHAPE, eight, 5, Connectivity.EIGHT)).isEqualTo(29 - 7);
    assertThat(sum(eight)).isEqualTo(1369);

    byte[] all = Sequence.raster(5, 3000);
    assertThat(Sieve.apply(SHAPE, all, 1, Connectivity.FOUR)).isZero();
    assertThat(all).isEqualTo(Sequence.raster(5, 3000));
  }

  @Test
  void sizesMustFit() {
    assertThatThrownBy(() -> Patches.of(SHAPE, new byte[1], Connectivity.FOUR))
        .hasMessage("classes must have 3000 pixels, had 1");
    assertThatThrownBy(() -> Sieve.apply(SHAPE, new byte[3000], 0, Connectivity.FOUR))
        .hasMessage("minPixels must be >= 1, was 0");
  }

  private static int sum(byte[] classes) {
    int n = 0;
    for (byte c : classes) {
      n += c;
    }
    return n;
  }
}
