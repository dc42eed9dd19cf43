// SPDX-License-Identifier: Apache-2.0
package org.chronocube.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The local mean solar date of an acquisition: UTC shifted by 4 minutes per degree of longitude.
 *
 * <p>The tiles of one pass are seconds to minutes apart, and near the antimeridian a pass straddles
 * midnight UTC; by solar date they stay together (the grouping of Open Data Cube and odc-stac).
 */
public final class SolarDay {

  private static final double SECONDS_PER_DEGREE = 240;

  private SolarDay() {}

  /**
   * @param instant time of acquisition
   * @param longitude degrees east, −180 to 180
   * @throws IllegalArgumentException when the longitude is outside that range
   */
  public static LocalDate of(Instant instant, double longitude) {
    if (!(longitude >= -180 && longitude <= 180)) {
      throw new IllegalArgumentException("longitude must be in -180..180, was " + longitude);
    }
    return instant
        .plusSeconds(Math.round(longitude * SECONDS_PER_DEGREE))
        .atOffset(ZoneOffset.UTC)
        .toLocalDate();
  }
}
