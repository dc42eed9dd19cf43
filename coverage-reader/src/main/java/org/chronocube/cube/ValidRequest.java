// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.util.Objects;
import org.chronocube.grid.GeoBox;
import org.locationtech.jts.geom.Geometry;

/**
 * Where valid pixels of scenes are counted.
 *
 * @param cube whose mask rules say what is valid
 * @param grid the pixels that can count, in any CRS
 * @param area polygon or multipolygon in the grid's CRS, x first; null for every pixel of the grid
 * @param allTouched true: a pixel is inside when the area touches it; false: when its centre is
 */
public record ValidRequest(Cube cube, GeoBox grid, Geometry area, boolean allTouched) {

  public ValidRequest {
    Objects.requireNonNull(cube, "cube");
    Objects.requireNonNull(grid, "grid");
  }
}
