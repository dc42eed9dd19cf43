// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chronocube.time.TimeInterval;

/**
 * The times a layer is drawn at.
 *
 * @param intervals any of these; empty: the layer has no time dimension, or nothing is near enough
 * @param warnings texts for the Warning header
 * @param nothing true when nothing is near enough and the layer stays blank
 */
record SelectedTimes(List<TimeInterval> intervals, List<String> warnings, boolean nothing) {

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  SelectedTimes {
    intervals = List.copyOf(intervals);
    warnings = List.copyOf(warnings);
  }

  /** Of a layer without time dimension. */
  static SelectedTimes none() {
    return new SelectedTimes(List.of(), List.of(), false);
  }

  /** ISO 8601 with milliseconds, as GeoServer writes it. */
  static String format(Instant instant) {
    return MILLIS.format(instant);
  }

  /** The selection as a TIME parameter; empty without one. */
  Optional<String> asText() {
    return intervals.isEmpty()
        ? Optional.empty()
        : Optional.of(
            intervals.stream()
                .map(
                    i ->
                        i.isInstant()
                            ? format(i.start())
                            : format(i.start()) + "/" + format(i.last()))
                .collect(Collectors.joining(",")));
  }
}
