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
import org.junit.jupiter.api.Test;

/** {@link EwmaChart} and {@link PageCusum}. */
class ControlChartTest {

  private static final Map<String, ParitySeries> ALL = ParitySeries.all();

  /** EWMACD 1.3 in R, see SOURCE.txt of the data. */
  @Test
  void ewmaEqualsEwmacd() {
    int compared = 0;
    for (String[] row : ParitySeries.rows("ewmacd.csv")) {
      ParitySeries series = ALL.get(row[0]);
      int harmonics = Integer.parseInt(row[2]);
      History history =
          new History(Double.parseDouble(row[1]), harmonics, false, 1.5, 20, 2 * harmonics + 2);
      int[] persistences = {1, 3, 7};
      for (int i = 0; i < 3; i++) {
        EwmaChart chart = new EwmaChart(history, 0.3, Double.parseDouble(row[3]), persistences[i]);
        float[] result = series.compute(chart);
        String what = Arrays.toString(row) + " persistence " + persistences[i];
        assertThat((float) series.layer(chart, result, "date"))
            .as(what)
            .isEqualTo(Float.valueOf(row[7 + i].replace("nan", "NaN")));
        assertThat(series.layer(chart, result, "sigma"))
            .as(what)
            .isCloseTo(Double.parseDouble(row[4]), within(1e-7));
        assertThat(whole(series.layer(chart, result, "furthest")))
            .as(what)
            .isEqualTo(Long.parseLong(row[5]));
        assertThat(whole(series.layer(chart, result, "level")))
            .as(what)
            .isEqualTo(Long.parseLong(row[6]));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(192);
  }

  private static long whole(double level) {
    return (long) level;
  }

  /** The EWMA monitor of nrt, which divides by n in σ, see SOURCE.txt of the data. */
  @Test
  void ewmaBreaksWhereNrtDoes() {
    int compared = 0;
    for (String[] row : ParitySeries.rows("ewma-nrt.csv")) {
      ParitySeries series = ALL.get(row[0]);
      double[] days = Arrays.stream(series.times().days()).map(Math::floor).toArray();
      // Two scenes of one day: nrt's report has whole days.
      for (int i = 1; i < days.length; i++) {
        days[i] = days[i] > days[i - 1] ? days[i] : days[i] + 1e-6;
      }
      ParitySeries whole = new ParitySeries(new SeriesTimes(days), series.values());
      int n = Integer.parseInt(row[5]);
      double limit = Double.parseDouble(row[4]) * Math.sqrt((n - 1.0) / n);
      int harmonics = Integer.parseInt(row[2]);
      boolean trend = Boolean.parseBoolean(row[3]);
      History history =
          new History(Double.parseDouble(row[1]), harmonics, trend, 5, 20, 2 * harmonics + 3);
      EwmaChart chart = new EwmaChart(history, 0.3, limit, 1);
      float[] result = whole.compute(chart);
      float date = (float) whole.layer(chart, result, "date");
      assertThat(Float.isNaN(date) ? date : (float) Math.floor(date))
          .as(Arrays.toString(row))
          .isEqualTo(Float.valueOf(row[7].replace("nan", "NaN")));
      compared++;
    }
    assertThat(compared).isEqualTo(48);
  }

  private static final SeriesTimes TIMES =
      new SeriesTimes(IntStream.range(0, 120).mapToDouble(i -> 16000 + 12 * i).toArray());

  private static float[] noise(long seed, double step, int from) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[120];
    for (int i = 0; i < 120; i++) {
      values[i] = (float) (random.nextGaussian() + (i >= from ? step : 0));
    }
    return values;
  }

  @Test
  void aChangeHasADateASignAndASize() {
    ParitySeries series = new ParitySeries(TIMES, noise(1, -4, 90));
    History history = new History(TIMES.days()[60], 1, false, 3, 20, 15);
    EwmaChart chart = new EwmaChart(history, 0.3, 3, 5);
    float[] result = series.compute(chart);
    assertThat(series.layer(chart, result, "date")).isBetween(TIMES.days()[90], TIMES.days()[91]);
    assertThat(series.layer(chart, result, "magnitude")).isCloseTo(-4, within(0.5));
    assertThat(series.layer(chart, result, "duration")).isBetween(29.0, 30.0);
    assertThat(series.layer(chart, result, "level")).isLessThan(-2);
    assertThat(series.layer(chart, result, "sigma")).isCloseTo(1, within(0.25));

    PageCusum page = new PageCusum(history, 0.5, 5);
    float[] sums = series.compute(page);
    assertThat(series.layer(page, sums, "date")).isBetween(TIMES.days()[88], TIMES.days()[90]);
    assertThat(series.layer(page, sums, "signal")).isBetween(TIMES.days()[91], TIMES.days()[92]);
    assertThat(series.layer(page, sums, "magnitude")).isLessThan(-2.5);
    assertThat(series.layer(page, sums, "furthest")).isLessThan(-30);
  }

  @Test
  void noChangeHasNoDate() {
    ParitySeries series = new ParitySeries(TIMES, noise(2, 0, 0));
    History history = new History(TIMES.days()[60], 1, false, 3, 20, 15);
    EwmaChart chart = new EwmaChart(history, 0.3, 3, 5);
    float[] result = series.compute(chart);
    assertThat(series.layer(chart, result, "date")).isNaN();
    assertThat(series.layer(chart, result, "magnitude")).isNaN();
    assertThat(series.layer(chart, result, "duration")).isEqualTo(0);
    assertThat(Math.abs(series.layer(chart, result, "furthest"))).isBetween(0.1, 1.2);
  }

  /** Montgomery's example of k = 0.5, h = 5: sums by hand. */
  @Test
  void pageSumsByHand() {
    // A history of +1 and -1 in turn: level 0, sigma √(20/19); then 2σ, 3σ, 0, 4σ.
    double[] days = IntStream.range(0, 24).asDoubleStream().toArray();
    float[] values = new float[24];
    double sigma = Math.sqrt(20 / 19.0);
    for (int i = 0; i < 20; i++) {
      values[i] = i % 2 == 0 ? 1 : -1;
    }
    double[] monitored = {-1, 2.5, 3, 4};
    for (int i = 0; i < 4; i++) {
      values[20 + i] = (float) (monitored[i] * sigma);
    }
    ParitySeries series = new ParitySeries(new SeriesTimes(days), values);
    PageCusum page = new PageCusum(new History(20, 0, false, 3, 20, 15), 0.5, 4);
    float[] result = series.compute(page);
    // up: 0, 2, 4.5 (signal), 8; down: 0.5, 0, 0, 0
    assertThat(series.layer(page, result, "date")).isEqualTo(21);
    assertThat(series.layer(page, result, "signal")).isEqualTo(22);
    assertThat(series.layer(page, result, "magnitude")).isCloseTo(2.75 * sigma, within(1e-6));
    assertThat(series.layer(page, result, "furthest")).isCloseTo(8, within(1e-5));
  }

  /** ARL₀ of k = 0.5, h = 5 is 465, of h = 4 168 (Montgomery, table 9.3); with σ nearly known. */
  @Test
  void pageHasItsAverageRunLength() {
    int history = 2000;
    int n = history + 1500;
    SeriesTimes times = new SeriesTimes(IntStream.range(0, n).asDoubleStream().toArray());
    SplittableRandom random = new SplittableRandom(17);
    PageCusum page = new PageCusum(new History(history, 0, false, 8, 20, 15), 0.5, 4);
    SeriesWorker worker = page.worker(1, times);
    float[][] values = new float[1][n];
    float[] result = new float[6];
    double sum = 0;
    int trials = 1500;
    for (int trial = 0; trial < trials; trial++) {
      for (int i = 0; i < n; i++) {
        values[0][i] = (float) random.nextGaussian();
      }
      worker.compute(values, result);
      sum += Float.isNaN(result[3]) ? 1500 : result[3] - history + 1;
    }
    assertThat(sum / trials).isCloseTo(168, within(0.1 * 168));
  }

  @Test
  void tooLittleHistory() {
    float[] values = noise(3, 0, 0);
    Arrays.fill(values, 0, 50, Float.NaN);
    ParitySeries series = new ParitySeries(TIMES, values);
    EwmaChart chart = new EwmaChart(History.startingAt(TIMES.days()[60]), 0.3, 3, 5);
    float[] result = series.compute(chart);
    assertThat(series.layer(chart, result, "furthest")).isNaN();
    assertThat(series.layer(chart, result, "count")).isNaN();
    Arrays.fill(values, 7);
    assertThat(series.layer(chart, series.compute(chart), "sigma")).isNaN();
  }

  @Test
  void parametersHaveRanges() {
    History history = History.startingAt(16500);
    assertThatThrownBy(() -> new EwmaChart(history, 0, 3, 7))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("lambda must be > 0 and <= 1, was 0.0");
    assertThatThrownBy(() -> new PageCusum(history, 0.5, 0))
        .hasMessage("decision must be > 0, was 0.0");
    assertThatThrownBy(() -> new History(0, 2, true, 1.5, 20, 6))
        .hasMessage("minValues must be > 6, the number of coefficients, was 6");
    EwmaChart early = new EwmaChart(History.startingAt(16030), 0.3, 3, 7);
    assertThatThrownBy(() -> early.check(1, TIMES))
        .hasMessage("monitorStart must have >= 15 dates before it and one after, had 3 and 117");
  }
}
