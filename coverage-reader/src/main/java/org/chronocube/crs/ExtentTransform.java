// SPDX-License-Identifier: Apache-2.0
package org.chronocube.crs;

import java.util.Optional;
import org.chronocube.grid.Extent;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;

/** Bounding extents in another CRS, from a lattice of points. */
final class ExtentTransform {

  private static final int STEPS = 32;
  private static final int EDGE_STEPS = 512;

  private final PointTransform forward;
  private final PointTransform backward;
  private final boolean toLonLat;

  ExtentTransform(PointTransform forward, PointTransform backward, CoordinateReferenceSystem to) {
    this.forward = forward;
    this.backward = backward;
    this.toLonLat = to instanceof GeographicCRS;
  }

  /** Empty when no point of the extent has an image. */
  Optional<Extent> transform(Extent extent) {
    int side = STEPS + 1;
    double[] points = points(extent, side);
    forward.transform(points, points.length / 2);
    boolean crosses = toLonLat && crossesAntimeridian(points, side);
    Extent bounds = null;
    for (int i = 0; i < points.length; i += 2) {
      if (!Double.isNaN(points[i])) {
        Extent point = new Extent(points[i], points[i + 1], points[i], points[i + 1]);
        bounds = bounds == null ? point : bounds.union(point);
      }
    }
    if (bounds == null || !toLonLat) {
      return Optional.ofNullable(bounds);
    }
    boolean north = holdsPole(extent, 90);
    boolean south = holdsPole(extent, -90);
    boolean around = crosses || north || south;
    return Optional.of(
        new Extent(
            around ? -180 : bounds.minX(),
            south ? -90 : bounds.minY(),
            around ? 180 : bounds.maxX(),
            north ? 90 : bounds.maxY()));
  }

  // A lattice, its rows of side points one after the other, then more points along the edges.
  private static double[] points(Extent extent, int side) {
    double[] points = new double[2 * (side * side + 4 * EDGE_STEPS)];
    for (int i = 0; i < side * side; i++) {
      put(points, i, extent, (double) (i % side) / STEPS, (double) (i / side) / STEPS);
    }
    for (int i = 0; i < EDGE_STEPS; i++) {
      double t = (double) i / EDGE_STEPS;
      int at = side * side + 4 * i;
      put(points, at, extent, t, 0);
      put(points, at + 1, extent, t, 1);
      put(points, at + 2, extent, 0, t);
      put(points, at + 3, extent, 1, t);
    }
    return points;
  }

  private static void put(double[] points, int index, Extent extent, double t, double u) {
    points[2 * index] = extent.minX() * (1 - t) + extent.maxX() * t;
    points[2 * index + 1] = extent.minY() * (1 - u) + extent.maxY() * u;
  }

  // Neighbours on the lattice that are half the Earth apart are so the other way round.
  private static boolean crossesAntimeridian(double[] points, int side) {
    for (int i = 0; i < side * side; i++) {
      double lon = points[2 * i];
      if (lon < -180 || lon > 180) {
        return true;
      }
      boolean lastCol = i % side == side - 1;
      boolean lastRow = i / side == side - 1;
      if ((!lastCol && Math.abs(points[2 * (i + 1)] - lon) > 180)
          || (!lastRow && Math.abs(points[2 * (i + side)] - lon) > 180)) {
        return true;
      }
    }
    return false;
  }

  private boolean holdsPole(Extent extent, double lat) {
    double[] pole = {0, lat};
    backward.transform(pole, 1);
    return pole[0] >= extent.minX()
        && pole[0] <= extent.maxX()
        && pole[1] >= extent.minY()
        && pole[1] <= extent.maxY();
  }
}
