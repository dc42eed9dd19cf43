// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.bayes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chronocube.algorithm.series.SeriesTimes;
import org.chronocube.algorithm.series.SeriesWorker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A date every 12 days, two years of history and one monitored, normal noise of sd 1; classes of
 * the history. The larger runs are in the docs.
 */
class BayesianAlertsSimulationTest {

  private static final int PIXELS = 4000;
  private static final int HISTORY = 60;
  private static final int CHANGE = 65;
  private static final int DATES = 90;

  private final SeriesTimes times =
      new SeriesTimes(IntStream.range(0, DATES).mapToDouble(i -> 17000 + 12 * i).toArray());
  private final SplittableRandom random = new SplittableRandom(2021);

  @Test
  void falseAlertsOfAYearAreRare() {
    assertThat(share(AlertRule.REICHE_2021, 0)).isLessThan(0.001);
    assertThat(share(AlertRule.REICHE_2015, 0)).isLessThan(0.005);
  }

  @ParameterizedTest
  @CsvSource({"3, 0.98", "4, 0.999", "5, 0.999"})
  void lossesOfSomeStandardDeviationsAreConfirmed(double sds, double least) {
    assertThat(share(AlertRule.REICHE_2021, sds)).isGreaterThan(least);
  }

  /** Of pixels with an alert of high confidence. */
  private double share(AlertRule rule, double sds) {
    BayesianAlerts method =
        new BayesianAlerts(
            List.of(ForestClasses.OfHistory.DEFAULT), times.days()[HISTORY], 0, false, 10, rule);
    SeriesWorker worker = method.worker(1, times);
    float[] result = new float[method.layers(1, times).size()];
    float[] values = new float[DATES];
    int alerts = 0;
    for (int p = 0; p < PIXELS; p++) {
      for (int i = 0; i < DATES; i++) {
        values[i] = (float) (random.nextGaussian() - (i >= CHANGE ? sds : 0));
      }
      worker.compute(new float[][] {values}, result);
      alerts += result[3] == BayesianAlerts.HIGH ? 1 : 0;
    }
    return alerts / (double) PIXELS;
  }
}
