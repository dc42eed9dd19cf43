// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Layer;
import org.junit.jupiter.api.Test;

class CusumTestTest {

  private static final SeriesTimes TIMES = times(60);

  private static SeriesTimes times(int n) {
    return new SeriesTimes(IntStream.range(0, n).mapToDouble(i -> 17000 + 12 * i).toArray());
  }

  /** NumPy, see SOURCE.txt of the data. The p of 9,999 orders is within 4 of its deviations. */
  @Test
  void equalsNumPyOnRealSeries() {
    Map<String, ParitySeries> all = ParitySeries.all();
    int changes = 0;
    for (String[] row : ParitySeries.rows("cusum.csv")) {
      ParitySeries series = part(all.get(row[0]), row);
      // Every series is split, so that the place is compared where it is not significant too.
      CusumTest split = new CusumTest(Integer.parseInt(row[1]), 1, 0.5, 9_999, 10);
      float[] result = series.compute(split);
      String what = Arrays.toString(row);
      double p = Double.parseDouble(row[7]);
      assertThat(series.layer(split, result, "statistic"))
          .as(what)
          .isCloseTo(Double.parseDouble(row[6]), within(1e-6));
      if (p < 0.45) {
        double deviation = Math.sqrt(p * (1 - p) / 9_999) + 1e-4;
        assertThat(1 - series.layer(split, result, "confidence"))
            .as(what)
            .isCloseTo(p, within(4 * deviation));
        assertThat((float) series.layer(split, result, "date"))
            .as(what)
            .isEqualTo(Float.parseFloat(row[4]));
        assertThat(series.layer(split, result, "magnitude"))
            .as(what)
            .isCloseTo(Double.parseDouble(row[5]), within(1e-6));
        changes++;
      }
    }
    assertThat(changes).isEqualTo(41);
  }

  private static ParitySeries part(ParitySeries series, String[] row) {
    int[] valid = series.valid();
    float[] values = new float[series.values().length];
    Arrays.fill(values, Float.NaN);
    for (int i = Integer.parseInt(row[2]); i < Integer.parseInt(row[3]); i++) {
      values[valid[i]] = series.values()[valid[i]];
    }
    return new ParitySeries(series.times(), values);
  }

  @Test
  void findsAStep() {
    float[] values = gaussian(1, 60);
    addStep(values, 40, 3);
    values[40] = Float.NaN;
    ParitySeries series = new ParitySeries(TIMES, values);
    CusumTest method = new CusumTest();
    float[] result = series.compute(method);
    assertThat(series.layer(method, result, "date")).isEqualTo(TIMES.days()[41]);
    assertThat(series.layer(method, result, "magnitude")).isCloseTo(3, within(0.6));
    assertThat(series.layer(method, result, "confidence")).isCloseTo(0.999, within(1e-6));
    assertThat(series.layer(method, result, "breaks")).isEqualTo(1);
    assertThat(series.layer(method, result, "count")).isEqualTo(59);
  }

  @Test
  void findsSeveralChangesInTheOrderOfTime() {
    float[] values = gaussian(2, 60);
    addStep(values, 15, 4);
    addStep(values, 40, -7);
    ParitySeries series = new ParitySeries(TIMES, values);
    CusumTest method = new CusumTest(0, 4, 0.05, 999, 10);
    float[] result = series.compute(method);
    assertThat(series.layer(method, result, "breaks")).isEqualTo(2);
    assertThat(series.layer(method, result, "date_1")).isEqualTo(TIMES.days()[15]);
    assertThat(series.layer(method, result, "magnitude_1")).isCloseTo(4, within(0.8));
    assertThat(series.layer(method, result, "date_2")).isEqualTo(TIMES.days()[40]);
    assertThat(series.layer(method, result, "magnitude_2")).isCloseTo(-7, within(0.8));
    assertThat(series.layer(method, result, "confidence_2")).isGreaterThan(0.95);
    assertThat(series.layer(method, result, "date_3")).isNaN();
    // The largest is the one of maps.
    assertThat(series.layer(method, result, "date")).isEqualTo(TIMES.days()[40]);
    assertThat(series.layer(method, result, "magnitude"))
        .isEqualTo(series.layer(method, result, "magnitude_2"));
  }

  @Test
  void seasonsAreNoChangesWhenTakenOut() {
    // A year and a half: the mean of its halves differs by the season alone.
    float[] values = gaussian(3, 60);
    for (int i = 0; i < 60; i++) {
      values[i] = 0.2f * values[i] + (float) Math.sin(2 * Math.PI * TIMES.days()[i] / 365.25);
    }
    ParitySeries series = new ParitySeries(TIMES, values);
    CusumTest plain = new CusumTest();
    CusumTest seasonal = new CusumTest(1, 1, 0.05, 999, 10);
    assertThat(series.layer(plain, series.compute(plain), "breaks")).isEqualTo(1);
    assertThat(series.layer(seasonal, series.compute(seasonal), "breaks")).isEqualTo(0);
  }

  @Test
  void aPixelHasTheSameResultWhateverWasComputedBefore() {
    CusumTest method = new CusumTest(0, 1, 0.05, 199, 10);
    SeriesWorker worker = method.worker(1, TIMES);
    float[] values = gaussian(4, 60);
    addStep(values, 30, 0.8);
    float[] first = new float[6];
    float[] again = new float[6];
    worker.compute(new float[][] {values.clone()}, first);
    worker.compute(new float[][] {gaussian(5, 60)}, again);
    worker.compute(new float[][] {values.clone()}, again);
    assertThat(again).containsExactly(first);
    assertThat(new ParitySeries(TIMES, values).compute(method)).containsExactly(first);
  }

  @Test
  void constantAndShortSeriesHaveNoChange() {
    float[] values = new float[60];
    Arrays.fill(values, 0.1f);
    ParitySeries series = new ParitySeries(TIMES, values);
    CusumTest method = new CusumTest();
    float[] flat = series.compute(method);
    assertThat(series.layer(method, flat, "confidence")).isEqualTo(0);
    assertThat(series.layer(method, flat, "breaks")).isEqualTo(0);
    assertThat(series.layer(method, flat, "date")).isNaN();
    Arrays.fill(values, 9, 60, Float.NaN);
    assertThat(series.layer(method, series.compute(method), "confidence")).isNaN();
  }

  /** Within 10 % of alpha, with trials enough that this is twice what they vary by. */
  @Test
  void holdsItsFalseAlarmRate() {
    for (int n : new int[] {20, 60}) {
      assertThat(falseAlarms(n, 0.05, 10_000)).isCloseTo(0.05, within(0.1 * 0.05));
      assertThat(falseAlarms(n, 0.01, 40_000)).isCloseTo(0.01, within(0.1 * 0.01));
    }
  }

  @Test
  void holdsItsFalseAlarmRateWithSeasonsTakenOut() {
    assertThat(falseAlarms(new CusumTest(1, 1, 0.05, 199, 10), 40, 10_000))
        .isCloseTo(0.05, within(0.1 * 0.05));
  }

  /**
   * The range stays the same when the order is turned round, so of 12 values the smallest possible
   * p is about 12 / C(12, 6) = 0.013: at 0.05 the test is careful, at 0.01 all but blind.
   */
  @Test
  void isCarefulWithFewValues() {
    assertThat(falseAlarms(12, 0.05, 10_000)).isBetween(0.03, 0.05);
    assertThat(falseAlarms(12, 0.01, 10_000)).isLessThan(0.005);
  }

  private static double falseAlarms(int n, double alpha, int trials) {
    return falseAlarms(new CusumTest(0, 1, alpha, 199, 10), n, trials);
  }

  private static double falseAlarms(CusumTest method, int n, int trials) {
    SeriesWorker worker = method.worker(1, times(n));
    SplittableRandom random = new SplittableRandom(n);
    float[][] values = new float[1][n];
    float[] result = new float[6];
    int rejected = 0;
    for (int trial = 0; trial < trials; trial++) {
      for (int i = 0; i < n; i++) {
        // Skewed, as speckle is: the test needs no normal distribution.
        values[0][i] = (float) -Math.log(random.nextDouble());
      }
      worker.compute(values, result);
      rejected += result[4] > 0 ? 1 : 0;
    }
    return rejected / (double) trials;
  }

  @Test
  void layersAndParameters() {
    assertThat(new CusumTest().layers(1, TIMES))
        .extracting(Layer::name)
        .containsExactly("date", "magnitude", "confidence", "statistic", "breaks", "count");
    assertThatThrownBy(() -> new CusumTest(0, 0, 0.05, 999, 10))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("maxBreaks must be 1..10, was 0");
    assertThatThrownBy(() -> new CusumTest(0, 1, 0.001, 499, 10))
        .hasMessage("permutations must be >= 1 / significance - 1, was 499 for 0.001");
  }

  private static float[] gaussian(long seed, int n) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static void addStep(float[] values, int from, double step) {
    for (int i = from; i < values.length; i++) {
      values[i] += (float) step;
    }
  }
}
