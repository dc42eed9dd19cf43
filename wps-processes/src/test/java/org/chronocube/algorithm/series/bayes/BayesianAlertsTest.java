// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.series.SeriesTimes;
import org.junit.jupiter.api.Test;

/**
 * Forest is N(0, 1), non-forest N(−4, 1): 0 has the probability of non-forest 0.1 (weighted), −2
 * has 0.5, −4 has 0.9. A date every 12 days, monitoring from the fifth on.
 */
class BayesianAlertsTest {

  private static final ForestClasses GIVEN = new ForestClasses.Given(0, 1, -4, 1);
  private static final float NO = Float.NaN;

  @Test
  void probabilityGrowsWithEveryObservation() {
    // 0.1 ⊗ 0.9 = 0.5; ⊗ 0.9 = 0.9; ⊗ 0.9 = 0.81 / 0.82.
    assertAlert(run(0, 0, 0, 0, 0, -4), BayesianAlerts.NONE, -1, -1, 0.5);
    assertAlert(run(0, 0, 0, 0, 0, -4, -4), BayesianAlerts.LOW, 5, -1, 0.9);
    assertAlert(run(0, 0, 0, 0, 0, -4, -4, -4), BayesianAlerts.HIGH, 5, 7, 0.81 / 0.82);
    assertAlert(run(0, 0, 0, 0, 0, -4, -4, -4, 0, 0), BayesianAlerts.HIGH, 5, 7, 0.81 / 0.82);
  }

  @Test
  void undecidedObservationChangesNothing() {
    assertAlert(run(0, 0, 0, 0, 0, -4, -2, -4), BayesianAlerts.LOW, 5, -1, 0.9);
  }

  @Test
  void forestAgainRejects() {
    // 0.5 ⊗ 0.1 = 0.1.
    float[] result = run(0, 0, 0, 0, 0, -4, 0, 0);
    assertAlert(result, BayesianAlerts.NONE, -1, -1, Double.NaN);
    assertThat(result[5]).isNaN();
  }

  @Test
  void afterARejectionTheNextFlagCounts() {
    assertAlert(run(0, 0, 0, 0, -4, 0, -4, -4, -4), BayesianAlerts.HIGH, 6, 8, 0.81 / 0.82);
  }

  @Test
  void changeBeforeTheStartIsHistory() {
    // The prior of the first observation is the one before it: 0.9 ⊗ 0.9.
    assertAlert(run(0, 0, 0, -4, -4), BayesianAlerts.HIGH, 4, 4, 0.81 / 0.82);
    assertAlert(run(0, 0, 0, -4, 0, 0), BayesianAlerts.NONE, -1, -1, Double.NaN);
  }

  @Test
  void withoutAnythingBeforeThePriorIsEven() {
    assertAlert(run(NO, NO, NO, NO, -4), BayesianAlerts.LOW, 4, -1, 0.9);
  }

  @Test
  void suspicionLapsesAfterTheWindow() {
    // Flag, then 84 days undecided, then 96 days after the flag.
    float[] waiting = {0, 0, 0, 0, -4, -4, -2, NO, NO, NO, NO, NO};
    float[] lapsed = {0, 0, 0, 0, -4, -4, -2, NO, NO, NO, NO, NO, 0};
    assertAlert(run(waiting), BayesianAlerts.LOW, 4, -1, 0.9);
    assertAlert(run(lapsed), BayesianAlerts.NONE, -1, -1, Double.NaN);
  }

  @Test
  void observationsOfARejectedFlagCanBeTriedAnew() {
    // 0.5, 0.9, 0.5, 0.1: rejected; anew from the second on: 0.9 ⊗ 0.9.
    float[] values = {0, 0, 0, 0, -4, -4, 0, 0};
    assertAlert(run(values), BayesianAlerts.NONE, -1, -1, Double.NaN);
    assertAlert(run(bayts(), values), BayesianAlerts.HIGH, 5, 5, 0.81 / 0.82);
  }

  @Test
  void alertCanNeedSeveralObservations() {
    AlertRule four = new AlertRule(0.1, 0.9, 0.5, 0.85, 0.975, 90, 4, false);
    float[] three = {0, 0, 0, 0, 0, -4, -4, -4};
    float[] enough = {0, 0, 0, 0, 0, -4, -4, -4, -4};
    assertAlert(run(four, three), BayesianAlerts.NONE, -1, -1, 0.81 / 0.82);
    assertAlert(run(four, enough), BayesianAlerts.HIGH, 5, 8, 0.729 / 0.73);
  }

  @Test
  void bandsOfADateAreIndependentSources() {
    // 0.9 ⊗ 0.9 = 0.81 / 0.82 at one date; with 0.01 / 0.82 before it, 0.5.
    float[][] values = {{0, 0, 0, 0, 0, -4, -4}, {0, 0, 0, 0, 0, -4, NO}};
    float[] result = compute(method(GIVEN), values);
    assertAlert(result, BayesianAlerts.LOW, 5, -1, 0.9);
    assertThat(result[5]).as("dates").isEqualTo(2);
    float[][] contrary = {{0, 0, 0, 0, 0, -4}, {0, 0, 0, 0, 0, 0}};
    assertAlert(compute(method(GIVEN), contrary), BayesianAlerts.NONE, -1, -1, 0.01 / 0.82);
  }

  @Test
  void magnitudeIsTheWayToNonForest() {
    assertThat(run(0, 0, 0, 0, 0, -4, -6, -2, -4)[4]).isEqualTo(1);
    assertThat(run(0, 0, 0, 0, 0, -3, -3, -3)[4]).isEqualTo(0.75f);
  }

  @Test
  void classesOfThePixelsOwnHistory() {
    // Median 10, s = sqrt(10 / 4): non-forest lies 4 s lower, at 3.68.
    BayesianAlerts method = method(new ForestClasses.OfHistory(1, 1, -4));
    float[][] values = {{8, 9, 10, 11, 12, 10, 3.7f, 3.7f, 3.7f}};
    SeriesTimes times = times(values[0].length);
    BayesianAlerts later =
        new BayesianAlerts(method.classes(), times.days()[5], 0, false, 5, method.rule());
    float[] result = compute(later, values);
    assertThat(result[3]).isEqualTo(BayesianAlerts.HIGH);
    assertThat(result[0]).isEqualTo((float) times.days()[6]);
    assertThat(result[4]).isCloseTo((float) (6.3 / (4 * Math.sqrt(2.5))), within(1e-5f));
  }

  @Test
  void bandWithoutHistoryHasNoSay() {
    BayesianAlerts method = method(ForestClasses.OfHistory.DEFAULT);
    float[] normal = {-1, 1, -1, 1, -9, -9, -9};
    float[] constant = {5, 5, 5, 5, 5, 5, 5};
    float[] empty = {NO, NO, 1, 1, -9, -9, -9};
    float[] alone = compute(method, new float[][] {normal.clone()});
    assertThat(alone[3]).isEqualTo(BayesianAlerts.HIGH);
    assertThat(compute(method, new float[][] {normal, constant, empty})).isEqualTo(alone);
    assertThat(compute(method, new float[][] {constant, empty})).containsOnly(Float.NaN);
  }

  @Test
  void seasonIsNoChange() {
    // A season whose amplitude is four times the noise, then a fall of five times at its height.
    int count = 127;
    SeriesTimes times = times(count);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      double season = 4 * Math.cos(2 * Math.PI * times.days()[i] / 365.25);
      values[i] = (float) (season + (i % 2 == 0 ? 1 : -1) - (i < 119 ? 0 : 5));
    }
    BayesianAlerts plain = ofHistory(times, 92, 0);
    BayesianAlerts seasonal = ofHistory(times, 92, 1);
    assertThat(compute(seasonal, times, values)[0]).isEqualTo((float) times.days()[119]);
    assertThat(compute(seasonal, times, values)[3]).isEqualTo(BayesianAlerts.HIGH);
    assertThat(compute(plain, times, values)[3])
        .as("the season hides it")
        .isEqualTo(BayesianAlerts.NONE);
  }

  @Test
  void logarithmOfZeroIsMissing() {
    float zero = Float.NEGATIVE_INFINITY;
    assertAlert(run(0, 0, 0, 0, 0, -4, zero, -4), BayesianAlerts.LOW, 5, -1, 0.9);
  }

  @Test
  void pixelWithoutValuesIsNoData() {
    assertThat(run(NO, NO, NO, NO, NO, NO)).containsOnly(Float.NaN);
  }

  @Test
  void refusesWhatDoesNotFit() {
    BayesianAlerts given = method(GIVEN);
    assertThatThrownBy(() -> given.check(1, times(4)))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("monitorStart must not be after the last date, was 2018-02-18T00:00:00Z");
    assertThatThrownBy(() -> ofHistory(times(9), 2, 0).check(1, times(9)))
        .hasMessage("monitorStart must leave at least 3 dates of history before it, left 2");
    BayesianAlerts two =
        new BayesianAlerts(List.of(GIVEN, GIVEN), given.monitorStart(), 0, false, 3, rule());
    assertThatThrownBy(() -> two.check(3, times(9)))
        .hasMessage("classes must be one, or one for each of 3 bands, were 2");
    assertThatThrownBy(() -> new AlertRule(0.1, 0.9, 0.5, 0.98, 0.975, 90, 1, false))
        .hasMessage("lowConfidence must be 0.0..0.975, was 0.98");
    assertThatThrownBy(() -> new AlertRule(0, 0.9, 0.5, 0.85, 0.975, 90, 1, false))
        .hasMessage("minWeight must be > 0 and <= 0.5, was 0.0");
    assertThatThrownBy(() -> new ForestClasses.Given(0, 0, 1, 1))
        .hasMessage("forestSd must be > 0, was 0.0");
  }

  private static void assertAlert(
      float[] result, int kind, int flagged, int confirmed, double probability) {
    double[] days = times(20).days();
    assertThat(result[0]).as("date").isEqualTo(date(days, flagged));
    assertThat(result[1]).as("confirmed").isEqualTo(date(days, confirmed));
    if (Double.isNaN(probability)) {
      assertThat(result[2]).as("probability").isNaN();
    } else {
      assertThat(result[2]).as("probability").isCloseTo((float) probability, within(1e-6f));
    }
    assertThat(result[3]).as("class").isEqualTo(kind);
  }

  /** Boxed, so that NaN equals NaN. */
  private static Float date(double[] days, int index) {
    return index < 0 ? Float.NaN : (float) days[index];
  }

  private static float[] run(float... values) {
    return run(rule(), values);
  }

  private static float[] run(AlertRule rule, float... values) {
    BayesianAlerts method =
        new BayesianAlerts(List.of(GIVEN), times(5).days()[4], 0, false, 3, rule);
    return compute(method, new float[][] {values.clone()});
  }

  private static float[] compute(BayesianAlerts method, SeriesTimes times, float[] values) {
    float[] result = new float[method.layers(1, times).size()];
    method.worker(1, times).compute(new float[][] {values.clone()}, result);
    return result;
  }

  private static float[] compute(BayesianAlerts method, float[][] values) {
    SeriesTimes times = times(values[0].length);
    float[] result = new float[method.layers(values.length, times).size()];
    method.worker(values.length, times).compute(values, result);
    return result;
  }

  private static BayesianAlerts method(ForestClasses classes) {
    return new BayesianAlerts(List.of(classes), times(5).days()[4], 0, false, 3, rule());
  }

  private static BayesianAlerts ofHistory(SeriesTimes times, int history, int harmonics) {
    return new BayesianAlerts(
        List.of(ForestClasses.OfHistory.DEFAULT),
        times.days()[history],
        harmonics,
        false,
        3,
        rule());
  }

  private static AlertRule rule() {
    return AlertRule.REICHE_2021;
  }

  private static AlertRule bayts() {
    return new AlertRule(0.1, 0.9, 0.5, 0.85, 0.975, Double.POSITIVE_INFINITY, 1, true);
  }

  /** From 2018-01-01 on, every 12 days. */
  private static SeriesTimes times(int count) {
    return new SeriesTimes(IntStream.range(0, count).mapToDouble(i -> 17532 + 12 * i).toArray());
  }
}
