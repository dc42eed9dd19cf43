// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.landtrendr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.chronocube.algorithm.series.SeriesTimes;
import org.chronocube.algorithm.series.SeriesWorker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 30 years of normal noise, sd 1, with and without a loss; the larger runs are in the docs. */
class LandTrendrSimulationTest {

  private static final int YEARS = 30;
  private static final int PIXELS = 4000;

  private final SeriesTimes times = Annual.times(1985, YEARS);
  private final SeriesWorker worker = LandTrendr.DEFAULT.worker(1, times);
  private final float[] result = new float[LandTrendr.DEFAULT.layers(1, times).size()];
  private final SplittableRandom random = new SplittableRandom(2010);

  @Test
  void lossesOfNoiseAreSmall() {
    int large = 0;
    for (int i = 0; i < PIXELS; i++) {
      simulate(YEARS, 0);
      large += result[1] > 4 ? 1 : 0;
    }
    assertThat(large / (double) PIXELS).isLessThan(0.01);
  }

  @ParameterizedTest
  @CsvSource({"4, 0.5, 0.65", "6, 0.8, 0.9", "10, 0.97, 0.99"})
  void yearOfAnAbruptLoss(double sds, double exact, double withinOneYear) {
    int hits = 0;
    int near = 0;
    for (int i = 0; i < PIXELS; i++) {
      int year = 5 + random.nextInt(20);
      simulate(year, sds);
      int off = Math.abs(found() - year);
      hits += off == 0 ? 1 : 0;
      near += off <= 1 ? 1 : 0;
    }
    assertThat(hits / (double) PIXELS).isGreaterThan(exact);
    assertThat(near / (double) PIXELS).isGreaterThan(withinOneYear);
  }

  private int found() {
    for (int i = 0; i < YEARS; i++) {
      if ((float) times.days()[i] == result[0]) {
        return i;
      }
    }
    return Integer.MAX_VALUE;
  }

  private void simulate(int year, double sds) {
    float[] values = new float[YEARS];
    for (int i = 0; i < YEARS; i++) {
      values[i] = (float) (random.nextGaussian() - (i >= year ? sds : 0));
    }
    worker.compute(new float[][] {values}, result);
  }
}
