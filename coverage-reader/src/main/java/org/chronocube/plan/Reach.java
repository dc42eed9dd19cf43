// SPDX-License-Identifier: Apache-2.0
package org.chronocube.plan;

import java.util.BitSet;
import java.util.Optional;
import org.chronocube.grid.PixelTransform;
import org.chronocube.grid.Reduction;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.kernel.Resampler;
import org.chronocube.kernel.Resampling;

/**
 * Which pixels of a target window a source raster can reach, and which source pixels that takes.
 *
 * <p>The target window is cut into cells of which nine points are transformed; a cell is reached
 * when the box of its points, widened for what a curve does between them, meets the raster. So the
 * answer may be larger than needed but never smaller, and it holds across the antimeridian, where
 * the inverse transform would mislead.
 *
 * @param target pixels that can be reached
 * @param source full-resolution pixels under them, without kernel margin; may reach beyond the
 *     raster
 * @param reduction full-resolution pixels per target pixel, in the middle of {@code target}
 */
record Reach(Window target, Window source, Reduction reduction) {

  private static final int SMALLEST_CELL = 16;
  private static final int CELLS = 8;
  private static final int NODES = 9;
  private static final int SEEDS = 16;
  private static final double WIDEN = 0.25;

  /**
   * @param toSource target to full-resolution source pixels
   * @param toTarget the other way
   * @param target window of the target, not empty
   * @param raster full-resolution shape of the source
   */
  static Optional<Reach> of(
      PixelTransform toSource,
      PixelTransform toTarget,
      Window target,
      Shape raster,
      Resampling resampling) {
    Window part = target;
    Optional<Reach> found = once(toSource, toTarget, part, raster, resampling);
    // A scene that takes up little of the target is looked at again, in smaller cells.
    while (found.isPresent() && found.get().target.pixels() <= part.pixels() / 2) {
      part = found.get().target;
      found = once(toSource, toTarget, part, raster, resampling);
    }
    return found;
  }

  private static Optional<Reach> once(
      PixelTransform toSource,
      PixelTransform toTarget,
      Window target,
      Shape raster,
      Resampling resampling) {
    int cell = Math.max(SMALLEST_CELL, ceilDiv(Math.max(target.height(), target.width()), CELLS));
    int rows = ceilDiv(target.height(), cell);
    int cols = ceilDiv(target.width(), cell);
    double[] points = lattice(target, cell, rows, cols);
    toSource.transform(points, points.length / 2);
    BitSet seeded = seeded(toTarget, target, raster, cell, cols);
    double widen = toSource.affine().isPresent() ? 0 : WIDEN;
    Window hit = null;
    Box all = new Box();
    for (int i = 0; i < rows * cols; i++) {
      Box box = box(points, i / cols, i % cols, 2 * cols + 1);
      box.widen(box.defined == NODES ? widen : 1);
      if (seeded.get(i) || (box.defined > 0 && box.meets(raster, resampling, cell))) {
        int row = target.rowStart() + i / cols * cell;
        Window w = Window.at(row, target.colStart() + i % cols * cell, cell, cell);
        hit = hit == null ? w : hit.union(w);
        all.add(box, raster);
      }
    }
    if (hit == null) {
      return Optional.empty();
    }
    Window reached = hit.intersect(target);
    return reduction(toSource, reached)
        .map(reduction -> new Reach(reached, all.window(raster), reduction));
  }

  // Cells that hold a point of the source: a scene may be much smaller than a cell, and lie between
  // points that a projection does not reach.
  private static BitSet seeded(
      PixelTransform toTarget, Window target, Shape raster, int cell, int cols) {
    int side = SEEDS + 1;
    double[] points = new double[2 * side * side];
    for (int i = 0; i < side * side; i++) {
      points[2 * i] = (double) raster.width() * (i % side) / SEEDS;
      points[2 * i + 1] = (double) raster.height() * (i / side) / SEEDS;
    }
    toTarget.transform(points, side * side);
    BitSet seeded = new BitSet();
    for (int i = 0; i < points.length; i += 2) {
      double col = points[i] - target.colStart();
      double row = points[i + 1] - target.rowStart();
      if (col >= 0 && row >= 0 && col < target.width() && row < target.height()) {
        seeded.set((int) row / cell * cols + (int) col / cell);
      }
    }
    return seeded;
  }

  /** A box of source coordinates that grows. */
  private static final class Box {
    double minX = Double.POSITIVE_INFINITY;
    double minY = Double.POSITIVE_INFINITY;
    double maxX = Double.NEGATIVE_INFINITY;
    double maxY = Double.NEGATIVE_INFINITY;
    int defined;

    void add(double x, double y) {
      minX = Math.min(minX, x);
      minY = Math.min(minY, y);
      maxX = Math.max(maxX, x);
      maxY = Math.max(maxY, y);
      defined++;
    }

    // Where the transform ends inside a cell, nobody knows how far the rest goes.
    void add(Box cell, Shape raster) {
      boolean whole = cell.defined < NODES;
      add(whole ? 0 : cell.minX, whole ? 0 : cell.minY);
      add(whole ? raster.width() : cell.maxX, whole ? raster.height() : cell.maxY);
    }

    void widen(double share) {
      if (defined > 0) {
        double dx = share * (maxX - minX);
        double dy = share * (maxY - minY);
        minX -= dx;
        minY -= dy;
        maxX += dx;
        maxY += dy;
      }
    }

    boolean meets(Shape raster, Resampling resampling, int cell) {
      double marginX = Resampler.margin(resampling, Math.max(1, (maxX - minX) / cell));
      double marginY = Resampler.margin(resampling, Math.max(1, (maxY - minY) / cell));
      return maxX >= -marginX
          && maxY >= -marginY
          && minX <= raster.width() + marginX
          && minY <= raster.height() + marginY;
    }

    Window window(Shape raster) {
      return new Window(
          (int) Math.floor(clamp(minY, raster.height())),
          (int) Math.ceil(clamp(maxY, raster.height())),
          (int) Math.floor(clamp(minX, raster.width())),
          (int) Math.ceil(clamp(maxX, raster.width())));
    }

    // Far beyond the raster there is nothing to read; one size of slack keeps margins meaningful.
    private static double clamp(double value, int size) {
      return Math.max(-(double) size, Math.min(2.0 * size, value));
    }
  }

  private static double[] lattice(Window target, int cell, int rows, int cols) {
    int stride = 2 * cols + 1;
    double[] points = new double[2 * stride * (2 * rows + 1)];
    for (int r = 0; r <= 2 * rows; r++) {
      for (int c = 0; c <= 2 * cols; c++) {
        int at = 2 * (r * stride + c);
        points[at] = Math.min(target.colStart() + 0.5 * c * cell, target.colStop());
        points[at + 1] = Math.min(target.rowStart() + 0.5 * r * cell, target.rowStop());
      }
    }
    return points;
  }

  // Box of the images of a cell's 3 x 3 points.
  private static Box box(double[] points, int row, int col, int stride) {
    Box box = new Box();
    for (int k = 0; k < NODES; k++) {
      int at = 2 * ((2 * row + k / 3) * stride + 2 * col + k % 3);
      if (!Double.isNaN(points[at])) {
        box.add(points[at], points[at + 1]);
      }
    }
    return box;
  }

  // In the middle, or where the transform is undefined there, at the first point that has one.
  private static Optional<Reduction> reduction(PixelTransform toSource, Window w) {
    Reduction middle = reductionAt(toSource, w, 0.5, 0.5);
    for (int i = 0; middle == null && i < SEEDS * SEEDS; i++) {
      middle = reductionAt(toSource, w, (i % SEEDS + 0.5) / SEEDS, (i / SEEDS + 0.5) / SEEDS);
    }
    return Optional.ofNullable(middle);
  }

  private static Reduction reductionAt(PixelTransform toSource, Window w, double t, double u) {
    return Reduction.at(toSource, w.colStart() + t * w.width(), w.rowStart() + u * w.height());
  }

  private static int ceilDiv(int n, int d) {
    return (n + d - 1) / d;
  }
}
