// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;

/**
 * Maps that run on across the antimeridian, as clients ask for them: a box from 170 to 190 degrees,
 * or several worlds side by side. In longitudes and in web Mercator the world repeats itself.
 */
final class Turns {

  private static final String WEB_MERCATOR = "EPSG:3857";
  private static final double MERCATOR_WORLD = 2 * Math.PI * 6378137;
  private static final double MOST_WORLDS = 5;
  // Far below any pixel: boxes that end at 180 but for rounding do not cross it.
  private static final double ROUNDING = 1e-9;

  private Turns() {}

  /** Width of the world in a CRS's x, where x goes around it; empty for all others. */
  private static OptionalDouble world(String crs) {
    return switch (crs) {
      case CrsRegistry.WGS84 -> OptionalDouble.of(360);
      case WEB_MERCATOR -> OptionalDouble.of(MERCATOR_WORLD);
      default -> OptionalDouble.empty();
    };
  }

  /**
   * The same pixels where coverages may lie: the grid itself, and moved by whole turns for each
   * other world that it or the coverage reaches into.
   *
   * @param reach what the coverage covers, in the grid's CRS
   */
  static List<GeoBox> of(GeoBox grid, Extent reach) {
    List<GeoBox> turns = new ArrayList<>();
    turns.add(grid);
    OptionalDouble world = world(grid.crs());
    Extent e = grid.extent();
    if (world.isEmpty() || e.width() > MOST_WORLDS * world.getAsDouble()) {
      return turns;
    }
    double w = world.getAsDouble();
    boolean crossing = crosses(e, w) || crosses(reach, w);
    int first = crossing ? (int) Math.ceil((reach.minX() - e.maxX()) / w + ROUNDING) : 0;
    int last = crossing ? (int) Math.floor((reach.maxX() - e.minX()) / w - ROUNDING) : 0;
    for (int turn = first; turn <= last; turn++) {
      if (turn != 0) {
        turns.add(moved(grid, turn * w));
      }
    }
    return turns;
  }

  private static boolean crosses(Extent e, double world) {
    double edge = world / 2 * (1 + ROUNDING);
    return e.minX() < -edge || e.maxX() > edge;
  }

  /** The grid moved by whole turns so that its centre lies within the first world. */
  static GeoBox home(GeoBox grid) {
    OptionalDouble world = world(grid.crs());
    if (world.isEmpty()) {
      return grid;
    }
    double centre = (grid.extent().minX() + grid.extent().maxX()) / 2;
    double turns = Math.rint(centre / world.getAsDouble());
    return turns == 0 ? grid : moved(grid, -turns * world.getAsDouble());
  }

  private static GeoBox moved(GeoBox grid, double by) {
    Affine t = grid.affine();
    return new GeoBox(
        grid.shape(), new Affine(t.a(), t.b(), t.c() + by, t.d(), t.e(), t.f()), grid.crs());
  }
}
