// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.time.Instant;
import java.util.List;
import org.chronocube.cube.ReadReport;
import org.chronocube.grid.GeoBox;
import org.chronocube.raster.ValidMask;
import org.locationtech.jts.geom.Geometry;

/**
 * Where and how much something changed between two times.
 *
 * @param grid of all arrays, row-major
 * @param magnitude length of the change vector, in standard deviations when standardised
 * @param direction as {@link org.chronocube.algorithm.ChangeVectors} defines it
 * @param angular true when the direction is an angle in degrees, false for a sector code
 * @param change 1 = change, 0 = none
 * @param valid pixels of the area that are valid in all bands at both times
 * @param threshold magnitudes above it are change; NaN when no pixel is valid
 * @param before instants of the scenes of the earlier time
 * @param after instants of the scenes of the later time
 * @param patches of change, in the grid's CRS
 * @param reports of the earlier and the later time
 */
public record ChangeMap(
    GeoBox grid,
    float[] magnitude,
    float[] direction,
    boolean angular,
    byte[] change,
    ValidMask valid,
    double threshold,
    List<Instant> before,
    List<Instant> after,
    List<Patch> patches,
    List<ReadReport> reports) {

  /**
   * A connected patch of change.
   *
   * @param outline along pixel edges, in the grid's CRS
   * @param pixels number of pixels
   * @param meanMagnitude over its pixels
   * @param squareMetres area on the WGS 84 ellipsoid
   */
  public record Patch(Geometry outline, int pixels, double meanMagnitude, double squareMetres) {}

  public ChangeMap {
    before = List.copyOf(before);
    after = List.copyOf(after);
    patches = List.copyOf(patches);
    reports = List.copyOf(reports);
  }
}
