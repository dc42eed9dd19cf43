// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.pair.MemoryPixels;
import org.chronocube.algorithm.pair.PairMethod;
import org.chronocube.algorithm.pair.PairTransform;
import org.chronocube.grid.Shape;
import org.chronocube.kernel.speckle.PowerScale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SarPairTest {

  private static final Shape ROW = new Shape(1, 3);

  private static MemoryPixels row(float[] before, float[] after) {
    return MemoryPixels.of(ROW, new float[][] {before}, new float[][] {after}, 2, 0);
  }

  @Test
  void ratiosOfPixelsByHand() {
    MemoryPixels pixels = row(new float[] {1, 4, 5}, new float[] {10, 1, 5});
    RatioParameters parameters = new RatioParameters(1, PowerScale.POWER, Combination.MEAN);
    assertThat(MemoryPixels.run(new LogRatio(parameters), pixels)[0])
        .containsExactly(10, (float) (-10 * Math.log10(4)), 0);
    assertThat(MemoryPixels.run(new MeanRatio(parameters), pixels)[0])
        .containsExactly(0.9f, 0.75f, 0);
  }

  @Test
  void amplitudesAreSquared() {
    MemoryPixels pixels = row(new float[] {1, 2, 0}, new float[] {10, 2, 1});
    assertThat(
            MemoryPixels.run(
                new LogRatio(new RatioParameters(1, PowerScale.AMPLITUDE, Combination.MEAN)),
                pixels)[0])
        // Nothing comes of no power.
        .containsExactly(20, 0, Float.NaN);
  }

  @Test
  void polarisationsAreCombined() {
    assertThat(Combination.MEAN.of(new double[] {3, -5})).isEqualTo(-1);
    assertThat(Combination.LARGEST.of(new double[] {3, -5})).isEqualTo(-5);
    assertThat(Combination.LARGEST.of(new double[] {Double.NaN, 5})).isNaN();
    assertThat(Combination.parse("polarisations", "largest")).isEqualTo(Combination.LARGEST);
    assertThatThrownBy(() -> Combination.parse("polarisations", "all"))
        .hasMessage("polarisations must be one of mean, largest, was all");
  }

  @Test
  void directionsOfTwoDates() {
    float[][] before = {{1, 1, 1}, {1, 1, 1}};
    float[][] after = {{9, 0.1f, 9}, {9, 0.1f, 0.1f}};
    PairMethod method = new OmnibusPair(1, 4.4, 0.01, PowerScale.POWER, TestLaw.EXACT);
    float[][] layers = MemoryPixels.run(method, MemoryPixels.of(ROW, before, after, 2, 0));
    assertThat(layers[3]).containsExactly(1, 2, 3);
    assertThat(layers[4][0]).isCloseTo((float) (10 * Math.log10(9)), within(1e-5f));
    assertThat(layers[0][0]).isGreaterThan(1);
    assertThat(layers[1][0]).isLessThan(0.01f);
  }

  /** Cells that do not overlap, so that they are independent. */
  @ParameterizedTest
  @CsvSource({
    "1,1,0,1,0.01",
    "1,1,0,2,0.01",
    "4.4,1,0,1,0.01",
    "20,1,0,2,0.01",
    "4.4,3,0,1,0.05",
    "1,3,21,1,0.05",
    "4.4,3,21,2,0.05",
    "1,1,21,1,0.01",
    "4.4,1,9,2,0.01"
  })
  void cfarHoldsItsRate(double looks, int window, int background, int bands, double rate) {
    Shape shape = new Shape(400, 400);
    GammaSpeckle speckle = new GammaSpeckle(looks, 7);
    float[][] before = new float[bands][400 * 400];
    float[][] after = new float[bands][400 * 400];
    speckle.fill(before);
    speckle.fill(after);
    PairMethod method =
        new CfarRatio(
            new CfarParameters(window, window + 2, background, rate, looks, PowerScale.POWER));
    float[] statistic = MemoryPixels.run(method, MemoryPixels.of(shape, before, after, 200, 0))[0];
    int cells = 0;
    int alarms = 0;
    for (int r = window; r < 400; r += window) {
      for (int c = window; c < 400; c += window) {
        cells++;
        alarms += Math.abs(statistic[r * 400 + c]) > 1 ? 1 : 0;
      }
    }
    assertThat(alarms / (double) cells).isCloseTo(rate, withinPercentage(10));
  }

  @Test
  void cfarIgnoresWhatChangesEverywhere() {
    float[] before = new float[41 * 41];
    Arrays.fill(before, 2);
    float[] after = new float[41 * 41];
    Arrays.fill(after, 6);
    after[20 * 41 + 20] = 600;
    PairTransform transform =
        new CfarRatio(new CfarParameters(1, 3, 21, 1e-3, 4.4, PowerScale.POWER))
            .fit(row(new float[3], new float[3]));
    float[][] layers =
        MemoryPixels.apply(
            transform,
            MemoryPixels.of(
                new Shape(41, 41), new float[][] {before}, new float[][] {after}, 16, 10));
    assertThat(layers[1][20 * 41 + 20]).isCloseTo(20, within(1e-4f));
    assertThat(layers[0][20 * 41 + 20]).isGreaterThan(1);
    assertThat(layers[1][0]).isZero();
    assertThat(transform.layers()).extracting(Layer::name).containsExactly("cfar", "logRatio");
    assertThat(transform.findings()).containsKeys("looks", "thresholdDecibel");
  }

  /** F(8.8, 8.8) at 0.995 is 6.7072105 = 8.3 dB: {@code scipy.stats.f.isf(.005, 8.8, 8.8)}. */
  @Test
  void theThresholdOfOnePixelIsThatOfTheFLaw() {
    assertThat(Math.exp(RatioLaw.threshold(4.4, 0.01))).isCloseTo(6.7072105, within(1e-6));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> new RatioParameters(4, PowerScale.POWER, Combination.MEAN))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("window must be odd and 1 to 101, was 4");
    assertThatThrownBy(() -> new CfarParameters(5, 3, 21, 0.01, 1.0, PowerScale.POWER))
        .hasMessage("guard must be at least the window of 5, was 3");
    assertThatThrownBy(() -> new CfarParameters(3, 5, 5, 0.01, 1.0, PowerScale.POWER))
        .hasMessage("background must be 0 or more than the guard of 5, was 5");
    assertThatThrownBy(() -> new CfarParameters(3, 5, 21, 0, 1.0, PowerScale.POWER))
        .hasMessage("falseAlarms must be more than 0 and at most 0.5, was 0.0");
    assertThatThrownBy(() -> new CfarParameters(3, 5, 21, 0.1, -1.0, PowerScale.POWER))
        .hasMessage("looks must be more than 0 and at most 10000, was -1.0");
    assertThatThrownBy(() -> new OmnibusPair(2, 4.4, 0.1, PowerScale.POWER, TestLaw.EXACT))
        .hasMessage("window must be odd and 1 to 101, was 2");
    assertThatThrownBy(
            () ->
                new OmnibusPair(1, 4.4, 0.1, PowerScale.POWER, TestLaw.EXACT)
                    .fit(MemoryPixels.of(ROW, new float[5][3], new float[5][3], 1, 0)))
        .hasMessage("bands must be 1 to 4 polarisations, were 5");
  }
}
