// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geolocation;

import java.util.Arrays;
import java.util.List;

/**
 * An image of which a grid of points is known on Earth: rows and columns of tie points (ground
 * control points, in GeoTIFF's words), evenly spaced or not.
 *
 * <p>Between the points their places on the ellipsoid, as Earth-fixed coordinates, are interpolated
 * along rows and columns by cubic polynomials with continuous slopes (parabolic end slopes and
 * tangents, which at even spacing is cubic convolution, Keys 1981); the antimeridian and the poles
 * are places like any other. The image goes through every point. Beyond the outermost points the
 * polynomials go on for the margin, by default half a cell. Heights at which points were computed
 * are kept in their places: a point's own terrain shifts it, and its surroundings with it.
 */
public final class TiePointGrid implements SensorModel {

  private static final int MOST_STEPS = 25;
  private static final double DONE = 1e-9;

  private final double[] cols;
  private final double[] rows;
  private final double[][] places; // by row, then column: x, y, z
  private final double marginX;
  private final double marginY;
  private final double reach;

  private TiePointGrid(double[] cols, double[] rows, double[][] places) {
    this.cols = cols;
    this.rows = rows;
    this.places = places;
    this.marginX = (cols[cols.length - 1] - cols[0]) / (cols.length - 1) / 2 + 1;
    this.marginY = (rows[rows.length - 1] - rows[0]) / (rows.length - 1) / 2 + 1;
    double widest = 0;
    for (int r = 0; r + 1 < rows.length; r++) {
      for (int c = 0; c + 1 < cols.length; c++) {
        widest = Math.max(widest, distance(place(r, c), place(r + 1, c + 1)));
        widest = Math.max(widest, distance(place(r, c + 1), place(r + 1, c)));
      }
    }
    this.reach = 2 * widest;
  }

  /**
   * @param ties four or more, at every crossing of two or more rows and columns, in any order
   * @throws IllegalArgumentException when they are not such a grid
   */
  public static TiePointGrid of(List<TiePoint> ties) {
    double[] cols = ties.stream().mapToDouble(TiePoint::col).sorted().distinct().toArray();
    double[] rows = ties.stream().mapToDouble(TiePoint::row).sorted().distinct().toArray();
    if (cols.length < 2 || rows.length < 2 || cols.length * rows.length != ties.size()) {
      throw notAGrid(ties.size(), cols.length, rows.length);
    }
    double[][] places = new double[ties.size()][];
    for (TiePoint tie : ties) {
      int at =
          Arrays.binarySearch(rows, tie.row()) * cols.length + Arrays.binarySearch(cols, tie.col());
      if (places[at] != null) {
        throw notAGrid(ties.size(), cols.length, rows.length);
      }
      places[at] = new double[3];
      Wgs84.toEarthFixed(tie.lon(), tie.lat(), 0, places[at]);
    }
    return new TiePointGrid(cols, rows, places);
  }

  private static IllegalArgumentException notAGrid(int ties, int cols, int rows) {
    return new IllegalArgumentException(
        "tie points must be a grid of two or more rows and columns, were "
            + ties
            + " at "
            + rows
            + " rows and "
            + cols
            + " columns");
  }

  private double[] place(int row, int col) {
    return places[row * cols.length + col];
  }

  private static double distance(double[] a, double[] b) {
    return Math.sqrt(squared(a, b));
  }

  private static double squared(double[] a, double[] b) {
    double x = a[0] - b[0];
    double y = a[1] - b[1];
    double z = a[2] - b[2];
    return x * x + y * y + z * z;
  }

  private boolean isNear(double col, double row) {
    return col >= cols[0] - marginX
        && col <= cols[cols.length - 1] + marginX
        && row >= rows[0] - marginY
        && row <= rows[rows.length - 1] + marginY;
  }

  @Override
  public void toGround(double[] points, int count) {
    Scratch s = new Scratch();
    double[] geodetic = new double[3];
    for (int i = 0; i < 2 * count; i += 2) {
      boolean known = isNear(points[i], points[i + 1]);
      if (known) {
        evaluate(points[i], points[i + 1], s);
        Wgs84.toGeodetic(s.at[0], s.at[1], s.at[2], geodetic);
      }
      points[i] = known ? geodetic[0] : Double.NaN;
      points[i + 1] = known ? geodetic[1] : Double.NaN;
    }
  }

  @Override
  public void toImage(double[] points, int count) {
    Scratch s = new Scratch();
    for (int i = 0; i < 2 * count; i += 2) {
      boolean seen = false;
      if (Double.isFinite(points[i]) && Double.isFinite(points[i + 1])) {
        Wgs84.toEarthFixed(points[i], points[i + 1], 0, s.target);
        seen = locate(s);
      }
      points[i] = seen ? s.col : Double.NaN;
      points[i + 1] = seen ? s.row : Double.NaN;
    }
  }

  // Gauss-Newton on the surface, from the nearest tie point.
  private boolean locate(Scratch s) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < places.length; i++) {
      double d = squared(places[i], s.target);
      if (d < least) {
        least = d;
        best = i;
      }
    }
    if (least > reach * reach) {
      return false;
    }
    s.col = cols[best % cols.length];
    s.row = rows[best / cols.length];
    for (int n = 0; n < MOST_STEPS; n++) {
      evaluate(s.col, s.row, s);
      double uu = 0;
      double uv = 0;
      double vv = 0;
      double ud = 0;
      double vd = 0;
      for (int k = 0; k < 3; k++) {
        double d = s.target[k] - s.at[k];
        uu += s.byCol[k] * s.byCol[k];
        uv += s.byCol[k] * s.byRow[k];
        vv += s.byRow[k] * s.byRow[k];
        ud += s.byCol[k] * d;
        vd += s.byRow[k] * d;
      }
      double det = uu * vv - uv * uv;
      double du = (vv * ud - uv * vd) / det;
      double dv = (uu * vd - uv * ud) / det;
      s.col += du;
      s.row += dv;
      if (Math.abs(du) + Math.abs(dv) < DONE * (1 + Math.abs(s.col) + Math.abs(s.row))) {
        return isNear(s.col, s.row);
      }
      if (!(Math.abs(s.col - cols[0]) < 3 * (cols[cols.length - 1] - cols[0] + marginX))
          || !(Math.abs(s.row - rows[0]) < 3 * (rows[rows.length - 1] - rows[0] + marginY))) {
        return false;
      }
    }
    return false;
  }

  private void evaluate(double col, double row, Scratch s) {
    int c = weights(cols, col, s.colWeights, s.colSlopes);
    int r = weights(rows, row, s.rowWeights, s.rowSlopes);
    Arrays.fill(s.at, 0);
    Arrays.fill(s.byCol, 0);
    Arrays.fill(s.byRow, 0);
    for (int j = 0; j < Math.min(4, rows.length); j++) {
      for (int i = 0; i < Math.min(4, cols.length); i++) {
        double[] p = place(r + j, c + i);
        double w = s.rowWeights[j] * s.colWeights[i];
        double wc = s.rowWeights[j] * s.colSlopes[i];
        double wr = s.rowSlopes[j] * s.colWeights[i];
        for (int k = 0; k < 3; k++) {
          s.at[k] += w * p[k];
          s.byCol[k] += wc * p[k];
          s.byRow[k] += wr * p[k];
        }
      }
    }
  }

  /**
   * Weights of up to four neighbouring nodes, and their derivatives.
   *
   * <p>In a cell the value is the Hermite cubic whose slopes at the two nodes are those of the
   * parabolas through each node and its neighbours; at the ends, of the parabola of the three
   * outermost. Two nodes make a line.
   *
   * @return index of the first of them
   */
  private static int weights(double[] nodes, double x, double[] w, double[] slopes) {
    int n = nodes.length;
    Arrays.fill(w, 0);
    Arrays.fill(slopes, 0);
    int found = Arrays.binarySearch(nodes, x);
    int cell = Math.max(0, Math.min(n - 2, found >= 0 ? found : -found - 2));
    int first = Math.max(0, Math.min(n - 4, cell - 1));
    double step = nodes[cell + 1] - nodes[cell];
    double u = (x - nodes[cell]) / step;
    if (n == 2) {
      w[0] = 1 - u;
      w[1] = u;
      slopes[0] = -1 / step;
      slopes[1] = 1 / step;
      return 0;
    }
    int a = cell - first;
    w[a] = (1 + 2 * u) * (1 - u) * (1 - u);
    w[a + 1] = u * u * (3 - 2 * u);
    slopes[a] = 6 * u * (u - 1) / step;
    slopes[a + 1] = -slopes[a];
    double left = u * (1 - u) * (1 - u) * step;
    double right = -u * u * (1 - u) * step;
    addSlope(nodes, cell, first, left, (1 - u) * (1 - 3 * u), w, slopes);
    addSlope(nodes, cell + 1, first, right, u * (3 * u - 2), w, slopes);
    return first;
  }

  // The slope of the parabola of a node and its neighbours, times a factor (and its derivative).
  private static void addSlope(
      double[] nodes, int node, int first, double f, double df, double[] w, double[] slopes) {
    int middle = Math.max(1, Math.min(nodes.length - 2, node));
    double x0 = nodes[middle - 1];
    double x1 = nodes[middle];
    double x2 = nodes[middle + 1];
    double x = nodes[node];
    int at = middle - first;
    double d0 = (2 * x - x1 - x2) / ((x0 - x1) * (x0 - x2));
    double d1 = (2 * x - x0 - x2) / ((x1 - x0) * (x1 - x2));
    double d2 = (2 * x - x0 - x1) / ((x2 - x0) * (x2 - x1));
    w[at - 1] += f * d0;
    w[at] += f * d1;
    w[at + 1] += f * d2;
    slopes[at - 1] += df * d0;
    slopes[at] += df * d1;
    slopes[at + 1] += df * d2;
  }

  /** Room to calculate in; one for each call. */
  private static final class Scratch {
    final double[] colWeights = new double[4];
    final double[] rowWeights = new double[4];
    final double[] colSlopes = new double[4];
    final double[] rowSlopes = new double[4];
    final double[] at = new double[3];
    final double[] byCol = new double[3];
    final double[] byRow = new double[3];
    final double[] target = new double[3];
    double col;
    double row;
  }
}
