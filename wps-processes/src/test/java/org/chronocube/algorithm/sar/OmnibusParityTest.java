// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.series.SeriesTimes;
import org.chronocube.algorithm.series.SeriesWorker;
import org.chronocube.kernel.speckle.PowerScale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against M. Canty's sar_seqQ.py: see parity/omnibus/SOURCE.txt. */
class OmnibusParityTest {

  private static final int DATES = 10;
  private static final CsvTable POWER = CsvTable.read("/parity/omnibus/power.csv");

  @ParameterizedTest
  @CsvSource({"single,1", "dual,2"})
  void pValuesOfTheOmnibusTestEqualTheReference(String name, int bands) {
    CsvTable expected = CsvTable.read("/parity/omnibus/" + name + ".csv");
    SeriesWorker worker = worker(TestLaw.CHI_SQUARE, bands);
    float[] result = new float[OmnibusWorker.INTERVALS + DATES - 1];
    for (int i = 0; i < expected.rows().length; i++) {
      worker.compute(series(i, bands), result);
      double p = expected.get(i, "pValue");
      assertThat(ChiSquareLaw.omnibus(4.4, bands, DATES).pValue(expected.get(i, "statistic")))
          .isCloseTo(p, within(1e-9 * p + 1e-14));
      assertThat((double) result[OmnibusWorker.P_VALUE])
          .isCloseTo(Math.max(p, 1e-8), withinPercentage(0.001));
    }
  }

  @ParameterizedTest
  @CsvSource({"single,1", "dual,2"})
  void changesEqualTheReference(String name, int bands) {
    CsvTable expected = CsvTable.read("/parity/omnibus/" + name + ".csv");
    SeriesWorker worker = worker(TestLaw.CHI_SQUARE, bands);
    float[] result = new float[OmnibusWorker.INTERVALS + DATES - 1];
    for (int i = 0; i < expected.rows().length; i++) {
      worker.compute(series(i, bands), result);
      assertThat(result[OmnibusWorker.CHANGES]).isEqualTo((float) expected.get(i, "count"));
      for (int j = 1; j < DATES; j++) {
        assertThat(result[OmnibusWorker.INTERVALS + j - 1] > 0)
            .isEqualTo(expected.get(i, "interval" + j) > 0);
      }
      if (expected.get(i, "count") > 0) {
        assertThat(result[OmnibusWorker.FIRST]).isEqualTo((float) expected.get(i, "first"));
        assertThat(result[OmnibusWorker.LAST]).isEqualTo((float) expected.get(i, "last"));
        assertThat(result[OmnibusWorker.FIRST_DIRECTION])
            .isEqualTo((float) expected.get(i, "firstDirection"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"single,1", "dual,2"})
  void pValuesOfTheMarginalTestsEqualTheReference(String name, int bands) {
    CsvTable expected = CsvTable.read("/parity/omnibus/" + name + ".csv");
    for (int i = 0; i < expected.rows().length; i++) {
      float[][] series = series(i, bands);
      for (int j = 2; j <= DATES; j++) {
        double p = expected.get(i, "r" + j);
        // The program takes lnR as a difference of large logarithms, of powers times looks.
        assertThat(ChiSquareLaw.marginal(4.4, bands, j).pValue(marginal(series, j)))
            .isCloseTo(p, within(1e-9 * p + 1e-12));
      }
      assertThat(expected.get(i, "pair")).isEqualTo(expected.get(i, "r2"));
    }
  }

  @ParameterizedTest
  @CsvSource({"single,1", "dual,2"})
  void theExactLawHardlyDiffersWith44Looks(String name, int bands) {
    CsvTable expected = CsvTable.read("/parity/omnibus/" + name + ".csv");
    SeriesWorker worker = worker(TestLaw.EXACT, bands);
    float[] result = new float[OmnibusWorker.INTERVALS + DATES - 1];
    for (int i = 0; i < expected.rows().length; i++) {
      worker.compute(series(i, bands), result);
      double p = expected.get(i, "pValue");
      if (p > 1e-5) {
        assertThat((double) result[OmnibusWorker.P_VALUE]).isCloseTo(p, withinPercentage(0.2));
      }
    }
  }

  /** −2 ln R of the first j dates, from R = Q of j dates by Q of j − 1. */
  private static double marginal(float[][] series, int j) {
    return minus2LogQ(series, j) - (j > 2 ? minus2LogQ(series, j - 1) : 0);
  }

  private static double minus2LogQ(float[][] series, int k) {
    double ln = 0;
    for (float[] band : series) {
      double sum = 0;
      for (int i = 0; i < k; i++) {
        ln += Math.log(band[i]) + Math.log(k);
        sum += band[i];
      }
      ln -= k * Math.log(sum);
    }
    return -2 * 4.4 * ln;
  }

  private static SeriesWorker worker(TestLaw law, int bands) {
    // Day i is the i-th interval's end, so that dates are the reference's numbers of intervals.
    double[] days = new double[DATES];
    Arrays.setAll(days, i -> i);
    SeriesTimes times = new SeriesTimes(days);
    OmnibusTest test =
        new OmnibusTest(new OmnibusParameters(4.4, 0.01, PowerScale.POWER, law), true);
    assertThat(test.layers(bands, times)).hasSize(OmnibusWorker.INTERVALS + DATES - 1);
    assertThat(test.layers(bands, times))
        .extracting(Layer::name)
        .startsWith("changes", "firstChange", "lastChange");
    return test.worker(bands, times);
  }

  private static float[][] series(int row, int bands) {
    float[][] series = new float[bands][DATES];
    for (int b = 0; b < bands; b++) {
      for (int d = 0; d < DATES; d++) {
        series[b][d] = (float) POWER.rows()[row][b * DATES + d];
      }
    }
    return series;
  }
}
