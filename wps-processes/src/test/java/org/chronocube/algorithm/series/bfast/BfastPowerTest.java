// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.bfast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.chronocube.algorithm.series.SeriesTimes;
import org.chronocube.algorithm.series.SeriesWorker;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Seeded simulations: four years of history, a date every 16 days, a season and normal noise. */
class BfastPowerTest {

  private static final int SERIES = 2000;
  private static final double START = 4 * 365.25;
  private static final double SIGMA = 0.03;

  /**
   * Without a trend the level holds over the whole time monitored, here four times the history. Of
   * 2000 series at 0.05, two standard errors are 0.01; the boundary is of a limit, and careful.
   */
  @ParameterizedTest
  @EnumSource(MonitoringProcess.class)
  void levelHoldsWithoutTrend(MonitoringProcess process) {
    assertThat(share(process, 20, Double.POSITIVE_INFINITY, 0)).isBetween(0.03, 0.06);
  }

  @ParameterizedTest
  @EnumSource(MonitoringProcess.class)
  void stepOfThreeSigmaIsFoundWithinTwoYears(MonitoringProcess process) {
    assertThat(share(process, 6.5, START + 180, -3 * SIGMA)).isGreaterThan(0.98);
  }

  /** The share of series in which a break is seen. */
  private static double share(MonitoringProcess process, double years, double at, double step) {
    double[] days = new double[(int) (years * 365.25 / 16)];
    Arrays.setAll(days, i -> 16.0 * i);
    BfastParameters parameters =
        BfastParameters.from(START).with(process).withModel(1, false).withStableHistory(false);
    SeriesWorker worker = new BfastMonitor(parameters).worker(1, new SeriesTimes(days));
    SplittableRandom random = new SplittableRandom(20121L);
    float[][] series = new float[1][days.length];
    float[] result = new float[6];
    int seen = 0;
    for (int i = 0; i < SERIES; i++) {
      for (int k = 0; k < days.length; k++) {
        double season = 0.5 + 0.15 * Math.cos(2 * Math.PI * days[k] / 365.25);
        series[0][k] =
            (float) (season + SIGMA * BfastMonitorTest.gauss(random) + (days[k] >= at ? step : 0));
      }
      worker.compute(series, result);
      seen += result[2] > 1 ? 1 : 0;
    }
    return (double) seen / SERIES;
  }
}
