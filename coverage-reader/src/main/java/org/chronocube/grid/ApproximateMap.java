// SPDX-License-Identifier: Apache-2.0
package org.chronocube.grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A transform approximated by biquadratic patches in a quadtree.
 *
 * <p>A patch goes through the exact images of 3 × 3 points of its cell. It is kept when 8 further
 * points, where a cubic remainder is largest, are off by no more than the tolerance; else the cell
 * is quartered. Cells of a few pixels that still miss it (a seam, a pole, the edge of a
 * projection's domain) are transformed point by point. Cells in which no point has an image have
 * none at all.
 */
final class ApproximateMap implements PixelMap {

  private static final int LARGEST = 128;
  private static final int SMALLEST = 4;
  private static final int SMALLEST_UNDEFINED = 16;

  // The remainder of quadratic interpolation at 0, 1/2, 1 peaks at 0.2113 and 0.7887.
  private static final double NEAR = 0.5 - Math.sqrt(3) / 6;
  private static final double FAR = 0.5 + Math.sqrt(3) / 6;
  private static final double[] U = {
    0, .5, 1, 0, .5, 1, 0, .5, 1, NEAR, FAR, NEAR, FAR, NEAR, .5, FAR, .5
  };
  private static final double[] V = {
    0, 0, 0, .5, .5, .5, 1, 1, 1, NEAR, NEAR, FAR, FAR, .5, NEAR, .5, FAR
  };
  private static final int NODES = 9;
  private static final int POINTS = 17;

  private enum Kind {
    PATCH,
    SPLIT,
    EXACT,
    UNDEFINED
  }

  private static final class Cell {
    final double col;
    final double row;
    final int size;
    Kind kind = Kind.EXACT;
    double[] nodes;
    Cell[] children;

    Cell(double col, double row, int size) {
      this.col = col;
      this.row = row;
      this.size = size;
    }
  }

  private final PixelTransform exact;
  private final double tolerance;
  private final Window window;
  private final int rootSize;
  private final int rootCols;
  private final Cell[] roots;

  ApproximateMap(PixelTransform exact, Window window, double tolerance) {
    if (!(tolerance > 0)) {
      throw new IllegalArgumentException("tolerance must be > 0 pixels, was " + tolerance);
    }
    this.exact = exact;
    this.tolerance = tolerance;
    this.window = window;
    int side = Math.max(window.width(), window.height());
    this.rootSize = Math.max(SMALLEST, Math.min(LARGEST, Integer.highestOneBit(2 * side - 1)));
    this.rootCols = (window.width() + rootSize - 1) / rootSize;
    int rootRows = (window.height() + rootSize - 1) / rootSize;
    this.roots = new Cell[rootCols * rootRows];
    List<Cell> open = new ArrayList<>();
    for (int i = 0; i < roots.length; i++) {
      roots[i] =
          new Cell(
              window.colStart() + (double) rootSize * (i % rootCols),
              window.rowStart() + (double) rootSize * (i / rootCols),
              rootSize);
      open.add(roots[i]);
    }
    while (!open.isEmpty()) {
      open = fit(open);
    }
  }

  // One bulk transform per generation of cells.
  private List<Cell> fit(List<Cell> cells) {
    double[] points = new double[2 * POINTS * cells.size()];
    for (int c = 0; c < cells.size(); c++) {
      Cell cell = cells.get(c);
      for (int k = 0; k < POINTS; k++) {
        points[2 * (POINTS * c + k)] = cell.col + U[k] * cell.size;
        points[2 * (POINTS * c + k) + 1] = cell.row + V[k] * cell.size;
      }
    }
    exact.transform(points, POINTS * cells.size());
    List<Cell> next = new ArrayList<>();
    for (int c = 0; c < cells.size(); c++) {
      decide(cells.get(c), points, 2 * POINTS * c, next);
    }
    return next;
  }

  private void decide(Cell cell, double[] points, int at, List<Cell> next) {
    int undefined = 0;
    for (int k = 0; k < POINTS; k++) {
      undefined += Double.isNaN(points[at + 2 * k]) ? 1 : 0;
    }
    if (undefined == POINTS && cell.size <= SMALLEST_UNDEFINED) {
      cell.kind = Kind.UNDEFINED;
    } else if (undefined == 0 && fits(points, at)) {
      cell.kind = Kind.PATCH;
      cell.nodes = Arrays.copyOfRange(points, at, at + 2 * NODES);
    } else if (cell.size > SMALLEST) {
      cell.kind = Kind.SPLIT;
      int half = cell.size / 2;
      cell.children =
          new Cell[] {
            new Cell(cell.col, cell.row, half),
            new Cell(cell.col + half, cell.row, half),
            new Cell(cell.col, cell.row + half, half),
            new Cell(cell.col + half, cell.row + half, half)
          };
      for (Cell child : cell.children) {
        if (touchesWindow(child)) {
          next.add(child);
        }
      }
    }
  }

  // Borders count: the outer corners of the window are asked for too.
  private boolean touchesWindow(Cell cell) {
    return cell.col <= window.colStop() && cell.row <= window.rowStop();
  }

  private boolean fits(double[] points, int at) {
    for (int k = NODES; k < POINTS; k++) {
      double x = 0;
      double y = 0;
      for (int j = 0; j < NODES; j++) {
        double w = lagrange(j % 3, U[k]) * lagrange(j / 3, V[k]);
        x += w * points[at + 2 * j];
        y += w * points[at + 2 * j + 1];
      }
      double error =
          Math.max(Math.abs(x - points[at + 2 * k]), Math.abs(y - points[at + 2 * k + 1]));
      if (!(error <= tolerance)) {
        return false;
      }
    }
    return true;
  }

  private static double lagrange(int node, double t) {
    return switch (node) {
      case 0 -> (2 * t - 1) * (t - 1);
      case 1 -> 4 * t * (1 - t);
      default -> t * (2 * t - 1);
    };
  }

  @Override
  public void row(double row, double col, int count, double[] points) {
    double last = col + count - 1;
    if (row < window.rowStart()
        || row > window.rowStop()
        || col < window.colStart()
        || last > window.colStop()) {
      throw new IllegalArgumentException(
          "points must lie in " + window + ", were row " + row + ", columns " + col + ".." + last);
    }
    int rootRow = (int) Math.min((row - window.rowStart()) / rootSize, roots.length / rootCols - 1);
    int done = 0;
    for (int c = 0; c < rootCols && done < count; c++) {
      Cell root = roots[rootRow * rootCols + c];
      boolean end = c == rootCols - 1;
      done = fill(root, row, col, done, end ? count : until(root, col, count), points);
    }
  }

  // Number of points left of a cell's right edge.
  private static int until(Cell cell, double col, int count) {
    return (int) Math.max(0, Math.min(count, Math.ceil(cell.col + cell.size - col)));
  }

  private int fill(Cell cell, double row, double col, int from, int to, double[] points) {
    if (from >= to) {
      return from;
    }
    switch (cell.kind) {
      case SPLIT -> {
        int pair = row >= cell.row + cell.size / 2 ? 2 : 0;
        int middle = Math.max(from, until(cell.children[pair], col, to));
        fill(cell.children[pair], row, col, from, middle, points);
        fill(cell.children[pair + 1], row, col, middle, to, points);
      }
      case PATCH -> patch(cell, row, col, from, to, points);
      case EXACT -> pointByPoint(row, col, from, to, points);
      case UNDEFINED -> Arrays.fill(points, 2 * from, 2 * to, Double.NaN);
    }
    return to;
  }

  // For one row the patch is a quadratic in the column.
  private static void patch(Cell cell, double row, double col, int from, int to, double[] points) {
    double v = (row - cell.row) / cell.size;
    double l0 = lagrange(0, v);
    double l1 = lagrange(1, v);
    double l2 = lagrange(2, v);
    double[] n = cell.nodes;
    double x0 = l0 * n[0] + l1 * n[6] + l2 * n[12];
    double y0 = l0 * n[1] + l1 * n[7] + l2 * n[13];
    double x1 = l0 * n[2] + l1 * n[8] + l2 * n[14];
    double y1 = l0 * n[3] + l1 * n[9] + l2 * n[15];
    double x2 = l0 * n[4] + l1 * n[10] + l2 * n[16];
    double y2 = l0 * n[5] + l1 * n[11] + l2 * n[17];
    double bx = 4 * x1 - 3 * x0 - x2;
    double by = 4 * y1 - 3 * y0 - y2;
    double cx = 2 * (x0 + x2) - 4 * x1;
    double cy = 2 * (y0 + y2) - 4 * y1;
    double scale = 1.0 / cell.size;
    for (int i = from; i < to; i++) {
      double u = (col + i - cell.col) * scale;
      points[2 * i] = x0 + u * (bx + u * cx);
      points[2 * i + 1] = y0 + u * (by + u * cy);
    }
  }

  private void pointByPoint(double row, double col, int from, int to, double[] points) {
    double[] some = new double[2 * (to - from)];
    for (int i = from; i < to; i++) {
      some[2 * (i - from)] = col + i;
      some[2 * (i - from) + 1] = row;
    }
    exact.transform(some, to - from);
    System.arraycopy(some, 0, points, 2 * from, some.length);
  }

  @Override
  public void exact(double[] point) {
    exact.transform(point, 1);
  }

  @Override
  public double tolerance() {
    return tolerance;
  }
}
