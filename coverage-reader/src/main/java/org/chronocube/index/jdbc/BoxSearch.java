// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.chronocube.grid.Extent;
import org.chronocube.scene.Footprints;
import org.locationtech.jts.geom.Geometry;

/**
 * A superset of the scenes that touch an area: those whose box meets one of the area's.
 *
 * @param boxes in the longitudes that stored boxes use (−180 to 360), of the same latitudes
 */
record BoxSearch(List<Extent> boxes) {

  BoxSearch {
    boxes = List.copyOf(boxes);
  }

  /** The search for an area that is cut at the antimeridian. */
  static BoxSearch of(Geometry area) {
    Extent box = Footprints.extent(area);
    List<Extent> boxes = new ArrayList<>(List.of(box));
    if (box.minX() <= 0) {
      boxes.add(shift(box, 360));
    }
    if (box.maxX() >= 180) {
      boxes.add(shift(box, -360));
    }
    return new BoxSearch(boxes);
  }

  /** The cells that hold them; empty when there are more than some. */
  Optional<Collection<Long>> cells(List<Long> products, int most) {
    return Cells.of(products, boxes, most);
  }

  /** Comparison of the stored boxes; latitudes apart, so that an index can decide on them. */
  Sql condition() {
    Extent any = boxes.get(0);
    return new Sql()
        .add("s.max_y >= ? AND s.min_y <= ? AND ", any.minY(), any.maxY())
        .join(
            "OR",
            boxes.stream()
                .map(b -> new Sql().add("s.max_x >= ? AND s.min_x <= ?", b.minX(), b.maxX()))
                .toList());
  }

  private static Extent shift(Extent box, double degrees) {
    return new Extent(box.minX() + degrees, box.minY(), box.maxX() + degrees, box.maxY());
  }
}
