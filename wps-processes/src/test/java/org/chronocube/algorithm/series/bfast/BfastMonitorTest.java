// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.bfast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.series.SeriesTimes;
import org.junit.jupiter.api.Test;

class BfastMonitorTest {

  private static final double START = 4 * 365.25;
  private static final SeriesTimes EVERY_16_DAYS = every(16, 6);

  private static SeriesTimes every(int days, int years) {
    double[] result = new double[(int) (years * 365.25 / days)];
    Arrays.setAll(result, i -> i * (double) days);
    return new SeriesTimes(result);
  }

  private static float[] season(SeriesTimes times, double noise, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] band = new float[times.count()];
    for (int i = 0; i < band.length; i++) {
      double year = times.days()[i] / 365.25;
      band[i] =
          (float) (0.5 + 0.02 * year + 0.2 * Math.sin(2 * Math.PI * year) + noise * gauss(random));
    }
    return band;
  }

  static double gauss(SplittableRandom random) {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }

  private static float[] monitor(BfastParameters parameters, SeriesTimes times, float[] band) {
    BfastMonitor method = new BfastMonitor(parameters);
    float[] result = new float[method.layers(1, times).size()];
    method.worker(1, times).compute(new float[][] {band}, result);
    return result;
  }

  @Test
  void dropIsDatedAndMeasured() {
    float[] band = season(EVERY_16_DAYS, 0.02, 1);
    for (int i = 110; i < band.length; i++) {
      band[i] -= 0.3f;
    }
    float[] result = monitor(BfastParameters.from(START), EVERY_16_DAYS, band);
    assertThat((double) result[0]).isBetween(110 * 16.0, 112 * 16.0);
    // 91 dates of history, 46 monitored: the drop of 0.3 fills 27 of those, so the median is in it.
    assertThat((double) result[1]).isCloseTo(-0.3, within(0.05));
    assertThat(result[2]).isGreaterThan(1);
    assertThat(result[3]).isLessThanOrEqualTo(92);
    assertThat((double) result[5]).isCloseTo(0.02, within(0.005));
  }

  @Test
  void seriesThatGoesOnHasNoBreak() {
    float[] result =
        monitor(BfastParameters.from(START), EVERY_16_DAYS, season(EVERY_16_DAYS, 0.02, 2));
    assertThat(result[0]).isNaN();
    assertThat(result[2]).isBetween(0f, 1f);
    assertThat((double) result[1]).isCloseTo(0, within(0.02));
  }

  @Test
  void missingDatesAreLeftOut() {
    float[] band = season(EVERY_16_DAYS, 0.02, 3);
    double[] kept = new double[band.length / 2];
    float[] values = new float[kept.length];
    for (int i = 0; i < band.length; i++) {
      if (i % 2 == 0) {
        band[i] = Float.NaN;
      } else if (i / 2 < kept.length) {
        kept[i / 2] = EVERY_16_DAYS.days()[i];
        values[i / 2] = band[i];
      }
    }
    SeriesTimes shorter = new SeriesTimes(kept);
    BfastParameters parameters = BfastParameters.from(START);
    float[] gaps = monitor(parameters, EVERY_16_DAYS, band);
    float[] without = monitor(parameters, shorter, values);
    for (int i = 0; i < gaps.length; i++) {
      assertThat(gaps[i]).isEqualTo(without[i], within(1e-5f));
    }
  }

  @Test
  void tooShortHistoryHasNoAnswer() {
    float[] band = season(EVERY_16_DAYS, 0.02, 4);
    Arrays.fill(band, 0, 84, Float.NaN);
    float[] result = monitor(BfastParameters.from(START), EVERY_16_DAYS, band);
    assertThat(result[0]).isNaN();
    assertThat(result[2]).isNaN();
    assertThat(result[3]).isEqualTo(8);

    Arrays.fill(band, Float.NaN);
    assertThat(monitor(BfastParameters.from(START), EVERY_16_DAYS, band)[3]).isZero();
  }

  @Test
  void constantSeriesHasNoBreakUntilItChanges() {
    float[] band = new float[EVERY_16_DAYS.count()];
    Arrays.fill(band, 0.1f);
    assertThat(monitor(BfastParameters.from(START), EVERY_16_DAYS, band)[2]).isLessThan(1e-3f);
    Arrays.fill(band, 100, band.length, 0.2f);
    float[] result = monitor(BfastParameters.from(START), EVERY_16_DAYS, band);
    assertThat(result[0]).isEqualTo(1600);
    assertThat((double) result[1]).isCloseTo(0.1, within(1e-6));
  }

  @Test
  void pixelsDoNotDependOnTheOnesBefore() {
    BfastMonitor method = new BfastMonitor(BfastParameters.from(START));
    var worker = method.worker(1, EVERY_16_DAYS);
    float[] together = new float[6];
    for (int seed = 0; seed < 5; seed++) {
      float[] band = season(EVERY_16_DAYS, 0.1, seed);
      for (int i = seed; i < band.length; i += 3 + seed) {
        band[i] = Float.NaN;
      }
      worker.compute(new float[][] {band}, together);
      assertThat(together)
          .containsExactly(monitor(BfastParameters.from(START), EVERY_16_DAYS, band));
    }
  }

  @Test
  void layersAreNamed() {
    assertThat(new BfastMonitor(BfastParameters.from(START)).layers(1, EVERY_16_DAYS))
        .extracting(Layer::name)
        .containsExactly(
            "date", "magnitude", "exceedance", "historyCount", "historyStart", "sigma");
  }

  @Test
  void whatDoesNotFitIsRefused() {
    BfastMonitor method = new BfastMonitor(BfastParameters.from(START));
    assertThatThrownBy(() -> method.check(2, EVERY_16_DAYS))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("bands must be one, were 2");
    assertThatThrownBy(() -> new BfastMonitor(BfastParameters.from(100)).check(1, EVERY_16_DAYS))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage(
            "monitorStart must leave more dates of history than the model's 8 coefficients, left"
                + " 7");
    assertThatThrownBy(() -> new BfastMonitor(BfastParameters.from(10_000)).check(1, EVERY_16_DAYS))
        .hasMessage("monitorStart must leave dates to monitor, left none");
    assertThatThrownBy(
            () ->
                new BfastParameters(
                    0, START, 3, true, true, MonitoringProcess.MOSUM, 0.3, 0.05, 10))
        .hasMessage("bandwidth must be 0.25, 0.5 or 1, was 0.3");
    assertThatThrownBy(
            () ->
                new BfastParameters(
                    0, START, 3, true, true, MonitoringProcess.MOSUM, 0.25, 0.1, 10))
        .hasMessage("alpha must be 0.001..0.05, was 0.1");
  }
}
