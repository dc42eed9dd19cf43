// SPDX-License-Identifier: Apache-2.0
package org.chronocube.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.chronocube.raster.ValidMask;
import org.junit.jupiter.api.Test;

class GapFillingTest {

  @Test
  void gaps_lie_between_what_surrounds_them() {
    float[] samples = new float[64];
    ValidMask valid = ValidMask.allValid(64);
    for (int i = 0; i < 64; i++) {
      samples[i] = 10 + i % 8;
      if (i / 8 >= 2 && i / 8 < 6 && i % 8 >= 2 && i % 8 < 6) {
        samples[i] = 1e6f;
        valid.setInvalid(i);
      }
    }
    double[] filled = GapFilling.fill(samples, valid, 8);
    for (int i = 0; i < 64; i++) {
      assertThat(filled[i]).isCloseTo(10 + i % 8, within(valid.isValid(i) ? 0 : 1.5));
    }
    // Not a step, but a slope as around it.
    assertThat(filled[3 * 8 + 5]).isGreaterThan(filled[3 * 8 + 2] + 0.5);
  }

  @Test
  void nothing_is_filled_with_nothing() {
    assertThat(GapFilling.fill(new float[] {1, 2, 3, 4}, ValidMask.noneValid(4), 2))
        .containsOnly(0);
  }

  @Test
  void a_single_pixel_fills_all() {
    ValidMask one = ValidMask.noneValid(16);
    one.setValid(5);
    float[] samples = new float[16];
    samples[5] = 7;
    assertThat(GapFilling.fill(samples, one, 4)).containsOnly(7);
  }
}
