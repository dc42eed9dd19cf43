// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Taizhou;
import org.chronocube.algorithm.threshold.FixedThreshold;
import org.chronocube.grid.Shape;
import org.chronocube.raster.ValidMask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PcaKMeansTest {

  private static final float[][] BEFORE = Taizhou.before();
  private static final float[][] AFTER = Taizhou.after();

  private static final MemoryPixels PAIR = MemoryPixels.of(Taizhou.SHAPE, BEFORE, AFTER, 150, 3);
  private static final PairTransform FITTED = new PcaKMeans(true, 4, 0.9).fit(PAIR);

  // Blocks of 150 and 45 pixels are no multiples of 4: what is learned must not depend on them.
  private static final float[][] SIX_BANDS =
      MemoryPixels.run(new PcaKMeans(true, 4, 0.9), corner(BEFORE, AFTER, 45));
  private static final float[][] BAND_4 =
      MemoryPixels.run(
          new PcaKMeans(false, 4, 0.9),
          corner(new float[][] {BEFORE[3]}, new float[][] {AFTER[3]}, 200));

  private static MemoryPixels corner(float[][] before, float[][] after, int block) {
    return MemoryPixels.of(new Shape(200, 200), corner(before), corner(after), block, 0);
  }

  private static float[][] corner(float[][] bands) {
    float[][] part = new float[bands.length][200 * 200];
    for (int band = 0; band < bands.length; band++) {
      for (int row = 0; row < 200; row++) {
        System.arraycopy(bands[band], row * 400, part[band], row * 200, 200);
      }
    }
    return part;
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/parity/pca-k-means/expected.csv")
  void equalsNumpyAndScikitLearn(int pixel, float sixBands, float band4) {
    assertThat(SIX_BANDS[0][pixel]).isCloseTo(sixBands, within(1e-6f));
    assertThat(BAND_4[0][pixel]).isCloseTo(band4, within(1e-6f));
  }

  // The reference's figures: 0.969799, 0.900305, 0.918763, 16075 pixels. Here k-means ends at an
  // optimum next to its.
  @Test
  void scoresOnTheLabelledPixelsAsTheReferenceDoes() {
    byte[] change =
        MemoryPixels.change(
            MemoryPixels.apply(FITTED, PAIR)[0], new FixedThreshold(PcaKMeans.BOUNDARY));
    Taizhou.Score score = Taizhou.score(change);
    assertThat(score.overall()).isCloseTo(0.969799, within(2e-4));
    assertThat(score.kappa()).isCloseTo(0.900305, within(5e-4)).isGreaterThan(0.89);
    assertThat(score.f1()).isCloseTo(0.918763, within(5e-4));
    assertThat(count(change)).isCloseTo(16075, within(40));
  }

  private static int count(byte[] change) {
    int count = 0;
    for (byte c : change) {
      count += c;
    }
    return count;
  }

  @Test
  void tellsWhatItLearned() {
    assertThat(FITTED.findings()).containsEntry("components", 6);
    assertThat((Integer) FITTED.findings().get("rounds")).isBetween(1, 19);
  }

  @Test
  void doesNotDependOnBlocks() {
    float[][] other = MemoryPixels.run(new PcaKMeans(true, 4, 0.9), corner(BEFORE, AFTER, 200));
    for (int i = 0; i < other[0].length; i++) {
      assertThat(other[0][i]).isCloseTo(SIX_BANDS[0][i], within(1e-6f));
    }
  }

  @Test
  void aFieldThatChangesIsFoundAmongPixelsWithoutData() {
    Shape shape = new Shape(24, 20);
    float[][] before = new float[1][480];
    float[][] after = new float[1][480];
    ValidMask valid = ValidMask.allValid(480);
    for (int i = 0; i < 480; i++) {
      before[0][i] = i % 7;
      after[0][i] = i % 7 + i % 2 * 0.1f + (isField(i) ? 10 : 0);
      if (i % 31 == 5) {
        valid.setInvalid(i);
      }
    }
    MemoryPixels pixels = new MemoryPixels(shape, before, after, valid, 9, 0);
    float[] score = MemoryPixels.run(new PcaKMeans(false, 2, 0.9), pixels)[0];
    for (int i = 0; i < 480; i++) {
      if (!valid.isValid(i)) {
        assertThat(score[i]).isNaN();
      } else if (isField(i) && isField(i - 21)) {
        assertThat(score[i]).as("pixel " + i).isGreaterThan(0.5f);
      } else if (!isField(i) && !isField(i - 21) && !isField(i - 20) && !isField(i - 1)) {
        assertThat(score[i]).as("pixel " + i).isLessThan(0.5f);
      }
    }
  }

  private static boolean isField(int i) {
    return i >= 0 && i / 20 >= 8 && i / 20 < 16 && i % 20 >= 4 && i % 20 < 12;
  }

  @Test
  void equalImagesHaveNoChange() {
    float[][] same = {new float[64]};
    MemoryPixels pixels = MemoryPixels.of(new Shape(8, 8), same, same, 8, 0);
    assertThat(MemoryPixels.run(new PcaKMeans(true, 4, 0.9), pixels)[0]).containsOnly(0);
  }

  @Test
  void parametersHaveRanges() {
    assertThatThrownBy(() -> new PcaKMeans(true, 1, 0.9))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("block must be in 2..16, was 1");
    assertThatThrownBy(() -> new PcaKMeans(true, 4, 0))
        .hasMessage("energy must be > 0 and <= 1, was 0.0");
    float[][] small = {new float[12]};
    MemoryPixels pixels = MemoryPixels.of(new Shape(3, 4), small, small, 8, 3);
    assertThatThrownBy(() -> new PcaKMeans(true, 4, 0.9).fit(pixels))
        .hasMessage("area must hold at least 2 whole blocks of 4 x 4 pixels, had 0");
  }
}
