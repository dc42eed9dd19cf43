// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.util.Optional;

/**
 * What one SUBSET parameter, DimensionTrim or DimensionSlice asks for; still text, since only the
 * axis tells what the bounds are.
 *
 * @param axis label as the client wrote it
 * @param crs of the bounds, when the subset itself says
 * @param low lower bound, or the point of a slice; empty for {@code *}
 * @param high upper bound; empty for {@code *} and for a slice
 * @param isSlice true for a point, false for an interval
 */
record Subset(
    String axis,
    Optional<String> crs,
    Optional<String> low,
    Optional<String> high,
    boolean isSlice) {

  static Subset trim(String axis, Optional<String> low, Optional<String> high) {
    return new Subset(axis, Optional.empty(), low, high, false);
  }

  static Subset slice(String axis, String point) {
    return new Subset(axis, Optional.empty(), Optional.of(point), Optional.empty(), true);
  }
}
