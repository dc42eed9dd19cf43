// SPDX-License-Identifier: Apache-2.0
package org.chronocube.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.chronocube.registration.PhaseCorrelation.Peak;
import org.junit.jupiter.api.Test;

class ConsensusTest {

  private static Peak at(double cols, double rows) {
    return new Peak(cols, rows, 3);
  }

  @Test
  void most_windows_decide_however_far_the_others_are() {
    List<Peak> peaks = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      peaks.add(at(1.2 + 0.02 * (i % 3 - 1), -0.7));
    }
    peaks.addAll(List.of(at(20, 3), at(-9, 14), at(0, 0), at(31, -30), at(0.1, 0.1)));
    Shift shift = Consensus.of(11, peaks).orElseThrow();
    assertThat(shift.cols()).isCloseTo(1.2, within(1e-9));
    assertThat(shift.rows()).isCloseTo(-0.7, within(1e-9));
    assertThat(shift.inliers()).isEqualTo(6);
    assertThat(shift.inlierShare()).isCloseTo(6 / 11.0, within(1e-12));
    // Four of the six are 0.02 away: sqrt(4 / 6 · 0.02²).
    assertThat(shift.rms()).isCloseTo(0.0163299, within(1e-6));
    assertThat(shift.ratio()).isEqualTo(3);
  }

  @Test
  void a_window_at_the_rim_of_the_agreement_is_left_out() {
    List<Peak> peaks = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      peaks.add(at(2 + 0.01 * i, 5));
    }
    peaks.add(at(2.45, 5));
    Shift shift = Consensus.of(10, peaks).orElseThrow();
    assertThat(shift.inliers()).isEqualTo(9);
    assertThat(shift.cols()).isCloseTo(2.04, within(1e-9));
  }

  @Test
  void windows_without_a_clear_peak_say_nothing() {
    Peak vague = new Peak(7, 7, 1.05);
    assertThat(Consensus.of(3, List.of(vague, vague, vague))).isEmpty();
    assertThat(Consensus.of(0, List.of())).isEmpty();
    Shift shift = Consensus.of(4, List.of(vague, vague, vague, at(1, 1))).orElseThrow();
    assertThat(shift.cols()).isEqualTo(1);
    assertThat(shift.inlierShare()).isEqualTo(0.25);
  }

  @Test
  void confidence_is_share_times_number_times_closeness() {
    assertThat(new Shift(0, 0, 12, 12, 0, 5).confidence()).isEqualTo(1);
    assertThat(new Shift(0, 0, 12, 6, 0, 5).confidence()).isEqualTo(0.5);
    assertThat(new Shift(0, 0, 3, 3, 0, 5).confidence()).isEqualTo(0.5);
    assertThat(new Shift(0, 0, 12, 12, 0.5, 5).confidence()).isEqualTo(0.5);
  }
}
