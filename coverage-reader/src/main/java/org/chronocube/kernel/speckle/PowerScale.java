// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel.speckle;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.chronocube.raster.RasterBlock;

/** In what a band's values are told. Filters work in linear power. */
public enum PowerScale {
  /** Linear power (intensity). */
  POWER,
  /** The square root of the power, as detected products have it. */
  AMPLITUDE,
  /** 10·log10 of the power. */
  DECIBEL;

  /** As in configuration: {@code decibel}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException when there is none of that name
   */
  public static PowerScale parse(String id) {
    return Arrays.stream(values())
        .filter(s -> s.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "values must be one of "
                        + Arrays.stream(values())
                            .map(PowerScale::id)
                            .collect(Collectors.joining(", "))
                        + ", was "
                        + id));
  }

  /** Turns values into power, in place. */
  public void toPower(RasterBlock block) {
    float[] samples = block.samples();
    switch (this) {
      case POWER -> {}
      case AMPLITUDE -> {
        for (int i = 0; i < samples.length; i++) {
          samples[i] = samples[i] * samples[i];
        }
      }
      case DECIBEL -> {
        for (int i = 0; i < samples.length; i++) {
          samples[i] = (float) Math.pow(10, samples[i] / 10.0);
        }
      }
    }
  }

  /** Turns power into values, in place; decibels of no power or less are invalid. */
  public void fromPower(RasterBlock block) {
    float[] samples = block.samples();
    switch (this) {
      case POWER -> {}
      case AMPLITUDE -> {
        for (int i = 0; i < samples.length; i++) {
          samples[i] = (float) Math.sqrt(Math.max(0, samples[i]));
        }
      }
      case DECIBEL -> {
        for (int i = 0; i < samples.length; i++) {
          if (samples[i] > 0) {
            samples[i] = (float) (10 * Math.log10(samples[i]));
          } else {
            block.mask().setInvalid(i);
          }
        }
      }
    }
  }
}
