// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.Layer.Role;
import org.chronocube.algorithm.series.SeriesTimes;
import org.chronocube.kernel.speckle.PowerScale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OmnibusTestTest {

  private static final float NAN = Float.NaN;
  private static final SeriesTimes SIX =
      new SeriesTimes(new double[] {100, 112, 124, 136, 148, 160});

  private static float[] compute(PowerScale scale, float[]... bands) {
    OmnibusTest test =
        new OmnibusTest(new OmnibusParameters(4.4, 0.01, scale, TestLaw.EXACT), true);
    float[] result = new float[test.layers(bands.length, SIX).size()];
    test.worker(bands.length, SIX).compute(bands, result);
    return result;
  }

  private static float[] intervals(float[] result) {
    return Arrays.copyOfRange(result, OmnibusWorker.INTERVALS, result.length);
  }

  @Test
  void aStepIsFoundWhereItIs() {
    float[] r = compute(PowerScale.POWER, new float[] {1, 1, 1, 20, 20, 20});
    assertThat(r[OmnibusWorker.CHANGES]).isEqualTo(1);
    assertThat(r[OmnibusWorker.FIRST]).isEqualTo(136);
    assertThat(r[OmnibusWorker.LAST]).isEqualTo(136);
    assertThat(r[OmnibusWorker.FIRST_DIRECTION]).isEqualTo(Direction.POSITIVE.code());
    assertThat(intervals(r)).containsExactly(0, 0, 1, 0, 0);
    assertThat(r[OmnibusWorker.MAGNITUDE]).isCloseTo((float) (10 * Math.log10(20)), within(1e-4f));
    assertThat(r[OmnibusWorker.P_VALUE]).isLessThan(1e-4f);
    assertThat(r[OmnibusWorker.CONFIDENCE]).isEqualTo(1 - r[OmnibusWorker.P_VALUE]);
  }

  @Test
  void severalChangesAreToldWithTheirDirections() {
    // Both up, both down, then one up and the other down.
    float[] r =
        compute(
            PowerScale.POWER,
            new float[] {1, 30, 30, 1, 1, 40},
            new float[] {0.1f, 3, 3, 0.1f, 0.1f, 0.002f});
    assertThat(r[OmnibusWorker.CHANGES]).isEqualTo(3);
    assertThat(r[OmnibusWorker.FIRST]).isEqualTo(112);
    assertThat(r[OmnibusWorker.LAST]).isEqualTo(160);
    assertThat(intervals(r)).containsExactly(1, 0, 2, 0, 3);
    assertThat(r[OmnibusWorker.FIRST_DIRECTION]).isEqualTo(1);
    assertThat(r[OmnibusWorker.LAST_DIRECTION]).isEqualTo(3);
    // Up by 30, down by 30: the first of the largest steps counts.
    assertThat(r[OmnibusWorker.MAGNITUDE]).isCloseTo((float) (10 * Math.log10(30)), within(1e-4f));
  }

  @Test
  void withoutChangeTheDatesAreNaN() {
    float[] r = compute(PowerScale.POWER, new float[] {1, 1.2f, 0.9f, 1.1f, 1, 0.8f});
    assertThat(r[OmnibusWorker.CHANGES]).isZero();
    assertThat(r[OmnibusWorker.FIRST]).isNaN();
    assertThat(r[OmnibusWorker.LAST]).isNaN();
    assertThat(r[OmnibusWorker.FIRST_DIRECTION]).isNaN();
    assertThat(r[OmnibusWorker.MAGNITUDE]).isNaN();
    assertThat(r[OmnibusWorker.P_VALUE]).isGreaterThan(0.5f);
    assertThat(intervals(r)).containsOnly(0);
  }

  @Test
  void allDatesAlikeHaveProbabilityOne() {
    assertThat(compute(PowerScale.POWER, new float[] {2, 2, 2, 2, 2, 2})[OmnibusWorker.P_VALUE])
        .isEqualTo(1);
  }

  @Test
  void datesWithoutDataOrPowerAreLeftOut() {
    float[] r =
        compute(
            PowerScale.POWER, new float[] {1, NAN, 1, 0, 20, 20}, new float[] {1, 1, 1, 1, 20, 20});
    assertThat(r[OmnibusWorker.CHANGES]).isEqualTo(1);
    assertThat(r[OmnibusWorker.FIRST]).isEqualTo(148);
    // Between the fourth date, which is left out, and the fifth.
    assertThat(intervals(r)).containsExactly(0, 0, 0, 1, 0);

    OmnibusTest test =
        new OmnibusTest(new OmnibusParameters(4.4, 0.01, PowerScale.POWER, TestLaw.EXACT), false);
    float[] four = new float[OmnibusWorker.INTERVALS];
    SeriesTimes left = new SeriesTimes(new double[] {100, 124, 148, 160});
    test.worker(2, left).compute(new float[][] {{1, 1, 20, 20}, {1, 1, 20, 20}}, four);
    assertThat(r[OmnibusWorker.P_VALUE]).isEqualTo(four[OmnibusWorker.P_VALUE]);
  }

  @Test
  void oneDateIsNoAnswer() {
    assertThat(compute(PowerScale.POWER, new float[] {NAN, NAN, 1, NAN, 0, -1}))
        .containsOnly(Float.NaN);
  }

  @ParameterizedTest
  @EnumSource(PowerScale.class)
  void amplitudesAndDecibelsGiveTheSame(PowerScale scale) {
    float[] power = {1, 1.5f, 0.7f, 6, 4, 9};
    float[] values = new float[power.length];
    for (int i = 0; i < power.length; i++) {
      values[i] =
          switch (scale) {
            case POWER -> power[i];
            case AMPLITUDE -> (float) Math.sqrt(power[i]);
            case DECIBEL -> (float) (10 * Math.log10(power[i]));
          };
    }
    float[] expected = compute(PowerScale.POWER, power);
    float[] r = compute(scale, values);
    for (int i = 0; i < r.length; i++) {
      assertThat(r[i]).isCloseTo(expected[i], within(1e-5f * Math.abs(expected[i])));
    }
  }

  @Test
  void powersOfAnySizeAreFine() {
    for (float unit : new float[] {1e-30f, 1, 1e30f}) {
      float[] r =
          compute(
              PowerScale.POWER,
              new float[] {unit, unit, unit, 20 * unit, 20 * unit, 20 * unit},
              new float[] {unit, unit, unit, 20 * unit, 20 * unit, 20 * unit});
      assertThat(intervals(r)).containsExactly(0, 0, 1, 0, 0);
    }
  }

  @Test
  void layersSayWhatTheyAre() {
    OmnibusTest test =
        new OmnibusTest(new OmnibusParameters(4.4, 0.01, PowerScale.DECIBEL, TestLaw.EXACT), false);
    assertThat(test.layers(2, SIX)).hasSize(OmnibusWorker.INTERVALS);
    assertThat(test.layers(2, SIX))
        .filteredOn(l -> l.role() == Role.DATE)
        .extracting(Layer::name)
        .containsExactly("firstChange", "lastChange");
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> new OmnibusParameters(0, 0.01, PowerScale.POWER, TestLaw.EXACT))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("looks must be more than 0 and at most 10000, was 0.0");
    assertThatThrownBy(() -> new OmnibusParameters(1, 0, PowerScale.POWER, TestLaw.EXACT))
        .hasMessage("alpha must be more than 1e-7 and less than 1, was 0.0");
    OmnibusTest test =
        new OmnibusTest(new OmnibusParameters(1, 0.1, PowerScale.POWER, TestLaw.EXACT), false);
    assertThatThrownBy(() -> test.check(5, SIX))
        .hasMessage("bands must be 1 to 4 polarisations, were 5");
    assertThatThrownBy(() -> test.check(1, new SeriesTimes(new double[] {1})))
        .hasMessage("time must select at least 2 dates, selected 1");
    assertThatThrownBy(() -> TestLaw.parse("law", "other"))
        .hasMessage("law must be one of exact, chi-square, was other");
  }
}
