// SPDX-License-Identifier: Apache-2.0
package org.chronocube.time;

import java.util.Locale;

/** What makes acquisitions one instant of a {@link TimeAxis}. */
public enum TimeGrouping {
  /** Every acquisition time is an instant of its own. */
  INSTANT,
  /** Scenes of one {@link SolarDay} are one instant, named by the earliest of them. */
  SOLAR_DAY;

  /** The name in configuration files: {@code instant}, {@code solar-day}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
