// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.util.Arrays;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Extent;
import org.chronocube.server.ows.Bbox;
import org.chronocube.server.ows.CrsName;
import org.chronocube.server.ows.OwsException;
import org.geotools.api.referencing.crs.GeographicCRS;

/**
 * Boxes in degrees: one whose western edge is greater than its eastern one runs across the
 * antimeridian (OGC 06-121r3, clause 10.2), and longitudes 360° apart are one.
 */
final class Antimeridian {

  private static final double TURN = 360;

  private Antimeridian() {}

  static boolean isGeographic(String crs, CrsRegistry registry) {
    return registry.decode(crs) instanceof GeographicCRS;
  }

  /** A box {@code lower1,lower2,upper1,upper2} in the order of a CRS name. */
  static Extent parse(String text, CrsName crs, String parameter) {
    int x = crs.yFirst() ? 1 : 0;
    String[] n = text.split(",");
    if (n.length == 4 && crs.id().equals(CrsRegistry.WGS84)) {
      try {
        double west = Double.parseDouble(n[x]);
        double east = Double.parseDouble(n[x + 2]);
        if (west > east && Math.abs(west) <= TURN && Math.abs(east) <= TURN) {
          n[x + 2] = Double.toString(east + TURN);
        }
      } catch (NumberFormatException e) {
        // The parser below says what is wrong.
      }
    }
    return Bbox.parse(
        String.join(",", Arrays.asList(n)), crs, parameter, OwsException.INVALID_PARAMETER_VALUE);
  }

  /** The turn of a box that shares most with another; the box itself in a projected CRS. */
  static Extent shifted(Extent box, Extent all, String crs, CrsRegistry registry) {
    if (!isGeographic(crs, registry) || box.width() > TURN) {
      return box;
    }
    Extent best = box;
    for (double turn : new double[] {-TURN, TURN}) {
      Extent moved = new Extent(box.minX() + turn, box.minY(), box.maxX() + turn, box.maxY());
      if (shared(moved, all) > shared(best, all)) {
        best = moved;
      }
    }
    return best;
  }

  /** Negative when nothing is shared. */
  private static double shared(Extent a, Extent b) {
    return Math.min(a.maxX(), b.maxX()) - Math.max(a.minX(), b.minX());
  }
}
