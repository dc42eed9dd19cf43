// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Histogram;
import org.chronocube.raster.ValidMask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdsTest {

  private static final Histogram POSITIVE = Histogram.ofCounts(0, 4, new long[] {8, 1, 0, 2});
  private static final Histogram SIGNED = Histogram.ofCounts(-2, 2, new long[] {1, 6, 1, 1});

  @Test
  void namesAreRead() {
    assertThat(Thresholds.parse(" Otsu ")).isSameAs(Thresholds.OTSU);
    assertThat(Thresholds.parse("kittler-illingworth")).isEqualTo(new KittlerIllingworth());
    assertThat(Thresholds.parse("rosin")).isEqualTo(new Rosin());
    assertThat(Thresholds.parse("EM")).isEqualTo(new GaussianMixture());
    assertThat(Thresholds.parse("k-means")).isEqualTo(new KMeans());
    assertThat(Thresholds.parse("percentile: 98")).isEqualTo(new Percentile(98));
    assertThat(Thresholds.parse("0.25")).isEqualTo(new FixedThreshold(0.25));
    assertThat(Thresholds.parse("-0.1 .. 2e-1")).isEqualTo(new FixedRange(-0.1, 0.2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "median",
        "1,2",
        "-1",
        "NaN",
        "Infinity",
        "2..1",
        "..",
        "1..x",
        "percentile:100",
        "percentile:",
        "NaN..1"
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Thresholds.parse(text))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageStartingWith("threshold");
  }

  @Test
  void messagesTellTheRule() {
    assertThatThrownBy(() -> Thresholds.parse("often"))
        .hasMessage(
            "threshold must be otsu, kittler-illingworth, generalised-gaussian, rosin, em, k-means,"
                + " percentile:P, a number or low..high, was often");
    assertThatThrownBy(() -> Thresholds.parse("3..1"))
        .hasMessage("threshold must be low..high with low <= high, was 3.0..1.0");
  }

  @Test
  void aNumberPartsSignedValuesOnBothSides() {
    Thresholding number = Thresholds.parse("0.5");
    assertThat(number.of(POSITIVE)).isEqualTo(NoChange.upTo(0.5));
    assertThat(number.of(SIGNED)).isEqualTo(new NoChange(-0.5, 0.5));
  }

  @Test
  void aRangeMayBeOpen() {
    NoChange loss = Thresholds.parse("-0.1..").of(SIGNED);
    assertThat(loss.isChange(-0.2)).isTrue();
    assertThat(loss.isChange(5)).isFalse();
    NoChange gain = Thresholds.parse("..0.1").of(SIGNED);
    assertThat(gain.isChange(-5)).isFalse();
    assertThat(gain.isChange(0.2)).isTrue();
    assertThat(gain.isChange(Double.NaN)).isFalse();
  }

  @Test
  void signedHistogramsFoldAtTheEdgeNearestTheMedian() {
    // 9 samples: the median is the fourth of six of the bin from -1 to 0, nearer to its upper edge.
    Folded folded = Folded.atMedian(SIGNED);
    assertThat(folded.middle()).isEqualTo(0);
    assertThat(folded.distances().count(0)).isEqualTo(7);
    assertThat(folded.distances().count(1)).isEqualTo(2);
    assertThat(folded.distances().max()).isEqualTo(2);

    Folded shifted = Folded.atMedian(Histogram.ofCounts(-4, 1, new long[] {6, 1, 0, 0, 2}));
    assertThat(shifted.middle()).isEqualTo(-3);
    assertThat(shifted.distances().bins()).isEqualTo(4);
    assertThat(shifted.distances().count(0)).isEqualTo(7);
    assertThat(shifted.distances().count(3)).isEqualTo(2);
  }

  @Test
  void percentilesLieWithinTheirBin() {
    assertThat(new Percentile(50).of(Histogram.ofCounts(0, 10, new long[] {40, 20, 40})).high())
        .isCloseTo(5, within(1e-12));
    assertThat(new Percentile(99.9).of(POSITIVE).high()).isCloseTo(4, within(0.01));
  }

  @Test
  void rosinTakesTheCornerBelowTheLine() {
    // The line falls from (0, 8) by 2 a bin: 7 below in bin 1 would need 6 - count = 5, bin 2: 4.
    assertThat(new Rosin().threshold(POSITIVE)).isEqualTo(1.5);
  }

  @ParameterizedTest
  @CsvSource({"otsu", "kittler-illingworth", "rosin", "em", "k-means", "percentile:90"})
  void nothingToSeeIsNoChange(String name) {
    Thresholding thresholding = Thresholds.parse(name);
    Histogram empty = new Histogram(0, 0, thresholding.bins());
    assertThat(thresholding.of(empty).isChange(1)).isFalse();
    assertThat(thresholding.of(Histogram.ofCounts(-1, 1, new long[2])).high()).isNaN();

    float[] same = {3, 3, 3};
    Histogram flat = Histogram.of(same, ValidMask.allValid(3), thresholding.bins());
    assertThat(thresholding.of(flat).isChange(3)).isFalse();
    float[] below = {-3, -3, -3};
    Histogram negative = Histogram.of(below, ValidMask.allValid(3), thresholding.bins());
    assertThat(thresholding.of(negative).isChange(-3)).isFalse();
  }
}
