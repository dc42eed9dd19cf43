// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.chronocube.algorithm.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

class GeneralisedGaussianKiTest {

  private static final GeneralisedGaussianKi KI = new GeneralisedGaussianKi();

  /** See parity/kittler-gg/SOURCE.txt. */
  @ParameterizedTest
  @CsvFileSource(resources = "/parity/kittler-gg/histograms.csv")
  void thresholdsEqualNumPy(ArgumentsAccessor row) {
    long[] counts = new long[row.size() - 5];
    Arrays.setAll(counts, i -> row.getLong(i + 5));
    NoChange noChange = KI.of(Histogram.ofCounts(row.getDouble(1), row.getDouble(2), counts));
    close(noChange.low(), number(row.getString(3)));
    close(noChange.high(), number(row.getString(4)));
  }

  private static double number(String text) {
    return text.endsWith("inf")
        ? text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY
        : Double.parseDouble(text);
  }

  private static void close(double actual, double expected) {
    if (Double.isInfinite(expected)) {
      assertThat(actual).isEqualTo(expected);
    } else {
      assertThat(actual).isCloseTo(expected, within(1e-6));
    }
  }

  @Test
  void moreBinsAreJoined() {
    long[] fine = new long[1024];
    long[] joined = new long[256];
    for (int i = 0; i < fine.length; i++) {
      double x = (i - 400) / 60.0;
      double y = (i - 800) / 40.0;
      fine[i] = Math.round(10000 * Math.exp(-x * x / 2) + 900 * Math.exp(-y * y / 2));
      joined[i / 4] += fine[i];
    }
    NoChange noChange = KI.of(Histogram.ofCounts(-4, 6.24, fine));
    assertThat(noChange).isEqualTo(KI.of(Histogram.ofCounts(-4, 6.24, joined)));
    assertThat(noChange.low()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(noChange.high()).isBetween(1.5, 3.2);
  }

  @Test
  void withNothingToPartNothingIsChange() {
    assertThat(KI.of(Histogram.ofCounts(-1, 1, new long[16])).isChange(5)).isFalse();
    assertThat(KI.of(Histogram.ofCounts(0, 0, new long[] {7, 0})).isChange(5)).isFalse();
    assertThat(KI.of(Histogram.ofCounts(-1, 1, new long[] {0, 0, 9, 0})).isChange(5)).isFalse();
  }
}
