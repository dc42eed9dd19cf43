// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.util.ArrayList;
import java.util.List;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Window;
import org.chronocube.scene.Footprints;
import org.chronocube.server.ows.Bbox;
import org.chronocube.server.ows.CrsName;
import org.chronocube.server.ows.OwsException;

/**
 * Longitudes of WGS 84 where they run past ±180°: a range whose western end is greater than its
 * eastern one runs across the antimeridian (OGC 06-121r3, clause 10.2), and longitudes 360° apart
 * are one. Answers across it have longitudes that run on, e.g. 175 to 185.
 */
final class Antimeridian {

  private static final double TURN = 360;

  private Antimeridian() {}

  /** True for the CRS whose longitudes turn. */
  static boolean turns(String crs) {
    return crs.equals(CrsRegistry.WGS84);
  }

  /** True when an extent in such a CRS goes all around. */
  static boolean isGlobal(Extent extent, String crs) {
    return turns(crs) && extent.width() >= TURN - 1e-9;
  }

  /** The eastern end of a range from west to east, greater than the western one. */
  static double east(double west, double east) {
    boolean across = west > east && Math.abs(west) <= TURN && Math.abs(east) <= TURN;
    return across ? east + TURN : east;
  }

  /** A box {@code lower1,lower2,upper1,upper2} in the order of a CRS name. */
  static Extent parse(String text, CrsName crs, String parameter) {
    int x = crs.yFirst() ? 1 : 0;
    String[] n = text.split(",");
    if (n.length == 4 && turns(crs.id())) {
      try {
        double west = Double.parseDouble(n[x]);
        n[x + 2] = Double.toString(east(west, Double.parseDouble(n[x + 2])));
      } catch (NumberFormatException e) {
        // The parser below says what is wrong.
      }
    }
    return Bbox.parse(String.join(",", n), crs, parameter, OwsException.INVALID_PARAMETER_VALUE);
  }

  /** The turn (−360, 0 or 360) that brings a range of longitudes closest to a coverage's. */
  static double turn(double west, double east, double min, double max) {
    double best = 0;
    for (double turn : new double[] {-TURN, TURN}) {
      if (shared(west + turn, east + turn, min, max) > shared(west + best, east + best, min, max)) {
        best = turn;
      }
    }
    return east - west > TURN ? 0 : best;
  }

  /** Negative when nothing is shared. */
  private static double shared(double west, double east, double min, double max) {
    return Math.min(east, max) - Math.max(west, min);
  }

  /**
   * The part of a box that a coverage has, on the turn where it has most; null when it has none. A
   * coverage that goes all around has it beyond its own edges too.
   */
  static Extent common(Extent box, Extent all, String crs) {
    if (!turns(crs)) {
      return box.intersection(all);
    }
    double turn = turn(box.minX(), box.maxX(), all.minX(), all.maxX());
    Extent moved = new Extent(box.minX() + turn, box.minY(), box.maxX() + turn, box.maxY());
    Extent common = moved.intersection(all);
    boolean whole = common != null && isGlobal(all, crs) && box.width() < TURN;
    return whole ? new Extent(moved.minX(), common.minY(), moved.maxX(), common.maxY()) : common;
  }

  /** The extent of a grid in another CRS; one that crosses the antimeridian runs on beyond it. */
  static Extent extent(GeoBox grid, String crs, CrsRegistry registry) {
    Extent extent = registry.transform(grid.extent(), grid.crs(), crs);
    if (turns(crs) && !turns(grid.crs()) && isGlobal(extent, crs)) {
      Extent joined = Footprints.extent(registry.searchArea(grid));
      return joined.width() < TURN / 2 ? joined : extent;
    }
    return extent;
  }

  /**
   * A part of a window and the grid whose longitudes are those of its pixels.
   *
   * @param window inside the grid of the whole
   * @param grid of the part
   */
  record Part(Window window, GeoBox grid) {}

  /** The parts of a window of a grid east, west and between the antimeridians of −180° and 180°. */
  static List<Part> parts(GeoBox grid, Window window) {
    if (!turns(grid.crs()) || !grid.affine().isRectilinear() || grid.affine().a() <= 0) {
      return List.of(new Part(window, grid.crop(window)));
    }
    List<Part> parts = new ArrayList<>();
    int from = window.colStart();
    for (double turn = TURN; turn >= -TURN && from < window.colStop(); turn -= TURN) {
      int end = turn == -TURN ? window.colStop() : column(grid, window, 180 - turn);
      if (end > from) {
        Window part = new Window(window.rowStart(), window.rowStop(), from, end);
        parts.add(new Part(part, turned(grid.crop(part), turn)));
        from = end;
      }
    }
    return parts;
  }

  /** The first column of a window whose centre is not west of a longitude. */
  private static int column(GeoBox grid, Window window, double longitude) {
    double column = Math.ceil((longitude - grid.affine().c()) / grid.affine().a() - 0.5);
    return (int) Math.max(window.colStart(), Math.min(window.colStop(), column));
  }

  private static GeoBox turned(GeoBox grid, double turn) {
    Affine t = grid.affine();
    return turn == 0
        ? grid
        : new GeoBox(
            grid.shape(), new Affine(t.a(), t.b(), t.c() + turn, t.d(), t.e(), t.f()), grid.crs());
  }
}
