// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel.speckle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.chronocube.grid.Shape;
import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerScaleTest {

  private static RasterBlock pixel(float value) {
    return new RasterBlock(new Shape(1, 1), new float[] {value}, ValidMask.allValid(1));
  }

  @ParameterizedTest
  @CsvSource({
    "POWER, 0.25, 0.25",
    "AMPLITUDE, 0.5, 0.25",
    "DECIBEL, -20, 0.01",
    "DECIBEL, 3, 1.9952623"
  })
  void turns_values_into_power_and_back(PowerScale scale, float value, float power) {
    RasterBlock block = pixel(value);
    scale.toPower(block);
    assertThat(block.samples()[0]).isCloseTo(power, within(1e-7f));
    scale.fromPower(block);
    assertThat(block.samples()[0]).isCloseTo(value, within(1e-5f));
  }

  @Test
  void there_are_no_decibels_of_no_power() {
    RasterBlock block = pixel(0);
    PowerScale.DECIBEL.fromPower(block);
    assertThat(block.mask().isNoneValid()).isTrue();
  }

  @Test
  void is_named_as_in_configuration() {
    assertThat(PowerScale.parse("decibel")).isEqualTo(PowerScale.DECIBEL);
    assertThatThrownBy(() -> PowerScale.parse("dB"))
        .hasMessage("values must be one of power, amplitude, decibel, was dB");
  }
}
