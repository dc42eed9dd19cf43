// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.chronocube.InvalidParameterException;
import org.junit.jupiter.api.Test;

class LeastSquaresTest {

  private static final SeriesTimes MONTHLY =
      new SeriesTimes(IntStream.range(0, 48).mapToDouble(i -> 17000 + 30.4375 * i).toArray());

  @Test
  void equalsNumPyOnRealSeriesWithMissingDates() {
    Map<String, ParitySeries> all = ParitySeries.all();
    for (String[] row : ParitySeries.rows("ols.csv")) {
      ParitySeries series = all.get(row[0]);
      HarmonicBasis basis = new HarmonicBasis(series.times(), Integer.parseInt(row[1]), true);
      LeastSquares squares = new LeastSquares(basis.columns());
      double[] values = series.doubles();
      int[] dates = series.valid();
      assertThat(squares.fit(basis, basis.columns(), values, dates, 0, dates.length)).isTrue();
      double rss = squares.residualSum(basis, values, dates, 0, dates.length);
      double expectedRss = Double.parseDouble(row[2]);
      assertThat(rss).isCloseTo(expectedRss, within(1e-10 * expectedRss));
      double[] expected =
          Arrays.stream(row[3].split(" ")).mapToDouble(Double::parseDouble).toArray();
      assertThat(squares.coefficients())
          .as(row[0])
          .usingComparatorWithPrecision(1e-11)
          .containsExactly(expected);
    }
  }

  @Test
  void findsTheModelThatMadeTheValues() {
    HarmonicBasis basis = new HarmonicBasis(MONTHLY, 2, true);
    double[] model = {0.5, -0.02, 0.3, 0.1, -0.05, 0.02};
    double[] values = new double[MONTHLY.count()];
    Arrays.setAll(values, i -> basis.predict(i, model, 6));
    LeastSquares squares = new LeastSquares(8);
    int[] dates = {1, 2, 3, 5, 8, 9, 13, 14, 21, 22, 34};
    assertThat(squares.fit(basis, 6, values, dates, 0, dates.length)).isTrue();
    assertThat(Arrays.copyOf(squares.coefficients(), 6))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(model);
    assertThat(squares.predict(basis, 40)).isCloseTo(values[40], within(1e-12));
  }

  @Test
  void observationsCanBeAddedAndRemoved() {
    HarmonicBasis basis = new HarmonicBasis(MONTHLY, 1, true);
    double[] values = IntStream.range(0, 48).mapToDouble(i -> (i * 37) % 11).toArray();
    int[] dates = IntStream.range(0, 48).toArray();
    LeastSquares squares = new LeastSquares(4);
    assertThat(squares.fit(basis, 4, values, dates, 10, 30)).isTrue();
    double[] expected = squares.coefficients().clone();

    assertThat(squares.fit(basis, 4, values, dates, 8, 28)).isTrue();
    squares.remove(basis, 8, values[8]);
    squares.remove(basis, 9, values[9]);
    squares.add(basis, 28, values[28]);
    squares.add(basis, 29, values[29]);
    assertThat(squares.count()).isEqualTo(20);
    assertThat(squares.solve()).isTrue();
    assertThat(squares.coefficients())
        .usingComparatorWithPrecision(1e-11)
        .containsExactly(expected);
  }

  @Test
  void weightsOfZeroLeaveObservationsOutAndLeveragesSumToTheRegressors() {
    HarmonicBasis basis = new HarmonicBasis(MONTHLY, 1, true);
    double[] values = IntStream.range(0, 48).mapToDouble(i -> (i * 37) % 11).toArray();
    int[] dates = IntStream.range(0, 48).toArray();
    double[] weights = new double[48];
    Arrays.fill(weights, 10, 30, 2.5);
    LeastSquares weighted = new LeastSquares(4);
    LeastSquares plain = new LeastSquares(4);
    assertThat(weighted.fit(basis, 4, values, weights, dates, 0, 48)).isTrue();
    assertThat(plain.fit(basis, 4, values, dates, 10, 30)).isTrue();
    assertThat(weighted.coefficients())
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(plain.coefficients());
    double[] scratch = new double[4];
    double trace =
        IntStream.range(10, 30).mapToDouble(i -> plain.leverage(basis, i, scratch)).sum();
    assertThat(trace).isCloseTo(4, within(1e-12));
  }

  @Test
  void saysWhenTheDatesDoNotDetermineTheModel() {
    // One day of each year: the season is the intercept.
    SeriesTimes yearly =
        new SeriesTimes(IntStream.range(0, 9).mapToDouble(i -> 9000 + 365.25 * i).toArray());
    HarmonicBasis basis = new HarmonicBasis(yearly, 1, true);
    LeastSquares squares = new LeastSquares(4);
    double[] values = new double[9];
    int[] dates = IntStream.range(0, 9).toArray();
    assertThat(squares.fit(basis, 4, values, dates, 0, 9)).isFalse();
    assertThat(squares.fit(basis, 2, values, dates, 0, 9)).isTrue();
    assertThat(squares.fit(basis, 2, values, dates, 3, 4)).isFalse();
    assertThat(squares.fit(basis, 2, values, dates, 3, 3)).isFalse();
  }

  @Test
  void columnsAreNamedByTheirPlace() {
    HarmonicBasis trend = new HarmonicBasis(MONTHLY, 3, true, 30.4375 * 6);
    assertThat(trend.columns()).isEqualTo(8);
    assertThat(trend.count()).isEqualTo(48);
    assertThat(trend.cosine(1)).isEqualTo(2);
    double[] row = new double[8];
    trend.fill(trend.origin() + 365.25, row, 0);
    assertThat(row[0]).isEqualTo(1);
    assertThat(row[1]).isEqualTo(1);
    HarmonicBasis level = new HarmonicBasis(MONTHLY, 1, false);
    assertThat(level.cosine(1)).isEqualTo(1);
    level.fill(365.25 * 50 + 365.25 / 4, row, 0);
    assertThat(row[1]).isCloseTo(0, within(1e-12));
    assertThat(row[2]).isCloseTo(1, within(1e-12));
    assertThatThrownBy(() -> new HarmonicBasis(MONTHLY, 11, true))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("harmonics must be 0..10, was 11");
  }
}
