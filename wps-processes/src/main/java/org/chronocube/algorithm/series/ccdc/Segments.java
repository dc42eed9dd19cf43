// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.ccdc;

/** The segments of one pixel, in order of time. */
final class Segments {

  /** Numbers of a band in a segment: 8 coefficients, RMSE, magnitude. */
  private static final int PER_BAND = 10;

  private final int bands;
  private final double[] starts;
  private final double[] ends;
  private final double[] breaks;
  private final double[] statistics;
  private final int[] observations;
  private final double[] numbers;
  private final double[] coefficients = new double[8];
  private int count;

  Segments(int bands, int most) {
    this.bands = bands;
    starts = new double[most];
    ends = new double[most];
    breaks = new double[most];
    statistics = new double[most];
    observations = new int[most];
    numbers = new double[most * bands * PER_BAND];
  }

  void clear() {
    count = 0;
  }

  /** Adds a segment of the observations from one to before another, that no break ends. */
  void add(Observations series, int from, int to, SeasonModel model) {
    starts[count] = series.day(from);
    ends[count] = series.day(to - 1);
    breaks[count] = Double.NaN;
    statistics[count] = 0;
    observations[count] = to - from;
    for (int b = 0; b < bands; b++) {
      int at = at(count, b);
      model.coefficients(b, coefficients);
      System.arraycopy(coefficients, 0, numbers, at, 8);
      numbers[at + 8] = model.rmse(b);
      numbers[at + 9] = 0;
    }
    count++;
  }

  /** Ends the last segment by a break. */
  void breakLast(double day, double statistic) {
    breaks[count - 1] = day;
    statistics[count - 1] = statistic;
  }

  /** Says how much a band of the last segment changed at its break. */
  void magnitudeOfLast(int band, double magnitude) {
    numbers[at(count - 1, band) + 9] = magnitude;
  }

  private int at(int segment, int band) {
    return (segment * bands + band) * PER_BAND;
  }

  int count() {
    return count;
  }

  double start(int segment) {
    return starts[segment];
  }

  double end(int segment) {
    return ends[segment];
  }

  /** Day of the first observation after the change that ended it; NaN when none did. */
  double breakDay(int segment) {
    return breaks[segment];
  }

  /** Least Σ (residual / noise)² of the observations that told the break; 0 when none did. */
  double statistic(int segment) {
    return statistics[segment];
  }

  int observations(int segment) {
    return observations[segment];
  }

  /** One of 8: intercept, trend, cos and sin of three harmonics. */
  double coefficient(int segment, int band, int index) {
    return numbers[at(segment, band) + index];
  }

  double rmse(int segment, int band) {
    return numbers[at(segment, band) + 8];
  }

  /** Median of seen less predicted, of the observations that told the break; 0 when none did. */
  double magnitude(int segment, int band) {
    return numbers[at(segment, band) + 9];
  }
}
