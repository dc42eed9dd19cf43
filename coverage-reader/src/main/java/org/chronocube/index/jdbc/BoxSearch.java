// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.util.ArrayList;
import java.util.List;
import org.chronocube.grid.Extent;
import org.chronocube.scene.Footprints;
import org.chronocube.time.TimeInterval;
import org.locationtech.jts.geom.Geometry;

/**
 * What the spatial index is asked for: a superset of the scenes that touch an area in a time.
 *
 * @param boxes any of them, in the longitudes that stored boxes use (−180 to 360)
 * @param span the time searched, or null for any
 */
record BoxSearch(List<Extent> boxes, TimeInterval span) {

  private static final double WORLD = 360.0 * 180.0;

  BoxSearch {
    boxes = List.copyOf(boxes);
  }

  /** The search for an area that is cut at the antimeridian. */
  static BoxSearch of(Geometry area, TimeInterval span) {
    Extent box = Footprints.extent(area);
    List<Extent> boxes = new ArrayList<>(List.of(box));
    if (box.minX() <= 0) {
      boxes.add(shift(box, 360));
    }
    if (box.maxX() >= 180) {
      boxes.add(shift(box, -360));
    }
    return new BoxSearch(boxes, span);
  }

  /** Share of the globe's longitudes and latitudes, 0 to 1. */
  double share() {
    return boxes.get(0).width() * boxes.get(0).height() / WORLD;
  }

  private static Extent shift(Extent box, double degrees) {
    return new Extent(box.minX() + degrees, box.minY(), box.maxX() + degrees, box.maxY());
  }
}
