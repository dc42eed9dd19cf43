// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.datadir;

import java.time.Duration;
import java.util.Optional;

/**
 * How a layer shows its time dimension.
 *
 * @param presentation in capabilities
 * @param resolution step of a {@link Presentation#DISCRETE_INTERVAL}
 * @param units of the dimension, {@code ISO8601}
 * @param defaultStrategy which time a request without TIME means
 * @param referenceValue for the strategies that need one
 * @param nearestMatch true when a time without data means the nearest with data
 * @param acceptable how far the nearest may be; empty: any distance
 * @param failWithoutNearest true when no acceptable nearest is an error, not an empty map
 */
public record TimeDimension(
    Presentation presentation,
    Optional<Duration> resolution,
    String units,
    DefaultStrategy defaultStrategy,
    Optional<String> referenceValue,
    boolean nearestMatch,
    Optional<Acceptable> acceptable,
    boolean failWithoutNearest) {

  /** How capabilities list the times. */
  public enum Presentation {
    LIST,
    DISCRETE_INTERVAL,
    CONTINUOUS_INTERVAL
  }

  /** Which time a request without TIME means; BUILTIN is the newest. */
  public enum DefaultStrategy {
    MINIMUM,
    MAXIMUM,
    NEAREST,
    FIXED,
    BUILTIN
  }

  /**
   * How far a nearest time may be.
   *
   * @param before earlier than the time asked for
   * @param after later
   */
  public record Acceptable(Duration before, Duration after) {}
}
