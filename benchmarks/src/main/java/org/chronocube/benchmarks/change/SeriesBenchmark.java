// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.change;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.chronocube.algorithm.sar.OmnibusParameters;
import org.chronocube.algorithm.sar.OmnibusTest;
import org.chronocube.algorithm.sar.TestLaw;
import org.chronocube.algorithm.series.CusumTest;
import org.chronocube.algorithm.series.EwmaChart;
import org.chronocube.algorithm.series.HarmonicRegression;
import org.chronocube.algorithm.series.HarmonicRegression.Robust;
import org.chronocube.algorithm.series.History;
import org.chronocube.algorithm.series.SeriesMethod;
import org.chronocube.algorithm.series.SeriesTimes;
import org.chronocube.algorithm.series.SeriesWorker;
import org.chronocube.algorithm.series.TheilSenTrend;
import org.chronocube.algorithm.series.bayes.AlertRule;
import org.chronocube.algorithm.series.bayes.BayesianAlerts;
import org.chronocube.algorithm.series.bayes.ForestClasses;
import org.chronocube.algorithm.series.bfast.BfastMonitor;
import org.chronocube.algorithm.series.bfast.BfastParameters;
import org.chronocube.algorithm.series.landtrendr.LandTrendr;
import org.chronocube.kernel.speckle.PowerScale;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Methods on time series: Mpx/s. Dates are eight or twelve days apart, or a year; one pixel in five
 * changes half-way; one value in ten is missing, but in radar images.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SeriesBenchmark {

  private static final int PIXELS = 4096;

  /** Method, dates and bands: ten dates of two polarisations, 60 dates, 100 dates … */
  public enum Case {
    /** Sequential omnibus test, ten dates of two polarisations. */
    OMNIBUS(10, 2, 12),
    /** Theil–Sen and Mann–Kendall, 60 dates. */
    TREND(60, 1, 8),
    /** Level, trend and season by least squares, 60 dates. */
    HARMONIC(60, 1, 8),
    /** Cumulative sums with 999 permutations, seasons taken out, 60 dates. */
    CUSUM(60, 1, 8),
    /** EWMACD, 100 dates. */
    EWMA(100, 1, 8),
    /** BFAST Monitor, 100 dates, of which each pixel misses others. */
    BFAST(100, 1, 8),
    /** BFAST Monitor, 100 dates that no pixel misses. */
    BFAST_COMPLETE(100, 1, 8),
    /** Bayesian alerts, 90 dates, 60 of them history. */
    ALERTS(90, 1, 12),
    /** LandTrendr, 30 years. */
    LANDTRENDR(30, 1, 365.25);

    private final int dates;
    private final int bands;
    private final double step;

    Case(int dates, int bands, double step) {
      this.dates = dates;
      this.bands = bands;
      this.step = step;
    }

    private SeriesMethod method() {
      return switch (this) {
        case OMNIBUS ->
            new OmnibusTest(
                new OmnibusParameters(4.4, 0.01, PowerScale.POWER, TestLaw.EXACT), false);
        case TREND -> new TheilSenTrend();
        case HARMONIC -> new HarmonicRegression(1, true, Robust.NONE, 12);
        case CUSUM -> new CusumTest(1, 1, 0.05, CusumTest.DEFAULT_PERMUTATIONS, 10);
        case EWMA -> new EwmaChart(History.startingAt(8.0 * 50), 0.3, 3, 7);
        case BFAST, BFAST_COMPLETE -> new BfastMonitor(BfastParameters.from(8.0 * 70));
        case ALERTS ->
            new BayesianAlerts(
                List.of(ForestClasses.OfHistory.DEFAULT),
                12.0 * 60,
                0,
                false,
                10,
                AlertRule.REICHE_2021);
        case LANDTRENDR -> LandTrendr.DEFAULT;
      };
    }

    private double value(SplittableRandom random, double level, int date) {
      if (this == OMNIBUS) {
        double sum = 0;
        for (int look = 0; look < 4; look++) {
          sum -= Math.log(1 - random.nextDouble());
        }
        return level * sum / 4;
      }
      double season = Math.cos(2 * Math.PI * date * step / 365.25);
      return random.nextInt(10) == 0 && this != BFAST_COMPLETE
          ? Double.NaN
          : level + 0.2 * season + 0.1 * random.nextDouble();
    }
  }

  /** What is measured. */
  @Param public Case method;

  private float[][][] series;
  private float[][] values;
  private float[] result;
  private SeriesWorker worker;

  /** Makes the pixels. */
  @Setup
  public void make() {
    double[] days = new double[method.dates];
    for (int d = 0; d < days.length; d++) {
      days[d] = d * method.step;
    }
    SeriesTimes times = new SeriesTimes(days);
    SplittableRandom random = new SplittableRandom(7);
    series = new float[PIXELS][method.bands][method.dates];
    for (int p = 0; p < PIXELS; p++) {
      boolean changes = random.nextInt(5) == 0;
      for (int b = 0; b < method.bands; b++) {
        for (int d = 0; d < method.dates; d++) {
          double level = changes && d >= method.dates / 2 ? 0.2 : 0.6;
          series[p][b][d] = (float) method.value(random, level, d);
        }
      }
    }
    SeriesMethod made = method.method();
    values = new float[method.bands][method.dates];
    result = new float[made.layers(method.bands, times).size()];
    worker = made.worker(method.bands, times);
  }

  /** All pixels; values are copied first, since workers may write to them. */
  @Benchmark
  @OperationsPerInvocation(PIXELS)
  public float[] compute() {
    for (float[][] pixel : series) {
      for (int b = 0; b < values.length; b++) {
        System.arraycopy(pixel[b], 0, values[b], 0, values[b].length);
      }
      worker.compute(values, result);
    }
    return result;
  }
}
