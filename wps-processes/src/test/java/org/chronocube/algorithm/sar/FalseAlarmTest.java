// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import org.chronocube.algorithm.series.SeriesTimes;
import org.chronocube.algorithm.series.SeriesWorker;
import org.chronocube.kernel.speckle.PowerScale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rates of rejection where nothing changes, on simulated stationary speckle. */
class FalseAlarmTest {

  private static final int PIXELS = 150_000;

  /** Sampling error of the rate at 0.01: 2.6 % (one standard deviation). */
  @ParameterizedTest
  @CsvSource({
    "1,1,10",
    "1,2,10",
    "4.4,1,10",
    "4.4,2,10",
    "20,1,10",
    "20,2,10",
    "1,1,2",
    "1,2,2",
    "4.4,2,2",
    "20,1,2"
  })
  void theOmnibusTestHoldsItsLevel(double looks, int bands, int dates) {
    double[] days = new double[dates];
    Arrays.setAll(days, i -> 6.0 * i);
    SeriesWorker worker =
        new OmnibusTest(new OmnibusParameters(looks, 0.05, PowerScale.POWER, TestLaw.EXACT), false)
            .worker(bands, new SeriesTimes(days));
    GammaSpeckle speckle = new GammaSpeckle(looks, 20160501);
    float[][] series = new float[bands][dates];
    float[] result = new float[OmnibusWorker.INTERVALS];
    int at5 = 0;
    int at1 = 0;
    int withChanges = 0;
    for (int i = 0; i < PIXELS; i++) {
      speckle.fill(series);
      worker.compute(series, result);
      at5 += result[OmnibusWorker.P_VALUE] < 0.05 ? 1 : 0;
      at1 += result[OmnibusWorker.P_VALUE] < 0.01 ? 1 : 0;
      withChanges += result[OmnibusWorker.CHANGES] > 0 ? 1 : 0;
    }
    assertThat(at5 / (double) PIXELS).isCloseTo(0.05, withinPercentage(8));
    assertThat(at1 / (double) PIXELS).isCloseTo(0.01, withinPercentage(10));
    // A change is told only where the test over all dates rejects.
    assertThat(withChanges).isLessThanOrEqualTo(at5);
    assertThat(withChanges).isGreaterThan(at5 / 2);
  }
}
