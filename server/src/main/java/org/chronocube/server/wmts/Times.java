// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wmts;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAmount;
import java.util.Locale;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.TimeParameter;

/** Times and periods as text. */
final class Times {

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Times() {}

  /** ISO 8601 with milliseconds, as GeoServer writes it. */
  static String format(Instant instant) {
    return MILLIS.format(instant);
  }

  /**
   * An ISO 8601 period such as {@code P1D}.
   *
   * @throws OwsException {@code InvalidParameterValue} of {@code resolution}
   */
  static TemporalAmount period(String text) {
    try {
      return TimeParameter.period(text);
    } catch (TimeParameter.SyntaxException e) {
      throw new OwsException(
          OwsException.INVALID_PARAMETER_VALUE, "resolution", "resolution " + e.getMessage(), e);
    }
  }
}
