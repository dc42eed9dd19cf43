// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.series.HarmonicRegression.Robust;
import org.junit.jupiter.api.Test;

class HarmonicRegressionTest {

  private static final HarmonicRegression ONE = new HarmonicRegression(1, true, Robust.NONE, 12);

  /** R: lm and MASS::rlm, see SOURCE.txt of the data. */
  @Test
  void equalsROnRealSeries() {
    Map<String, ParitySeries> all = ParitySeries.all();
    int compared = 0;
    for (String[] row : ParitySeries.rows("rlm.csv")) {
      HarmonicRegression method =
          new HarmonicRegression(
              Integer.parseInt(row[1]), Boolean.parseBoolean(row[2]), Robust.valueOf(row[3]), 12);
      ParitySeries series = all.get(row[0]);
      float[] result = series.compute(method);
      String[] coefficients = row[6].split(" ");
      for (int i = 0; i < coefficients.length; i++) {
        assertThat((double) result[i])
            .as("coefficient " + i + " of " + Arrays.toString(row))
            .isCloseTo(Double.parseDouble(coefficients[i]), within(1e-6));
      }
      assertThat(series.layer(method, result, "rmse"))
          .isCloseTo(Double.parseDouble(row[4]), within(1e-7));
      assertThat(series.layer(method, result, "r2"))
          .isCloseTo(Double.parseDouble(row[5]), within(1e-6));
      compared++;
    }
    assertThat(compared).isEqualTo(96);
  }

  @Test
  void phasesAreDaysOfTheYear() {
    // Highest on 2 July (day 183) of every year, and a second harmonic highest on 1 March and
    // 30 August.
    double[] days = IntStream.range(0, 60).mapToDouble(i -> 10957.5 + 21 * i).toArray();
    float[] values = new float[60];
    for (int i = 0; i < 60; i++) {
      double year = 2 * Math.PI * days[i] / 365.25;
      values[i] =
          (float)
              (0.4
                  + 0.3 * Math.cos(year - 2 * Math.PI * 182 / 365.25)
                  + 0.1 * Math.cos(2 * (year - 2 * Math.PI * 59 / 365.25)));
    }
    HarmonicRegression method = new HarmonicRegression(2, false, Robust.NONE, 12);
    ParitySeries series = new ParitySeries(new SeriesTimes(days), values);
    float[] result = series.compute(method);
    assertThat(series.layer(method, result, "level")).isCloseTo(0.4, within(1e-6));
    assertThat(series.layer(method, result, "amplitude_1")).isCloseTo(0.3, within(1e-6));
    assertThat(series.layer(method, result, "phase_1")).isCloseTo(183, within(1e-3));
    assertThat(series.layer(method, result, "amplitude_2")).isCloseTo(0.1, within(1e-6));
    assertThat(series.layer(method, result, "phase_2")).isCloseTo(60, within(1e-3));
    assertThat(series.layer(method, result, "r2")).isCloseTo(1, within(1e-6));
  }

  @Test
  void bisquareForgetsCloudsThatTheMaskMissed() {
    double[] days = IntStream.range(0, 40).mapToDouble(i -> 15000 + 25 * i).toArray();
    float[] values = new float[40];
    for (int i = 0; i < 40; i++) {
      values[i] = (float) (0.5 + 0.2 * Math.sin(2 * Math.PI * days[i] / 365.25)) + i % 3 * 1e-3f;
    }
    values[7] = -0.6f;
    values[30] = -0.5f;
    ParitySeries series = new ParitySeries(new SeriesTimes(days), values);
    HarmonicRegression robust = new HarmonicRegression(1, true, Robust.BISQUARE, 12);
    assertThat(series.layer(robust, series.compute(robust), "amplitude_1"))
        .isCloseTo(0.2, within(1e-3));
    assertThat(series.layer(ONE, series.compute(ONE), "amplitude_1")).isLessThan(0.185);
  }

  @Test
  void noAnswerWhereTheDatesDoNotDetermineIt() {
    double[] days = IntStream.range(0, 24).mapToDouble(i -> 10000 + 100 * i).toArray();
    float[] values = new float[24];
    Arrays.fill(values, 0, 13, 0.7f);
    Arrays.fill(values, 13, 24, Float.NaN);
    ParitySeries series = new ParitySeries(new SeriesTimes(days), values);
    float[] flat = series.compute(ONE);
    assertThat(series.layer(ONE, flat, "level")).isCloseTo(0.7, within(1e-6));
    assertThat(series.layer(ONE, flat, "r2")).isNaN();
    values[3] = Float.NaN;
    values[5] = Float.NaN;
    float[] few = series.compute(ONE);
    assertThat(series.layer(ONE, few, "level")).isNaN();
    assertThat(series.layer(ONE, few, "count")).isEqualTo(11);

    // The same day of every year.
    double[] yearly = IntStream.range(0, 24).mapToDouble(i -> 500 + 365.25 * i).toArray();
    ParitySeries once = new ParitySeries(new SeriesTimes(yearly), new float[24]);
    assertThat(once.layer(ONE, once.compute(ONE), "level")).isNaN();
  }

  @Test
  void layersAndParameters() {
    SeriesTimes times = new SeriesTimes(ascending(20));
    assertThat(ONE.layers(1, times))
        .extracting(Layer::name)
        .containsExactly(
            "level", "trend", "cos_1", "sin_1", "amplitude_1", "phase_1", "rmse", "r2", "count");
    assertThatThrownBy(() -> new HarmonicRegression(6, true, Robust.NONE, 20))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("harmonics must be 0..5, was 6");
    assertThatThrownBy(() -> new HarmonicRegression(3, true, Robust.NONE, 8))
        .hasMessage("minValues must be > 8, the number of coefficients, was 8");
  }

  private static double[] ascending(int n) {
    return IntStream.range(0, n).asDoubleStream().toArray();
  }
}
