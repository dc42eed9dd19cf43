// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.bfast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RecursiveResidualsTest {

  @Test
  void ofAMeanTheyAreTheDistancesFromTheMeanSoFar() {
    RecursiveResiduals recursive = new RecursiveResiduals(1, 4);
    recursive.clear();
    for (int i = 0; i < 4; i++) {
      recursive.addRow(i, new double[] {1}, 0);
    }
    double[] residuals = new double[3];
    recursive.apply(new double[] {2, 4, 9, 1}, 4, residuals);
    // 4 − 2 over √2; 9 − 3 over √(1 + 1/2); 1 − 5 over √(1 + 1/3)
    assertThat(residuals)
        .containsExactly(
            new double[] {2 / Math.sqrt(2), 6 / Math.sqrt(1.5), -4 / Math.sqrt(4 / 3.0)},
            within(1e-12));
  }

  /** Their squares sum up to those of the last fit's residuals (Brown, Durbin, Evans 1975, (2)). */
  @Test
  void ofALineTheyAddUpToTheResidualsOfTheFit() {
    RecursiveResiduals recursive = new RecursiveResiduals(2, 5);
    recursive.clear();
    for (int i = 0; i < 5; i++) {
      recursive.addRow(i, new double[] {1, i}, 0);
    }
    double[] residuals = new double[3];
    recursive.apply(new double[] {0, 1, 2, 6, 1}, 5, residuals);
    // The first three are on a line. 6 is 3 off it, with 1/3 + 2²/2 for the line's own error.
    assertThat(residuals[0]).isCloseTo(0, within(1e-12));
    assertThat(residuals[1]).isCloseTo(3 / Math.sqrt(1 + 1 / 3.0 + 2), within(1e-12));
    // The line of all five is 0.6 + 0.7 t: residuals −0.6, −0.3, 0, 3.3, −2.4.
    double sum = 0;
    for (double w : residuals) {
      sum += w * w;
    }
    assertThat(sum).isCloseTo(0.36 + 0.09 + 0 + 10.89 + 5.76, within(1e-12));
  }

  /** Until a regressor varies it is left out, and the prediction is that of the others. */
  @Test
  void regressorThatDoesNotVaryYetIsLeftOut() {
    RecursiveResiduals recursive = new RecursiveResiduals(2, 4);
    recursive.clear();
    double[] second = {0, 0, 0, 1};
    for (int i = 0; i < 4; i++) {
      recursive.addRow(i, new double[] {1, second[i]}, 0);
    }
    double[] residuals = new double[2];
    recursive.apply(new double[] {1, 3, 8, 5}, 4, residuals);
    assertThat(residuals)
        .containsExactly(new double[] {6 / Math.sqrt(1.5), 1 / Math.sqrt(4 / 3.0)}, within(1e-12));
  }
}
