// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.spectral;

import java.util.List;
import java.util.Locale;

/**
 * What a band sees, with the common names of STAC's electro-optical extension. In formulas a role
 * is written as its {@link #token}.
 */
public enum BandRole {
  BLUE(450, 490, 530, "blue"),
  GREEN(510, 560, 600, "green"),
  RED(620, 660, 690, "red"),
  /** Near infrared; of Sentinel-2 the broad band B08, not the edge band B07. */
  NIR(785, 842, 900, "nir", "nir08"),
  /** Short-wave infrared around 1.6 µm. */
  SWIR16(1550, 1610, 1750, "swir16", "swir1"),
  /** Short-wave infrared around 2.2 µm. */
  SWIR22(2050, 2200, 2350, "swir22", "swir2");

  private final double from;
  private final double centre;
  private final double to;
  private final List<String> names;

  BandRole(double from, double centre, double to, String... names) {
    this.from = from;
    this.centre = centre;
    this.to = to;
    this.names = List.of(names);
  }

  /** How formulas write it. */
  public String token() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Names of bands that say it, the best first; in lower case. */
  public List<String> names() {
    return names;
  }

  /** True when a band of this centre wavelength, in nm, may play it. */
  boolean holds(double wavelengthNm) {
    return wavelengthNm >= from && wavelengthNm <= to;
  }

  /** How far a wavelength is from the typical one, in nm. */
  double distance(double wavelengthNm) {
    return Math.abs(wavelengthNm - centre);
  }

  /** What a band must be to play it, for messages. */
  String rule() {
    return "named "
        + String.join(" or ", names)
        + ", or of "
        + (int) from
        + ".."
        + (int) to
        + " nm";
  }
}
