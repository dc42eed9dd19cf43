// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.landtrendr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpikesTest {

  @Test
  void spikeBetweenEqualsIsTakenDownWhole() {
    assertThat(dampen(0.9, 7, 7, 2, 7, 7)).containsExactly(7, 7, 7, 7, 7);
  }

  @Test
  void spikeIsMovedByItsShare() {
    // Share 1 - 0.5 / 10 = 0.95; the neighbours' mean is 10.25, its distance 9.75.
    assertThat(dampen(0.9, 10, 10, 0.5, 10.5, 10.5)[2]).isEqualTo(0.5 + 0.95 * 9.75);
  }

  @Test
  void spikeBelowTheThresholdStays() {
    // Share 1 - 3 / 10 = 0.7.
    assertThat(dampen(0.9, 10, 10, 0, 7, 7)).containsExactly(10, 10, 0, 7, 7);
  }

  @Test
  void stepAndEndsAreNoSpikes() {
    assertThat(dampen(0.1, 9, 9, 1, 1, 5)).containsExactly(9, 9, 1, 1, 5);
  }

  @Test
  void thresholdOneTurnsItOff() {
    assertThat(dampen(1, 7, 7, 2, 7, 7)).containsExactly(7, 7, 2, 7, 7);
  }

  private static double[] dampen(double threshold, double... y) {
    Spikes.dampen(y, y.length, threshold);
    return y;
  }
}
