// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.bfast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RecursiveResidualsTest {

  private static RecursiveResiduals of(double[][] rows, double[] values, double[] residuals) {
    RecursiveResiduals recursive = new RecursiveResiduals(rows[0].length, rows.length);
    recursive.clear();
    for (int i = 0; i < rows.length; i++) {
      double residual = recursive.add(i, rows[i], 0, values[i]);
      if (i >= rows[0].length) {
        residuals[i - rows[0].length] = residual;
      }
    }
    double[] again = new double[residuals.length];
    recursive.apply(values, rows.length, again);
    assertThat(again).containsExactly(residuals, within(1e-12));
    return recursive;
  }

  @Test
  void ofAMeanTheyAreTheDistancesFromTheMeanSoFar() {
    double[] residuals = new double[3];
    of(new double[][] {{1}, {1}, {1}, {1}}, new double[] {2, 4, 9, 1}, residuals);
    // 4 − 2 over √2; 9 − 3 over √(1 + 1/2); 1 − 5 over √(1 + 1/3)
    assertThat(residuals)
        .containsExactly(
            new double[] {2 / Math.sqrt(2), 6 / Math.sqrt(1.5), -4 / Math.sqrt(4 / 3.0)},
            within(1e-12));
  }

  /** Their squares sum up to those of the last fit's residuals (Brown, Durbin, Evans 1975, (2)). */
  @Test
  void ofALineTheyAddUpToTheResidualsOfTheFit() {
    double[] residuals = new double[3];
    double[][] rows = {{1, 0}, {1, 1}, {1, 2}, {1, 3}, {1, 4}};
    RecursiveResiduals recursive = of(rows, new double[] {0, 1, 2, 6, 1}, residuals);
    // The first three are on a line. 6 is 3 off it, with 1/3 + 2²/2 for the line's own error.
    assertThat(residuals[0]).isCloseTo(0, within(1e-12));
    assertThat(residuals[1]).isCloseTo(3 / Math.sqrt(1 + 1 / 3.0 + 2), within(1e-12));
    // The line of all five is 0.6 + 0.7 t: residuals −0.6, −0.3, 0, 3.3, −2.4.
    double sum = 0;
    for (double w : residuals) {
      sum += w * w;
    }
    assertThat(sum).isCloseTo(0.36 + 0.09 + 0 + 10.89 + 5.76, within(1e-12));
    double[] line = new double[2];
    assertThat(recursive.solve(line)).isTrue();
    assertThat(line).containsExactly(new double[] {0.6, 0.7}, within(1e-12));
  }

  /** Until a regressor varies it is left out, and the prediction is that of the others. */
  @Test
  void regressorThatDoesNotVaryYetIsLeftOut() {
    double[] residuals = new double[2];
    double[][] rows = {{1, 0}, {1, 0}, {1, 0}, {1, 1}};
    RecursiveResiduals recursive = of(rows, new double[] {1, 3, 8, 5}, residuals);
    assertThat(residuals)
        .containsExactly(new double[] {6 / Math.sqrt(1.5), 1 / Math.sqrt(4 / 3.0)}, within(1e-12));
    // The last row is the only one that tells of the second.
    double[] fit = new double[2];
    assertThat(recursive.solve(fit)).isTrue();
    assertThat(fit).containsExactly(new double[] {4, 1}, within(1e-12));
  }

  @Test
  void rowsThatDoNotTellAllRegressorsApartHaveNoFit() {
    double[][] rows = {{1, 2}, {1, 2}, {1, 2}, {1, 2}};
    RecursiveResiduals recursive = of(rows, new double[] {1, 3, 8, 5}, new double[2]);
    assertThat(recursive.solve(new double[2])).isFalse();
  }
}
