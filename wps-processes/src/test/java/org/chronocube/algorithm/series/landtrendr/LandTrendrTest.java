// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.landtrendr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.series.SeriesTimes;
import org.chronocube.algorithm.series.landtrendr.LandTrendr.LossDirection;
import org.chronocube.algorithm.series.landtrendr.LandTrendr.ReportedChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Series of 1985 to 2014, drawn by hand: what is drawn is what is found. */
class LandTrendrTest {

  private static final int FIRST = 1985;
  private static final int YEARS = 30;

  @Test
  void stable() {
    Annual result = annual(LandTrendr.DEFAULT, year -> 700);
    assertThat(result.layer("segments")).isEqualTo(1);
    assertThat(result.layer("rmse")).isEqualTo(0);
    assertThat(result.layer("confidence")).isEqualTo(0);
    assertThat(result.layer("date")).isNaN();
    assertThat(result.layer("magnitude")).isNaN();
  }

  @Test
  void abruptLoss() {
    Annual result = annual(LandTrendr.DEFAULT, year -> year < 2000 ? 700 : 300);
    assertThat(result.layer("segments")).isEqualTo(3);
    assertChange(result, 1999, 2000, 400, 1, 700);
    assertThat(result.layer("rate")).isEqualTo(400);
    assertThat(result.layer("confidence")).isEqualTo(1);
  }

  @Test
  void lossAndRecovery() {
    IntToDoubleFunction index = year -> year < 2000 ? 700 : 300 + 20 * (year - 2000);
    Annual result = annual(vertices(LandTrendr.DEFAULT), index);
    assertChange(result, 1999, 2000, 400, 1, 700);
    assertThat(result.layer("segments")).isEqualTo(3);
    assertThat(result.year("vertex_4_date")).isEqualTo(2014);
    assertThat(result.layer("vertex_4_value")).isCloseTo(580, within(1e-3f));
    assertThat(result.layer("vertex_5_date")).isNaN();
    assertChange(annual(reporting(ReportedChange.GREATEST_GAIN), index), 2000, 2001, 280, 14, 300);
  }

  @Test
  void slowDecline() {
    Annual result =
        annual(LandTrendr.DEFAULT, year -> 700 - 20 * Math.max(0, Math.min(10, year - 1994)));
    assertThat(result.layer("segments")).isEqualTo(3);
    assertChange(result, 1994, 1995, 200, 10, 700);
    assertThat(result.layer("rate")).isCloseTo(20, within(1e-3f));
  }

  @Test
  void spikeIsNoLoss() {
    Annual result = annual(LandTrendr.DEFAULT, year -> year == 1999 ? 300 : 700);
    assertThat(result.layer("segments")).isEqualTo(1);
    assertThat(result.layer("date")).isNaN();
    assertThat(result.layer("rmse"))
        .as("against what was observed")
        .isCloseTo((float) (400 / Math.sqrt(30)), within(1e-3f));
  }

  @Test
  void lossWithinAGapIsSeenAfterIt() {
    Annual result =
        annual(
            LandTrendr.DEFAULT,
            year -> year >= 1999 && year <= 2001 ? Double.NaN : year < 2000 ? 700 : 300);
    assertChange(result, 1998, 2002, 400, 4, 700);
  }

  @Test
  void yearsMissingAtTheEndsAreSkipped() {
    Annual result =
        annual(
            vertices(LandTrendr.DEFAULT),
            year -> year < 1988 || year > 2010 ? Double.NaN : year < 2000 ? 700 : 300);
    assertChange(result, 1999, 2000, 400, 1, 700);
    assertThat(result.year("vertex_1_date")).isEqualTo(1988);
    assertThat(result.year("vertex_4_date")).isEqualTo(2010);
  }

  @Test
  void ofAnIndexThatRisesWhenForestIsLost() {
    LandTrendr d = LandTrendr.DEFAULT;
    LandTrendr rising =
        new LandTrendr(
            LossDirection.INCREASE, d.change(), 6, 0.9, 3, false, 0.25, 0.05, 0.75, 6, false);
    assertChange(annual(rising, year -> year < 2000 ? 0.1 : 0.3), 1999, 2000, 0.2, 1, 0.1);
  }

  @ParameterizedTest
  @CsvSource({
    "GREATEST_LOSS, 1998, 300, 8",
    "NEWEST_LOSS,   1998, 300, 8",
    "OLDEST_LOSS,   1989, 200, 1",
    "FASTEST_LOSS,  1989, 200, 1",
  })
  void whichLossIsReported(ReportedChange change, int start, double magnitude, double duration) {
    double[] drawn = {1985, 900, 1989, 900, 1990, 700, 1998, 700, 2006, 400, 2014, 400};
    Annual result = annual(reporting(change), year -> between(drawn, year));
    assertThat(result.layer("segments")).isEqualTo(5);
    assertChange(result, start, start + 1, magnitude, duration, between(drawn, start));
  }

  @Test
  void gainIsNotReportedWhereThereAreLossesOnly() {
    Annual result =
        annual(reporting(ReportedChange.GREATEST_GAIN), year -> year < 2000 ? 700 : 300);
    assertThat(result.layer("date")).isNaN();
    assertThat(result.layer("segments")).isEqualTo(3);
  }

  @Test
  void recoveryWithinAYearIsTakenForNoise() {
    IntToDoubleFunction twoBadYears = year -> year == 2000 || year == 2001 ? 300 : 700;
    assertThat(annual(LandTrendr.DEFAULT, twoBadYears).layer("date")).isNaN();
    Annual allowed = annual(recovery(1, false), twoBadYears);
    assertChange(allowed, 1999, 2000, 400, 1, 700);
  }

  @Test
  void recoveryWithinOneYearCanBePreventedWhateverItsSize() {
    IntToDoubleFunction step = year -> year < 2000 ? 300 : 700;
    Annual allowed = annual(recovery(1, false), step);
    assertThat(allowed.layer("segments")).isEqualTo(3);
    assertThat(allowed.layer("rmse")).isEqualTo(0);
    Annual prevented = annual(recovery(1, true), step);
    assertThat(prevented.layer("rmse")).isGreaterThan(50);
  }

  @Test
  void unitOfTheIndexDoesNotMatter() {
    IntToDoubleFunction wiggle = year -> 650 + 40 * Math.sin(year * 7.0) - (year < 2003 ? 0 : 350);
    Annual thousandths = annual(vertices(LandTrendr.DEFAULT), wiggle);
    Annual ones = annual(vertices(LandTrendr.DEFAULT), y -> wiggle.applyAsDouble(y) / 1000);
    assertThat(ones.layer("segments")).isEqualTo(thousandths.layer("segments"));
    assertThat(ones.year("date")).isEqualTo(thousandths.year("date")).isEqualTo(2003);
    assertThat(ones.layer("confidence")).isCloseTo(thousandths.layer("confidence"), within(1e-5f));
  }

  @Test
  void tooFewYearsGiveNothing() {
    Annual result =
        annual(LandTrendr.DEFAULT, year -> year < 1990 ? (year < 1988 ? 700 : 300) : Double.NaN);
    assertThat(result.layer("segments")).isNaN();
    assertThat(result.layer("rmse")).isNaN();
  }

  @Test
  void workerForgetsThePixelBefore() {
    SeriesTimes times = Annual.times(FIRST, YEARS);
    LandTrendr method = vertices(LandTrendr.DEFAULT);
    var worker = method.worker(1, times);
    int layers = method.layers(1, times).size();
    float[] first = new float[layers];
    float[] again = new float[layers];
    worker.compute(new float[][] {values(year -> year < 2000 ? 700 : 300)}, first);
    worker.compute(new float[][] {values(year -> 50 * Math.sin(year * 3.0))}, new float[layers]);
    worker.compute(new float[][] {values(year -> year < 2000 ? 700 : 300)}, again);
    assertThat(again).isEqualTo(first);
  }

  @Test
  void compositesOfASeasonAroundNewYearAreAYearApart() {
    double[] days = new double[12];
    for (int i = 0; i < days.length; i++) {
      days[i] = java.time.LocalDate.of(2000 + i, 12, 31).toEpochDay() + (i % 2 == 0 ? 0.1 : 1.1);
    }
    assertThat(LandTrendr.years(new SeriesTimes(days)))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
  }

  @Test
  void refusesWhatDoesNotFit() {
    LandTrendr method = LandTrendr.DEFAULT;
    assertThatThrownBy(() -> method.check(2, Annual.times(2000, 20)))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("bands must be one index for LandTrendr, were 2");
    assertThatThrownBy(() -> method.check(1, Annual.times(2000, 5)))
        .hasMessage("minObservations must be at most the number of years, 5, was 6");
    SeriesTimes monthly = new SeriesTimes(new double[] {0, 30, 60, 90, 120, 150, 180});
    assertThatThrownBy(() -> method.check(1, monthly))
        .hasMessageStartingWith("period must give one date a year for LandTrendr, was 1970-01-01");
    assertThatThrownBy(() -> recovery(0, false))
        .hasMessage("recoveryThreshold must be 0.05..1, was 0");
  }

  private static void assertChange(
      Annual result, int start, int date, double magnitude, double duration, double before) {
    float unit = (float) magnitude;
    assertThat(result.year("start")).isEqualTo(start);
    assertThat(result.year("date")).isEqualTo(date);
    assertThat(result.layer("magnitude")).isCloseTo((float) magnitude, within(1e-5f * unit));
    assertThat(result.layer("duration")).isEqualTo((float) duration);
    assertThat(result.layer("pre_value")).isCloseTo((float) before, within(1e-5f * unit));
  }

  /** A line through years and values given in turn. */
  private static double between(double[] vertices, int year) {
    int i = 2;
    while (vertices[i] < year) {
      i += 2;
    }
    double share = (year - vertices[i - 2]) / (vertices[i] - vertices[i - 2]);
    return vertices[i - 1] + share * (vertices[i + 1] - vertices[i - 1]);
  }

  private static Annual annual(LandTrendr method, IntToDoubleFunction index) {
    return new Annual(method, FIRST, values(index));
  }

  private static float[] values(IntToDoubleFunction index) {
    float[] values = new float[YEARS];
    for (int i = 0; i < YEARS; i++) {
      values[i] = (float) index.applyAsDouble(FIRST + i);
    }
    return values;
  }

  private static LandTrendr vertices(LandTrendr of) {
    return new LandTrendr(
        of.loss(), of.change(), 6, 0.9, 3, false, of.recoveryThreshold(), 0.05, 0.75, 6, true);
  }

  private static LandTrendr reporting(ReportedChange change) {
    return new LandTrendr(
        LossDirection.DECREASE, change, 6, 0.9, 3, false, 0.25, 0.05, 0.75, 6, false);
  }

  private static LandTrendr recovery(double threshold, boolean preventOneYear) {
    return new LandTrendr(
        LossDirection.DECREASE,
        ReportedChange.GREATEST_LOSS,
        6,
        0.9,
        3,
        preventOneYear,
        threshold,
        0.05,
        0.75,
        6,
        false);
  }
}
