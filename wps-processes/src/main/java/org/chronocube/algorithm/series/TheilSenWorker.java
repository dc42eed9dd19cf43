// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.chronocube.algorithm.series.TheilSenTrend.Autocorrelation;

/** Computes {@link TheilSenTrend}; holds the compacted series and all pairs. */
final class TheilSenWorker implements SeriesWorker {

  /** Two-sided 5 % of the normal distribution, for the autocorrelations of Hamed and Rao. */
  private static final double SIGNIFICANT = 1.959963984540054;

  private final TheilSenTrend method;
  private final double[] years;
  private final int[] seasonOf;
  private final int[] yearOf;
  private final int[] dates;
  private final double[] y;
  private final double[] t;
  private final double[] scratch;
  private final double[] ranks;
  private final MannKendall test;

  TheilSenWorker(TheilSenTrend method, SeriesTimes times) {
    this.method = method;
    int n = times.count();
    years = new double[n];
    seasonOf = new int[n];
    yearOf = new int[n];
    for (int i = 0; i < n; i++) {
      years[i] = (times.days()[i] - times.days()[0]) / HarmonicBasis.YEAR;
      season(i, times.days()[i]);
    }
    dates = new int[n];
    y = new double[n];
    t = new double[n];
    scratch = new double[n];
    ranks = new double[n];
    test = new MannKendall(n);
  }

  private void season(int date, double day) {
    LocalDate local = SeriesTimes.instant(day).atZone(ZoneOffset.UTC).toLocalDate();
    int seasons = method.seasons();
    yearOf[date] = local.getYear();
    if (12 % seasons == 0) {
      seasonOf[date] = (local.getMonthValue() - 1) * seasons / 12;
    } else {
      double part = SeriesTimes.decimalYear(day) - local.getYear();
      seasonOf[date] = Math.min(seasons - 1, (int) (part * seasons));
    }
  }

  @Override
  public void compute(float[][] values, float[] result) {
    int n = OneBand.valid(values[0], dates);
    if (n < method.minValues()) {
      OneBand.none(result, n);
      return;
    }
    test.clear();
    if (method.seasons() == 1) {
      for (int i = 0; i < n; i++) {
        y[i] = values[0][dates[i]];
        t[i] = years[dates[i]];
      }
      test.add(y, t, 0, n);
    } else {
      addSeasons(values[0], n);
    }
    if (test.pairs() == 0) {
      OneBand.none(result, n);
      return;
    }
    double slope = test.slope();
    double intercept = middle(values[0], n) - slope * middleYear(n);
    if (method.autocorrelation() == Autocorrelation.HAMED_RAO) {
      test.correct(hamedRao(n, slope));
    } else if (method.autocorrelation() == Autocorrelation.TREND_FREE_PRE_WHITENING) {
      preWhiten(n, slope);
    }
    double z = test.z();
    double p = MannKendall.p(z);
    result[0] = (float) slope;
    result[1] = (float) intercept;
    result[2] = (float) z;
    result[3] = (float) p;
    result[4] = (float) (1 - p);
    result[5] = (float) test.tau();
    result[6] = n;
  }

  private double middle(float[] values, int n) {
    for (int i = 0; i < n; i++) {
      scratch[i] = values[dates[i]];
    }
    return Medians.median(scratch, n);
  }

  private double middleYear(int n) {
    return (years[dates[(n - 1) / 2]] + years[dates[n / 2]]) / 2;
  }

  private void addSeasons(float[] values, int n) {
    for (int season = 0; season < method.seasons(); season++) {
      int size = 0;
      for (int i = 0; i < n; ) {
        int next = i + 1;
        if (seasonOf[dates[i]] == season) {
          while (next < n && isSame(dates[i], dates[next])) {
            next++;
          }
          reduce(values, i, next, size++);
        }
        i = next;
      }
      test.add(y, t, 0, size);
    }
  }

  private boolean isSame(int a, int b) {
    return seasonOf[a] == seasonOf[b] && yearOf[a] == yearOf[b];
  }

  // One value of a season and year.
  private void reduce(float[] values, int from, int to, int at) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      scratch[i - from] = values[dates[i]];
      sum += years[dates[i]];
    }
    y[at] = Medians.median(scratch, to - from);
    t[at] = sum / (to - from);
  }

  private void preWhiten(int n, double slope) {
    detrend(n, slope);
    double r = autocorrelation(scratch, n, mean(scratch, n), 1);
    for (int i = 1; i < n; i++) {
      y[i] = scratch[i] - r * scratch[i - 1] + slope * t[i];
    }
    test.clear();
    test.add(y, t, 1, n);
  }

  private void detrend(int n, double slope) {
    for (int i = 0; i < n; i++) {
      scratch[i] = y[i] - slope * t[i];
    }
  }

  private double hamedRao(int n, double slope) {
    detrend(n, slope);
    for (int i = 0; i < n; i++) {
      double rank = 0.5;
      for (int j = 0; j < n; j++) {
        rank += scratch[j] < scratch[i] ? 1 : scratch[j] == scratch[i] ? 0.5 : 0;
      }
      ranks[i] = rank;
    }
    double mean = mean(ranks, n);
    double bound = SIGNIFICANT / Math.sqrt(n);
    double sum = 0;
    for (int lag = 1; lag < n; lag++) {
      double r = autocorrelation(ranks, n, mean, lag);
      if (Math.abs(r) > bound) {
        sum += (double) (n - lag) * (n - lag - 1) * (n - lag - 2) * r;
      }
    }
    return 1 + 2 / ((double) n * (n - 1) * (n - 2)) * Math.abs(sum);
  }

  private static double mean(double[] x, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += x[i];
    }
    return sum / n;
  }

  // 0 for a series that does not vary.
  private static double autocorrelation(double[] x, int n, double mean, int lag) {
    double all = 0;
    double lagged = 0;
    for (int i = 0; i < n; i++) {
      all += (x[i] - mean) * (x[i] - mean);
    }
    for (int i = lag; i < n; i++) {
      lagged += (x[i] - mean) * (x[i - lag] - mean);
    }
    return all == 0 ? 0 : lagged / all;
  }
}
