// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Values of features as every encoder of GeoServer writes them well: it puts dates into CSV in the
 * time zone of the machine, into shapefiles without the time of day, and NaN into GeoJSON as text.
 */
final class FeatureValues {

  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private FeatureValues() {}

  /** ISO 8601 in UTC with milliseconds. */
  static String time(Instant instant) {
    return ISO.format(instant);
  }

  /** Null where there is no number. */
  static Double number(Double value) {
    return value == null || value.isNaN() ? null : value;
  }
}
