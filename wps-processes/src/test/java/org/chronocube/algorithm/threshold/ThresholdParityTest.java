// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.chronocube.algorithm.Histogram;
import org.chronocube.algorithm.StatisticSamples;
import org.chronocube.raster.ValidMask;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Thresholds equal to those of other programs (parity/thresholds/SOURCE.txt). */
class ThresholdParityTest {

  @ParameterizedTest
  @CsvFileSource(resources = "/parity/thresholds/expected.csv")
  void equalsTheOtherImplementation(String statistic, String method, double low, double high) {
    float[] samples = StatisticSamples.of(statistic);
    NoChange found = find(method, samples);
    // Percentiles are of the samples there, and here of a histogram: to some bins.
    double digits = method.startsWith("percentile") ? 2e-4 : 1e-5;
    assertThat(found.high()).isCloseTo(high, within(digits * high));
    if (Double.isInfinite(low)) {
      assertThat(found.low()).isEqualTo(low);
    } else {
      assertThat(found.low()).isCloseTo(low, within(-digits * low));
    }
  }

  // scikit-learn 1.9.1 on the samples themselves.
  @ParameterizedTest
  @CsvSource({
    "modes, em, 3376.614",
    "modes, k-means, 3195.072",
    "magnitudes, em, 2128.988",
    "magnitudes, k-means, 3653.334",
    "taizhou, em, 2.573106",
    "taizhou, k-means, 3.288332"
  })
  void agreesWithScikitLearnToTheWidthOfBins(String statistic, String method, double expected) {
    NoChange found = find(method, StatisticSamples.of(statistic));
    assertThat(found.high()).isCloseTo(expected, within(2e-3 * expected));
  }

  private static NoChange find(String method, float[] samples) {
    Thresholding thresholding = Thresholds.parse(method);
    return thresholding.of(
        Histogram.of(samples, ValidMask.allValid(samples.length), thresholding.bins()));
  }
}
