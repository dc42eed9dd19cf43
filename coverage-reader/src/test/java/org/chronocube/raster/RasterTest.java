// SPDX-License-Identifier: Apache-2.0
package org.chronocube.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.chronocube.grid.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RasterTest {

  private static BitSet bits(ValidMask mask) {
    BitSet bits = new BitSet();
    for (int i = 0; i < mask.size(); i++) {
      bits.set(i, mask.isValid(i));
    }
    return bits;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 65, 128, 191})
  void masksStartInvalidAndCountOddSizes(int size) {
    assertThat(ValidMask.noneValid(size).count()).isZero();
    assertThat(ValidMask.noneValid(size).isNoneValid()).isTrue();
    assertThat(ValidMask.allValid(size).count()).isEqualTo(size);
    assertThat(ValidMask.allValid(size).isAllValid()).isTrue();
  }

  @Test
  void rangesAgreeWithBitSet() {
    Random random = new Random(1);
    for (int n = 0; n < 300; n++) {
      int from = random.nextInt(200);
      int to = from + random.nextInt(201 - from);
      ValidMask mask = ValidMask.noneValid(200);
      BitSet wanted = new BitSet();
      mask.setRange(from, to);
      wanted.set(from, to);
      assertThat(bits(mask)).isEqualTo(wanted);
      assertThat(mask.isRangeValid(from, to)).isTrue();
      assertThat(mask.isRangeValid(Math.max(0, from - 1), to)).isEqualTo(from == 0);
      assertThat(mask.isRangeValid(from, Math.min(200, to + 1))).isEqualTo(to == 200);

      int at = random.nextInt(200 - (to - from) + 1);
      ValidMask copy = ValidMask.allValid(200);
      copy.copy(mask, from, at, to - from);
      assertThat(copy.isAllValid()).isTrue();
      copy.copy(ValidMask.noneValid(200), from, at, to - from);
      BitSet holes = new BitSet();
      holes.set(0, 200);
      holes.clear(at, at + to - from);
      assertThat(bits(copy)).isEqualTo(holes);
    }
  }

  @Test
  void masksCombineByName() {
    ValidMask a = ValidMask.noneValid(70);
    a.setRange(0, 66);
    ValidMask b = ValidMask.noneValid(70);
    b.setRange(64, 70);
    assertThat(ValidMask.allValid(List.of(a, b)).count()).isEqualTo(2);
    assertThat(ValidMask.anyValid(List.of(a, b)).isAllValid()).isTrue();
    assertThat(a.count()).isEqualTo(66);
    assertThatThrownBy(() -> a.and(ValidMask.noneValid(69)))
        .hasMessage("masks must have the same size, were 70 and 69");
  }

  @Test
  void blocksPasteWithTheirMasks() {
    RasterBlock part = RasterBlock.allocate(new Shape(2, 3));
    part.samples()[part.index(1, 2)] = 7;
    part.mask().setValid(part.index(1, 2));
    RasterBlock whole = new RasterBlock(new Shape(5, 4), new float[20], ValidMask.allValid(20));

    whole.paste(part, 3, 1);

    assertThat(whole.sample(4, 3)).isEqualTo(7);
    assertThat(whole.isValid(4, 3)).isTrue();
    assertThat(whole.isValid(3, 1)).isFalse();
    assertThat(whole.isValid(3, 0)).isTrue();
    assertThat(whole.mask().count()).isEqualTo(20 - 5);
    assertThatThrownBy(() -> whole.paste(part, 4, 0)).hasMessageStartingWith("block must fit into");
  }

  @Test
  void copiesShareNothing() {
    RasterBlock block = RasterBlock.allocate(new Shape(1, 1));
    RasterBlock copy = block.copy();
    copy.samples()[0] = 1;
    copy.mask().setValid(0);
    assertThat(block.samples()[0]).isZero();
    assertThat(block.isValid(0, 0)).isFalse();
  }

  @Test
  void runsAreFoundAcrossWords() {
    ValidMask mask = ValidMask.noneValid(200);
    mask.setRange(60, 130);
    mask.setRange(199, 200);
    assertThat(mask.nextValid(0, 200)).isEqualTo(60);
    assertThat(mask.nextInvalid(60, 200)).isEqualTo(130);
    assertThat(mask.nextValid(130, 200)).isEqualTo(199);
    assertThat(mask.nextInvalid(199, 200)).isEqualTo(200);
    assertThat(mask.nextValid(200, 200)).isEqualTo(200);
    assertThat(ValidMask.noneValid(64).nextValid(3, 64)).isEqualTo(64);
    assertThat(ValidMask.allValid(64).nextInvalid(3, 64)).isEqualTo(64);
    assertThat(mask.nextValid(0, 60)).isEqualTo(60);
    assertThat(mask.nextInvalid(61, 128)).isEqualTo(128);
    assertThat(mask.nextValid(9, 5)).isEqualTo(5);
  }
}
