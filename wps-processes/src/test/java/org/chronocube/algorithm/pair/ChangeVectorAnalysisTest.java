// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.Taizhou;
import org.chronocube.algorithm.threshold.Thresholds;
import org.chronocube.grid.Shape;
import org.chronocube.raster.ValidMask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ChangeVectorAnalysisTest {

  private static final float[][] BEFORE = Taizhou.before();
  private static final float[][] AFTER = Taizhou.after();
  private static final float[][] STANDARDISED =
      MemoryPixels.run(new ChangeVectorAnalysis(true, true), pair(BEFORE, AFTER));
  private static final float[][] PLAIN =
      MemoryPixels.run(new ChangeVectorAnalysis(false, false), pair(BEFORE, AFTER));
  private static final float[][] RED_AND_INFRARED =
      MemoryPixels.run(
          new ChangeVectorAnalysis(true, false),
          pair(new float[][] {BEFORE[2], BEFORE[3]}, new float[][] {AFTER[2], AFTER[3]}));

  // Blocks that do not fit the image: what is learned must not depend on them.
  private static MemoryPixels pair(float[][] before, float[][] after) {
    return MemoryPixels.of(Taizhou.SHAPE, before, after, 150, 0);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/parity/cva/expected.csv")
  void equalsTheEquationsInNumpy(
      int pixel, float magnitude, float code, float angle, float direction, float plain) {
    assertThat(STANDARDISED[0][pixel]).isCloseTo(magnitude, within(1e-6f * magnitude));
    assertThat(STANDARDISED[1][pixel]).isEqualTo(code);
    assertThat(STANDARDISED[2][pixel]).isCloseTo(angle, within(1e-5f));
    assertThat(RED_AND_INFRARED[1][pixel]).isCloseTo(direction, within(1e-4f));
    assertThat(PLAIN[0][pixel]).isCloseTo(plain, within(1e-6f * plain));
  }

  @Test
  void reachesThePublishedAccuracyWithDefaults() {
    Taizhou.Score score =
        Taizhou.score(MemoryPixels.change(STANDARDISED[0], Thresholds.parse("otsu")));
    assertThat(score.kappa()).isCloseTo(0.8969979, within(1e-6)).isGreaterThan(0.89);
  }

  @Test
  void spectraThatOnlyGetDarkerHaveNoAngle() {
    float[][] before = {{1, 1, 1, 0}, {2, 0, 0, 0}};
    float[][] after = {{0.5f, 0, -1, 1}, {1, 3, 0, 1}};
    float[] angle =
        MemoryPixels.run(
            new ChangeVectorAnalysis(true, true),
            MemoryPixels.of(new Shape(1, 4), before, after, 8, 0))[2];
    assertThat(angle).containsExactly(0, 90, 180, Float.NaN);
  }

  @Test
  void tellsLayersAndWhatItLearned() {
    float[][] before = {{1, 2, 3, 900}};
    float[][] after = {{4, 6, 8, Float.NaN}};
    ValidMask valid = ValidMask.allValid(4);
    valid.setInvalid(3);
    PairTransform transform =
        new ChangeVectorAnalysis(true, false)
            .fit(new MemoryPixels(new Shape(2, 2), before, after, valid, 1, 0));
    assertThat(transform.findings())
        .containsEntry("meanBefore", List.of(2.0))
        .containsEntry("sdBefore", List.of(1.0))
        .containsEntry("meanAfter", List.of(6.0))
        .containsEntry("sdAfter", List.of(2.0));
    assertThat(transform.layers())
        .extracting(Layer::name)
        .containsExactly("magnitude", "direction");
    assertThat(new ChangeVectorAnalysis(false, false).fit(pair(before, after)).findings())
        .isEmpty();
  }

  @Test
  void bandsMustFit() {
    float[][] one = {{1}};
    assertThatThrownBy(() -> new ChangeVectorAnalysis(true, true).fit(pair(one, one)))
        .hasMessage("bands must be at least 2 for a spectral angle, was 1");
    float[][] many = new float[25][1];
    assertThatThrownBy(() -> new ChangeVectorAnalysis(false, false).fit(pair(many, many)))
        .hasMessage("bands must be at most 24, were 25");
  }
}
