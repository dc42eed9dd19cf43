// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series;

import java.util.Arrays;

/** Computes {@link CusumTest}. */
final class CusumWorker implements SeriesWorker {

  private final CusumTest method;
  private final double[] days;
  private final HarmonicBasis basis;
  private final LeastSquares squares;
  private final PermutationTest test;
  private final PermutationTest.Refit refit = this::refit;
  private final int[] dates;
  private final double[] y;
  private final double[] x;

  /** Where segments end, ascending; the first of each is the end of the one before. */
  private final int[] ends;

  /**
   * Of each segment: the best place to split it, the p of that (NaN: not tested), its statistic.
   */
  private final int[] splits;

  private final double[] ps;
  private final double[] statistics;

  /** Of each end but the last: the p of the change there. */
  private final double[] breakPs;

  private int segments;

  CusumWorker(CusumTest method, SeriesTimes times) {
    this.method = method;
    days = times.days();
    int n = times.count();
    basis = new HarmonicBasis(times, method.harmonics(), false);
    squares = new LeastSquares(basis.columns());
    test = new PermutationTest(n, method.permutations(), method.significance());
    dates = new int[n];
    y = new double[n];
    x = new double[n];
    int most = method.maxBreaks() + 1;
    ends = new int[most];
    splits = new int[most];
    ps = new double[most];
    statistics = new double[most];
    breakPs = new double[most];
  }

  @Override
  public void compute(float[][] values, float[] result) {
    int n = OneBand.valid(values[0], dates);
    if (n < method.minValues() || !takeSeasonsOut(values[0], n)) {
      Arrays.fill(result, Float.NaN);
      return;
    }
    test.seed(values[0], dates, n);
    segments = 1;
    ends[0] = n;
    test(0);
    double wholeP = ps[0];
    double wholeStatistic = statistics[0];
    while (segments <= method.maxBreaks() && splitSurest()) {
      // Until there are enough.
    }
    Arrays.fill(result, Float.NaN);
    result[2] = (float) (1 - wholeP);
    result[3] = (float) wholeStatistic;
    result[4] = segments - 1;
    result[result.length - 1] = n;
    report(result);
  }

  private boolean takeSeasonsOut(float[] values, int n) {
    for (int i = 0; i < n; i++) {
      y[dates[i]] = values[dates[i]];
    }
    boolean seasons = method.harmonics() > 0;
    if (seasons && !squares.fit(basis, basis.columns(), y, dates, 0, n)) {
      return false;
    }
    double[] coefficients = squares.coefficients();
    for (int i = 0; i < n; i++) {
      x[i] = y[dates[i]];
      if (seasons) {
        x[i] -= squares.predict(basis, dates[i]) - coefficients[0];
      }
    }
    return true;
  }

  // The season that the order of values has by chance.
  private void refit(double[] order, int n, double[] left) {
    for (int i = 0; i < n; i++) {
      y[dates[i]] = order[i];
    }
    // The dates are those of the series, which were solved.
    squares.fit(basis, basis.columns(), y, dates, 0, n);
    for (int i = 0; i < n; i++) {
      left[i] = order[i] - squares.predict(basis, dates[i]);
    }
  }

  private int start(int segment) {
    return segment == 0 ? 0 : ends[segment - 1];
  }

  private void test(int segment) {
    int from = start(segment);
    int to = ends[segment];
    if (to - from < method.minValues()) {
      ps[segment] = 1;
      statistics[segment] = 0;
      return;
    }
    boolean whole = segments == 1 && method.harmonics() > 0;
    ps[segment] = test.p(x, from, to, whole ? refit : null);
    splits[segment] = test.split();
    statistics[segment] = test.statistic();
  }

  // Splits the segment with the surest significant change; false if there is none.
  private boolean splitSurest() {
    int best = -1;
    for (int i = 0; i < segments; i++) {
      boolean significant = ps[i] <= method.significance();
      if (significant && (best < 0 || isSurer(i, best))) {
        best = i;
      }
    }
    if (best < 0) {
      return false;
    }
    int moved = segments - best;
    System.arraycopy(ends, best, ends, best + 1, moved);
    System.arraycopy(splits, best + 1, splits, best + 2, moved - 1);
    System.arraycopy(ps, best + 1, ps, best + 2, moved - 1);
    System.arraycopy(statistics, best + 1, statistics, best + 2, moved - 1);
    System.arraycopy(breakPs, best, breakPs, best + 1, moved - 1);
    ends[best] = splits[best];
    breakPs[best] = ps[best];
    segments++;
    test(best);
    test(best + 1);
    return true;
  }

  private boolean isSurer(int a, int b) {
    return ps[a] < ps[b] || (ps[a] == ps[b] && statistics[a] > statistics[b]);
  }

  private void report(float[] result) {
    int largest = -1;
    double magnitude = 0;
    for (int i = 0; i < segments - 1; i++) {
      double step = mean(ends[i], ends[i + 1]) - mean(start(i), ends[i]);
      if (method.maxBreaks() > 1) {
        result[5 + 3 * i] = (float) days[dates[ends[i]]];
        result[6 + 3 * i] = (float) step;
        result[7 + 3 * i] = (float) (1 - breakPs[i]);
      }
      if (largest < 0 || Math.abs(step) > Math.abs(magnitude)) {
        largest = i;
        magnitude = step;
      }
    }
    if (largest >= 0) {
      result[0] = (float) days[dates[ends[largest]]];
      result[1] = (float) magnitude;
      result[2] = (float) (1 - breakPs[largest]);
    }
  }

  private double mean(int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += x[i];
    }
    return sum / (to - from);
  }
}
