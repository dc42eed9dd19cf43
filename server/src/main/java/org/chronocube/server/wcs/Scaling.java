// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.util.Map;

/**
 * What the scaling extension (OGC 12-039) asks for; axes by their labels as the client wrote them.
 */
sealed interface Scaling {

  /** The resolution as it is. */
  record None() implements Scaling {}

  /** Number of pixels on all axes times a factor. */
  record ByFactor(double factor) implements Scaling {}

  /** Number of pixels times a factor, axis by axis. */
  record ByAxisFactors(Map<String, Double> factors) implements Scaling {}

  /** Number of pixels on axes. */
  record ToSize(Map<String, Long> sizes) implements Scaling {}

  /** Number of pixels on axes, given as a range of grid coordinates, both ends in. */
  record ToExtent(Map<String, Range> extents) implements Scaling {}

  /**
   * @param low first grid coordinate
   * @param high last grid coordinate
   */
  record Range(long low, long high) {}

  Scaling NONE = new None();
}
