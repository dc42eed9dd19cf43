// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.GeoBox;
import org.chronocube.scene.Footprints;
import org.locationtech.jts.geom.Geometry;

/**
 * Footprints in longitude latitude, cut at the antimeridian as RFC 7946 §3.1.9 asks.
 *
 * @param crs for the way to longitude latitude
 */
public record Outlines(CrsRegistry crs) {

  /** The outline of a grid. */
  public Geometry ofGrid(GeoBox grid) {
    return Footprints.normalize(crs.footprint(grid));
  }
}
