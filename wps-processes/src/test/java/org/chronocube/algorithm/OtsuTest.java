// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.chronocube.raster.ValidMask;
import org.junit.jupiter.api.Test;

class OtsuTest {

  // scikit-image's formula in NumPy 1.24: histogram, cumulative sums, argmax of w1·w2·(m1 - m2)².
  @Test
  void equalsTheFormulaOfScikitImage() {
    Sequence sequence = new Sequence(11);
    float[] samples = new float[2000];
    for (int i = 0; i < samples.length; i++) {
      for (int k = 0; k < 4; k++) {
        samples[i] += sequence.next() % 1000;
      }
      samples[i] += i >= 1500 ? 2500 : 0;
    }
    ValidMask all = ValidMask.allValid(2000);

    assertThat(Otsu.threshold(Histogram.of(samples, all, 256))).isCloseTo(3174.5684, within(1e-3));
    assertThat(Otsu.threshold(Histogram.of(samples, all, 1024))).isCloseTo(3193.6987, within(1e-3));
  }

  @Test
  void looksAtValidSamplesOnly() {
    float[] samples = {0, 0, 10, 10, 1e6f, Float.NaN};
    ValidMask valid = ValidMask.allValid(6);
    valid.setInvalid(4);
    Histogram histogram = Histogram.of(samples, valid, 10);
    assertThat(histogram.total()).isEqualTo(4);
    // Every cut between 0 and 10 parts them alike; the first wins: the centre of the bin of 0.
    assertThat(Otsu.threshold(histogram)).isEqualTo(0.5);
  }

  @Test
  void oneValueIsItsOwnThresholdAndNothingHasNone() {
    float[] samples = {3, 3, 3};
    assertThat(Otsu.threshold(Histogram.of(samples, ValidMask.allValid(3), 256))).isEqualTo(3);
    assertThat(Otsu.threshold(Histogram.of(samples, ValidMask.noneValid(3), 256))).isNaN();
  }

  @Test
  void binsHoldTheirLowerEdgeAndTheLastBothEdges() {
    Histogram histogram = new Histogram(0, 4, 4);
    histogram.add(new float[] {0, 1, 2, 3, 4, -1, 5}, ValidMask.allValid(7));
    assertThat(new long[] {histogram.count(0), histogram.count(1), histogram.count(2)})
        .containsExactly(1, 1, 1);
    assertThat(histogram.count(3)).isEqualTo(2);
    assertThat(histogram.centre(3)).isEqualTo(3.5);
    assertThatThrownBy(() -> new Histogram(0, 1, 1)).hasMessage("bins must be >= 2, was 1");
  }
}
