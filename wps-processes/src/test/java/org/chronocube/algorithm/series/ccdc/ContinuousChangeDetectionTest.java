// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.ccdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.series.SeriesTimes;
import org.junit.jupiter.api.Test;

class ContinuousChangeDetectionTest {

  private static final int DATES = 200;
  private static final SeriesTimes TIMES = new SeriesTimes(every16Days());

  private static double[] every16Days() {
    double[] days = new double[DATES];
    Arrays.setAll(days, i -> 15_000 + 16.0 * i);
    return days;
  }

  private static float[][] season(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] bands = new float[2][DATES];
    for (float[] band : bands) {
      for (int i = 0; i < DATES; i++) {
        double angle = 2 * Math.PI * TIMES.days()[i] / 365.2425;
        double noise = 0;
        for (int k = 0; k < 12; k++) {
          noise += random.nextDouble() - 0.5;
        }
        band[i] = (float) (0.3 + 0.1 * Math.cos(angle) + 0.02 * noise);
      }
    }
    return bands;
  }

  private static void step(float[] band, int from, double size) {
    for (int i = from; i < band.length; i++) {
      band[i] += (float) size;
    }
  }

  private static float[] detect(float[][] bands, int segments) {
    ContinuousChangeDetection method =
        new ContinuousChangeDetection(CcdcParameters.defaults().withSegments(segments));
    float[] result = new float[method.layers(2, TIMES).size()];
    method.worker(2, TIMES).compute(bands, result);
    return result;
  }

  @Test
  void breaksAreCountedDatedAndMeasured() {
    float[][] bands = season(1);
    step(bands[0], 80, 0.2);
    step(bands[1], 80, -0.3);
    step(bands[0], 150, 0.15);
    float[] result = detect(bands, 0);
    assertThat(result[0]).isEqualTo(2);
    assertThat(result[1]).isEqualTo((float) TIMES.days()[80]);
    assertThat((double) result[2]).isCloseTo(Math.hypot(0.2, 0.3), within(0.03));
    // 0.99 of χ² with 2 degrees of freedom
    assertThat(result[3]).isGreaterThan(9.21f);
    assertThat(result[4]).isOne();
    assertThat(result[5]).isEqualTo((float) TIMES.days()[80]);
    assertThat(result[6]).isEqualTo((float) TIMES.days()[150]);
    assertThat(result[7]).isEqualTo(3);
    assertThat((double) result[8]).isCloseTo(0.2, within(0.03));
    assertThat((double) result[9]).isCloseTo(-0.3, within(0.03));
  }

  @Test
  void segmentsHaveTheirModels() {
    float[][] bands = season(2);
    step(bands[0], 100, 0.25);
    float[] result = detect(bands, 3);
    int first = 10;
    int second = first + 4 + 2 * 9;
    assertThat(result[first]).isEqualTo((float) TIMES.days()[0]);
    assertThat(result[first + 1]).isEqualTo((float) TIMES.days()[99]);
    assertThat(result[first + 2]).isEqualTo((float) TIMES.days()[100]);
    assertThat(result[first + 3]).isEqualTo(100);
    assertThat((double) result[first + 4]).isCloseTo(0.3, within(0.02));
    assertThat((double) result[first + 5]).isCloseTo(0, within(0.01));
    assertThat((double) result[first + 6]).isCloseTo(0.1, within(0.02));
    assertThat((double) result[first + 7]).isCloseTo(0, within(0.02));
    assertThat((double) result[first + 12]).isCloseTo(0.02, within(0.005));
    assertThat((double) result[second + 4]).isCloseTo(0.55, within(0.02));
    assertThat(result[second + 2]).isNaN();
    // There is no third.
    assertThat(result[second + 22]).isNaN();
  }

  @Test
  void stableSeriesHasNoBreak() {
    float[] result = detect(season(3), 0);
    assertThat(result[0]).isZero();
    assertThat(result[1]).isNaN();
    assertThat(result[3]).isZero();
    assertThat(result[4]).isZero();
    assertThat(result[7]).isOne();
  }

  @Test
  void cloudsThatNoMaskFoundAreThrownOut() {
    float[][] bands = season(4);
    for (int i = 5; i < DATES; i += 13) {
      bands[0][i] += 0.4f;
      bands[1][i] += 0.4f;
    }
    float[] result = detect(bands, 1);
    assertThat(result[0]).isZero();
    assertThat(result[10 + 3]).isLessThan(DATES - 10);
  }

  @Test
  void whatBeginsAtTheEndIsAProbability() {
    float[][] bands = season(5);
    step(bands[0], DATES - 3, 0.3);
    float[] result = detect(bands, 0);
    assertThat(result[0]).isZero();
    assertThat(result[4]).isEqualTo(0.5f);
  }

  @Test
  void bandsThatNeverVaryHaveNoBreakUntilTheyDo() {
    float[][] bands = new float[2][DATES];
    Arrays.fill(bands[0], 0.1f);
    Arrays.fill(bands[1], 0.2f);
    assertThat(detect(bands, 0)[0]).isZero();
    step(bands[1], 120, 0.1);
    float[] result = detect(bands, 0);
    assertThat(result[0]).isOne();
    assertThat(result[1]).isEqualTo((float) TIMES.days()[120]);
  }

  @Test
  void tooFewObservationsHaveNoAnswer() {
    float[][] bands = season(6);
    Arrays.fill(bands[0], 10, 100, Float.NaN);
    Arrays.fill(bands[1], 100, DATES, Float.NaN);
    assertThat(detect(bands, 1)).containsOnly(Float.NaN);
  }

  @Test
  void pixelsDoNotDependOnTheOnesBefore() {
    ContinuousChangeDetection method =
        new ContinuousChangeDetection(CcdcParameters.defaults().withSegments(3));
    var worker = method.worker(2, TIMES);
    float[] together = new float[method.layers(2, TIMES).size()];
    for (int seed = 0; seed < 6; seed++) {
      float[][] bands = season(seed);
      step(bands[seed % 2], 60 + 10 * seed, 0.2);
      for (int i = seed; i < DATES; i += 2 + seed) {
        bands[1][i] = Float.NaN;
      }
      worker.compute(bands, together);
      assertThat(together).containsExactly(detect(bands, 3));
    }
  }

  /**
   * Noise of 0.02, and the season of two dates 32 days apart, which is the least that noise is
   * taken to be (0.035 in the median): a step of 0.2 in both bands, and none.
   */
  @Test
  void stableSeriesStayWholeAndStepsPartThem() {
    int stable = 0;
    int parted = 0;
    for (int seed = 100; seed < 300; seed++) {
      float[][] bands = season(seed);
      stable += detect(bands, 0)[0] == 0 ? 1 : 0;
      step(bands[0], 110, 0.2);
      step(bands[1], 110, -0.2);
      float[] result = detect(bands, 0);
      parted += result[0] == 1 && result[1] == (float) TIMES.days()[110] ? 1 : 0;
    }
    assertThat(stable).isGreaterThanOrEqualTo(198);
    assertThat(parted).isGreaterThanOrEqualTo(190);
  }

  @Test
  void layersAreNamedOnce() {
    List<Layer> layers =
        new ContinuousChangeDetection(CcdcParameters.defaults().withSegments(2)).layers(3, TIMES);
    assertThat(layers).extracting(Layer::name).doesNotHaveDuplicates().contains("s2_b3_rmse");
    assertThat(layers).hasSize(8 + 3 + 2 * (4 + 3 * 9));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    ContinuousChangeDetection method =
        new ContinuousChangeDetection(
            CcdcParameters.defaults().withBands(List.of(0, 2), List.of()));
    assertThatThrownBy(() -> method.check(2, TIMES))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("detectionBands must be 0..1, was 2");
    assertThatThrownBy(() -> method.check(3, new SeriesTimes(new double[] {1, 2, 3})))
        .hasMessage("minObservations must be < the dates of the series, was 12 of 3");
    assertThatThrownBy(() -> CcdcParameters.defaults().withPenalty(-1))
        .hasMessage("penalty must be >= 0, was -1.0");
  }
}
