// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.series.TheilSenTrend.Autocorrelation;
import org.junit.jupiter.api.Test;

class TheilSenTrendTest {

  private static final TheilSenTrend PLAIN = new TheilSenTrend();

  /** pyMannKendall and SciPy, see SOURCE.txt of the data. */
  @Test
  void equalsPyMannKendallOnRealSeries() {
    Map<String, ParitySeries> all = ParitySeries.all();
    int compared = 0;
    for (String[] row : ParitySeries.rows("mann-kendall.csv")) {
      Autocorrelation autocorrelation = Autocorrelation.valueOf(row[3]);
      TheilSenTrend method = new TheilSenTrend(Integer.parseInt(row[4]), autocorrelation, 10);
      ParitySeries series = dated(rounded(all.get(row[0]), Integer.parseInt(row[2])), row[1]);
      float[] result = series.compute(method);
      String[] names = {"slope", "intercept", "z", "p", "tau"};
      for (int i = 0; i < names.length; i++) {
        double expected = Double.parseDouble(row[5 + i]);
        assertThat(series.layer(method, result, names[i]))
            .as(names[i] + " of " + Arrays.toString(row))
            .isCloseTo(expected, within(2e-7 + 2e-7 * Math.abs(expected)));
      }
      compared++;
    }
    assertThat(compared).isEqualTo(80);
  }

  private static ParitySeries rounded(ParitySeries series, int decimals) {
    float[] values = series.values().clone();
    if (decimals == 1) {
      for (int i = 0; i < values.length; i++) {
        values[i] = Float.isNaN(values[i]) ? values[i] : (float) Math.rint(values[i] * 10f) / 10f;
      }
    }
    return new ParitySeries(series.times(), values);
  }

  // Dates at which the reference's index is a number of years.
  private static ParitySeries dated(ParitySeries series, String dates) {
    int[] index =
        switch (dates) {
          case "real" -> null;
          case "yearly" -> Arrays.stream(series.valid()).limit(100).toArray();
          default -> IntStream.range(0, Math.min(120, series.values().length)).toArray();
        };
    if (index == null) {
      return series;
    }
    int perYear = dates.equals("yearly") ? 1 : dates.equals("monthly") ? 12 : 4;
    double[] days = new double[index.length];
    float[] values = new float[index.length];
    for (int i = 0; i < index.length; i++) {
      days[i] = 15 + i * (365.25 / perYear);
      values[i] = series.values()[index[i]];
    }
    return new ParitySeries(new SeriesTimes(days), values);
  }

  @Test
  void slopesAreOverTheRealDatesAndOutliersDoNotMoveThem() {
    SeriesTimes times =
        new SeriesTimes(new double[] {0, 1, 7, 30, 31, 90, 200, 365.25, 500, 730.5});
    float[] values = new float[10];
    for (int i = 0; i < 10; i++) {
      values[i] = (float) (3 - 0.25 * times.days()[i] / 365.25);
    }
    values[4] = 80;
    ParitySeries series = new ParitySeries(times, values);
    float[] result = series.compute(PLAIN);
    assertThat(series.layer(PLAIN, result, "slope")).isCloseTo(-0.25, within(1e-6));
    assertThat(series.layer(PLAIN, result, "intercept")).isCloseTo(3, within(1e-3));
    // 45 pairs; the outlier is above the 4 before it and the 5 after it.
    assertThat(series.layer(PLAIN, result, "tau")).isCloseTo((4 - 41) / 45.0, within(1e-6));
  }

  @Test
  void sameSeasonsOnlyAreCompared() {
    // Two years of months: every month is 1 higher than in the year before, twice in May.
    double[] days = IntStream.range(0, 24).mapToDouble(i -> 15 + i * 30.4375).toArray();
    float[] values = new float[24];
    for (int i = 0; i < 24; i++) {
      values[i] = (i % 12) * (i % 12) + i / 12;
    }
    TheilSenTrend monthly = new TheilSenTrend(12, Autocorrelation.NONE, 10);
    ParitySeries series = new ParitySeries(new SeriesTimes(days), values);
    float[] result = series.compute(monthly);
    assertThat(series.layer(monthly, result, "slope")).isCloseTo(1, within(1e-6));
    assertThat(series.layer(monthly, result, "tau")).isEqualTo(1);
    // S = 12, var S = 12 · (2·1·9 / 18)
    assertThat(series.layer(monthly, result, "z")).isCloseTo(11 / Math.sqrt(12), within(1e-6));
  }

  @Test
  void severalValuesOfASeasonCountAsTheirMedian() {
    double[] days = new double[24];
    float[] values = new float[24];
    for (int year = 0; year < 6; year++) {
      for (int k = 0; k < 4; k++) {
        days[year * 4 + k] = year * 365.25 + 10 + 5 * k;
        values[year * 4 + k] = year + (k == 3 ? 100 : k - 1);
      }
    }
    TheilSenTrend monthly = new TheilSenTrend(12, Autocorrelation.NONE, 10);
    ParitySeries series = new ParitySeries(new SeriesTimes(days), values);
    float[] result = series.compute(monthly);
    assertThat(series.layer(monthly, result, "slope")).isCloseTo(1, within(1e-6));
    assertThat(series.layer(monthly, result, "z"))
        .isCloseTo(14 / Math.sqrt(6 * 5 * 17 / 18.0), within(1e-6));
    assertThat(series.layer(monthly, result, "count")).isEqualTo(24);
  }

  @Test
  void tooFewValuesAndSeriesThatDoNotVary() {
    SeriesTimes times = new SeriesTimes(IntStream.range(0, 12).mapToDouble(i -> 40 * i).toArray());
    float[] values = new float[12];
    Arrays.fill(values, 7);
    values[3] = Float.NaN;
    values[5] = Float.POSITIVE_INFINITY;
    ParitySeries series = new ParitySeries(times, values);
    float[] flat = series.compute(PLAIN);
    assertThat(series.layer(PLAIN, flat, "slope")).isEqualTo(0);
    assertThat(series.layer(PLAIN, flat, "p")).isEqualTo(1);
    assertThat(series.layer(PLAIN, flat, "count")).isEqualTo(10);
    for (Autocorrelation autocorrelation : Autocorrelation.values()) {
      TheilSenTrend method = new TheilSenTrend(1, autocorrelation, 10);
      assertThat(series.layer(method, series.compute(method), "confidence")).isEqualTo(0);
    }
    values[0] = Float.NaN;
    float[] few = series.compute(PLAIN);
    assertThat(series.layer(PLAIN, few, "slope")).isNaN();
    assertThat(series.layer(PLAIN, few, "p")).isNaN();
    assertThat(series.layer(PLAIN, few, "count")).isEqualTo(9);
  }

  /**
   * S has steps of 2, so the rejections of 12 values cannot be 5 % of all; what they must be is
   * counted: 0.0447 at 0.05 and 0.0054 at 0.01 (Kendall's exact distribution without ties). With 60
   * values the steps are small.
   */
  @Test
  void holdsItsFalseAlarmRate() {
    double[] twelve = falseAlarms(12, 60_000);
    assertThat(twelve[0]).isCloseTo(exactLevel(12, 0.05), within(0.1 * 0.05));
    assertThat(twelve[1]).isCloseTo(exactLevel(12, 0.01), within(0.1 * 0.01));
    double[] sixty = falseAlarms(60, 60_000);
    assertThat(sixty[0]).isCloseTo(0.05, within(0.1 * 0.05));
    assertThat(sixty[1]).isCloseTo(0.01, within(0.1 * 0.01));
  }

  private static double[] falseAlarms(int n, int trials) {
    SeriesTimes times = new SeriesTimes(IntStream.range(0, n).mapToDouble(i -> 12 * i).toArray());
    SeriesWorker worker = PLAIN.worker(1, times);
    SplittableRandom random = new SplittableRandom(5);
    float[][] values = new float[1][n];
    float[] result = new float[7];
    int[] rejected = new int[2];
    for (int trial = 0; trial < trials; trial++) {
      for (int i = 0; i < n; i++) {
        values[0][i] = (float) random.nextGaussian();
      }
      worker.compute(values, result);
      rejected[0] += result[3] < 0.05 ? 1 : 0;
      rejected[1] += result[3] < 0.01 ? 1 : 0;
    }
    return new double[] {rejected[0] / (double) trials, rejected[1] / (double) trials};
  }

  // The share of all orders of n values whose normal approximation is below alpha, from the number
  // of orders with each number of inversions.
  private static double exactLevel(int n, double alpha) {
    int pairs = n * (n - 1) / 2;
    double[] share = {1};
    for (int k = 2; k <= n; k++) {
      double[] next = new double[k * (k - 1) / 2 + 1];
      for (int i = 0; i < share.length; i++) {
        for (int j = 0; j < k; j++) {
          next[i + j] += share[i] / k;
        }
      }
      share = next;
    }
    double level = 0;
    for (int inversions = 0; inversions <= pairs; inversions++) {
      int s = pairs - 2 * inversions;
      double z = (Math.abs(s) - 1) / Math.sqrt(n * (n - 1) * (2 * n + 5) / 18.0);
      level += s != 0 && MannKendall.p(z) < alpha ? share[inversions] : 0;
    }
    return level;
  }

  @Test
  void sparesAutocorrelatedSeriesWhenTold() {
    int n = 60;
    SeriesTimes times = new SeriesTimes(IntStream.range(0, n).mapToDouble(i -> 12 * i).toArray());
    SplittableRandom random = new SplittableRandom(11);
    Map<Autocorrelation, Integer> rejected = new EnumMap<>(Autocorrelation.class);
    float[] values = new float[n];
    int trials = 2000;
    for (int trial = 0; trial < trials; trial++) {
      double previous = random.nextGaussian() / Math.sqrt(1 - 0.25);
      for (int i = 0; i < n; i++) {
        values[i] = (float) previous;
        previous = 0.5 * previous + random.nextGaussian();
      }
      ParitySeries series = new ParitySeries(times, values);
      for (Autocorrelation kind : Autocorrelation.values()) {
        TheilSenTrend method = new TheilSenTrend(1, kind, 10);
        rejected.merge(kind, series.compute(method)[3] < 0.05 ? 1 : 0, Integer::sum);
      }
    }
    // Hamed and Rao's mends most of it, not all; pre-whitening finds the trend that the dependence
    // looked like and adds it again (Collaud Coen et al. 2020).
    assertThat(rejected.get(Autocorrelation.NONE) / (double) trials).isGreaterThan(0.2);
    assertThat(rejected.get(Autocorrelation.HAMED_RAO) / (double) trials).isLessThan(0.15);
    assertThat(rejected.get(Autocorrelation.TREND_FREE_PRE_WHITENING))
        .isGreaterThan(rejected.get(Autocorrelation.HAMED_RAO));
  }

  @Test
  void mediansAreThoseOfTheSortedValues() {
    SplittableRandom random = new SplittableRandom(3);
    for (int n = 1; n < 400; n += 7) {
      double[] values = new double[n];
      int range = 1 + random.nextInt(3 * n);
      Arrays.setAll(values, i -> random.nextInt(range) - range / 2);
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      double expected = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
      assertThat(Medians.median(values, n)).isEqualTo(expected);
    }
  }

  @Test
  void parametersHaveRanges() {
    assertThatThrownBy(() -> new TheilSenTrend(0, Autocorrelation.NONE, 10))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("seasons must be 1..52, was 0");
    assertThatThrownBy(() -> new TheilSenTrend(12, Autocorrelation.HAMED_RAO, 10))
        .hasMessage("autocorrelation must be NONE with seasons, was HAMED_RAO");
    assertThatThrownBy(() -> new TheilSenTrend(1, Autocorrelation.NONE, 3))
        .hasMessage("minValues must be >= 4, was 3");
    SeriesTimes few = new SeriesTimes(new double[] {1, 2});
    assertThatThrownBy(() -> PLAIN.check(1, few))
        .hasMessage("dates must be >= 10 for this method, were 2");
    assertThatThrownBy(() -> PLAIN.check(2, few)).hasMessage("bands must be one, were 2");
  }
}
