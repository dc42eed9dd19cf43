// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.benchmarks.search.SyntheticOrbits.View;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/**
 * Tiles of 109.8 km a side, 100 km apart, turned as their UTM zones are, on made-up continents
 * between 56° S and 80° N: some 19,000, as many as Sentinel-2 delivers.
 */
final class SyntheticTiles {

  private static final double KM_PER_DEGREE = 111.32;
  private static final double SPACING = 100 / KM_PER_DEGREE;
  private static final double HALF_KM = 54.9;
  private static final double SWATH_HALF_KM = 145;
  private static final GeometryFactory GEOMETRIES = new GeometryFactory();
  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";
  private static final String ROWS = "CDEFGHJKLMNPQRSTUVWX";

  private final List<Tile> all = new ArrayList<>();

  SyntheticTiles() {
    Map<String, Integer> counts = new HashMap<>();
    for (double y = -56; y < 80; y += SPACING) {
      double step = SPACING / Math.cos(Math.toRadians(y));
      for (double x = -180 + step / 2; x < 180; x += step) {
        if (isLand(x, y)) {
          int zone = (int) Math.floor((x + 180) / 6) + 1;
          String name =
              String.valueOf(100 + zone).substring(1)
                  + ROWS.charAt(Math.min(19, (int) ((y + 80) / 8)));
          int count = counts.merge(name, 1, Integer::sum) - 1;
          all.add(
              new Tile("T" + name + LETTERS.charAt(count / 24) + LETTERS.charAt(count % 24), x, y));
        }
      }
    }
  }

  /** Waves of a few lengths: continents of thousands of kilometres with ragged coasts. */
  private static boolean isLand(double x, double y) {
    double a = Math.toRadians(x);
    double b = Math.toRadians(y);
    double height =
        Math.sin(2 * a + 1.3 * Math.sin(3 * b))
            + 0.7 * Math.sin(3 * a - 2 * b + 1)
            + 0.5 * Math.sin(5 * a + 7 * b)
            + 0.25 * Math.sin(17 * a - 11 * b);
    return height > 0.3;
  }

  /** All, from south to north. */
  public List<Tile> all() {
    return all;
  }

  /**
   * A tile.
   *
   * @param name as MGRS names are made
   * @param x longitude of its centre, degrees
   * @param y latitude of its centre, degrees
   */
  public record Tile(String name, double x, double y) {

    private double meridian() {
      return Math.floor((x + 180) / 6) * 6 - 177;
    }

    int epsg() {
      return (y < 0 ? 32700 : 32600) + (int) Math.floor((x + 180) / 6) + 1;
    }

    /** Of the upper left corner, on the grid of all resolutions. */
    double easting() {
      double east = 500_000 + (x - meridian()) * KM_PER_DEGREE * 1000 * Math.cos(Math.toRadians(y));
      return Math.rint((east - HALF_KM * 1000) / 60) * 60;
    }

    double northing() {
      return Math.rint((y * KM_PER_DEGREE * 1000 + (y < 0 ? 1e7 : 0) + HALF_KM * 1000) / 60) * 60;
    }

    /**
     * What a swath sees of the tile: the square, cut by the edges of the swath.
     *
     * @param shift of the swath, km to the east
     */
    Polygon footprint(View view, double shift) {
      double turn = Math.toRadians((x - meridian()) * Math.sin(Math.toRadians(y)));
      List<double[]> ring = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        double u = (i == 0 || i == 3 ? -1 : 1) * HALF_KM;
        double v = (i < 2 ? -1 : 1) * HALF_KM;
        ring.add(
            new double[] {
              u * Math.cos(turn) - v * Math.sin(turn), u * Math.sin(turn) + v * Math.cos(turn)
            });
      }
      double nx = Math.cos(view.tilt());
      double ny = -Math.sin(view.tilt());
      ring = cut(ring, nx, ny, view.across() + shift + SWATH_HALF_KM);
      ring = cut(ring, -nx, -ny, -(view.across() + shift) + SWATH_HALF_KM);
      Coordinate[] corners = new Coordinate[ring.size() + 1];
      for (int i = 0; i < corners.length; i++) {
        double[] p = ring.get(i % ring.size());
        double latitude = y + p[1] / KM_PER_DEGREE;
        double longitude = x + p[0] / KM_PER_DEGREE / Math.cos(Math.toRadians(latitude));
        corners[i] = new Coordinate(round(longitude), round(latitude));
      }
      return GEOMETRIES.createPolygon(corners);
    }

    private static double round(double degrees) {
      return Math.rint(degrees * 1e7) / 1e7;
    }

    /** The part of a convex ring where {@code nx·x + ny·y ≤ most} (Sutherland and Hodgman 1974). */
    private static List<double[]> cut(List<double[]> ring, double nx, double ny, double most) {
      List<double[]> kept = new ArrayList<>();
      for (int i = 0; i < ring.size(); i++) {
        double[] a = ring.get(i);
        double[] b = ring.get((i + 1) % ring.size());
        double fa = nx * a[0] + ny * a[1] - most;
        double fb = nx * b[0] + ny * b[1] - most;
        if (fa <= 0) {
          kept.add(a);
        }
        if ((fa < 0 && fb > 0) || (fa > 0 && fb < 0)) {
          double t = fa / (fa - fb);
          kept.add(new double[] {a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])});
        }
      }
      return kept;
    }
  }
}
