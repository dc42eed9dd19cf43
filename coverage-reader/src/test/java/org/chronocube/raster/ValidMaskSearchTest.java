// SPDX-License-Identifier: Apache-2.0
package org.chronocube.raster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ValidMaskSearchTest {

  @Test
  void aSearchEndsWhereItIsTold() {
    ValidMask mask = ValidMask.noneValid(300);
    mask.setRange(70, 200);
    assertThat(mask.nextValid(0, 70)).isEqualTo(70);
    assertThat(mask.nextValid(0, 60)).isEqualTo(60);
    assertThat(mask.nextValid(0, 71)).isEqualTo(70);
    assertThat(mask.nextValid(0, 300)).isEqualTo(70);
    assertThat(mask.nextInvalid(70, 128)).isEqualTo(128);
    assertThat(mask.nextInvalid(70, 199)).isEqualTo(199);
    assertThat(mask.nextInvalid(70, 300)).isEqualTo(200);
    assertThat(mask.nextInvalid(90, 90)).isEqualTo(90);
    assertThat(mask.nextValid(200, 300)).isEqualTo(300);
  }
}
