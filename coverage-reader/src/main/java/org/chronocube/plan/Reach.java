// SPDX-License-Identifier: Apache-2.0
package org.chronocube.plan;

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
  private static final double WIDEN = 0.25;

  static Optional<Reach> of(
      PixelTransform toSource, Window target, Shape raster, Resampling resampling) {
    int cell = Math.max(SMALLEST_CELL, ceilDiv(Math.max(target.height(), target.width()), CELLS));
    int rows = ceilDiv(target.height(), cell);
    int cols = ceilDiv(target.width(), cell);
    double[] points = lattice(target, cell, rows, cols);
    int stride = 2 * cols + 1;
    toSource.transform(points, points.length / 2);
    double widen = toSource.affine().isPresent() ? 0 : WIDEN;
    Window hit = null;
    double[] bounds = new double[4];
    double[] all = {
      Double.POSITIVE_INFINITY,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.NEGATIVE_INFINITY
    };
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < cols; c++) {
        if (bounds(points, 2 * r * stride + 2 * c, stride, widen, bounds)
            && meets(bounds, raster, resampling, cell)) {
          Window w =
              Window.at(target.rowStart() + r * cell, target.colStart() + c * cell, cell, cell);
          hit = hit == null ? w : hit.union(w);
          widen(all, bounds);
        }
      }
    }
    if (hit == null) {
      return Optional.empty();
    }
    Window reached = hit.intersect(target);
    return reduction(toSource, reached)
        .map(reduction -> new Reach(reached, window(all, raster), reduction));
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

  // Box of a cell's 3 x 3 points: minX, minY, maxX, maxY. False when none of them has an image.
  private static boolean bounds(
      double[] points, int first, int stride, double widen, double[] out) {
    out[0] = out[1] = Double.POSITIVE_INFINITY;
    out[2] = out[3] = Double.NEGATIVE_INFINITY;
    int defined = 0;
    for (int k = 0; k < 9; k++) {
      int at = 2 * (first + (k / 3) * stride + k % 3);
      if (!Double.isNaN(points[at])) {
        defined++;
        out[0] = Math.min(out[0], points[at]);
        out[1] = Math.min(out[1], points[at + 1]);
        out[2] = Math.max(out[2], points[at]);
        out[3] = Math.max(out[3], points[at + 1]);
      }
    }
    // Where the transform ends inside the cell, nobody knows how far the rest goes.
    double grow = defined == 9 ? widen : 1;
    double dx = grow * (out[2] - out[0]);
    double dy = grow * (out[3] - out[1]);
    out[0] -= dx;
    out[1] -= dy;
    out[2] += dx;
    out[3] += dy;
    return defined > 0;
  }

  private static boolean meets(double[] b, Shape raster, Resampling resampling, int cell) {
    double marginX = Resampler.margin(resampling, Math.max(1, (b[2] - b[0]) / cell));
    double marginY = Resampler.margin(resampling, Math.max(1, (b[3] - b[1]) / cell));
    return b[2] >= -marginX
        && b[3] >= -marginY
        && b[0] <= raster.width() + marginX
        && b[1] <= raster.height() + marginY;
  }

  private static void widen(double[] all, double[] bounds) {
    all[0] = Math.min(all[0], bounds[0]);
    all[1] = Math.min(all[1], bounds[1]);
    all[2] = Math.max(all[2], bounds[2]);
    all[3] = Math.max(all[3], bounds[3]);
  }

  private static Window window(double[] b, Shape raster) {
    return new Window(
        (int) Math.floor(clamp(b[1], raster.height())),
        (int) Math.ceil(clamp(b[3], raster.height())),
        (int) Math.floor(clamp(b[0], raster.width())),
        (int) Math.ceil(clamp(b[2], raster.width())));
  }

  // Far beyond the raster there is nothing to read; one size of slack keeps margins meaningful.
  private static double clamp(double value, int size) {
    return Math.max(-(double) size, Math.min(2.0 * size, value));
  }

  // In the middle, or where the transform is undefined there, at the first point that has one.
  private static Optional<Reduction> reduction(PixelTransform toSource, Window w) {
    double[][] tries = {{.5, .5}, {.25, .25}, {.75, .75}, {.25, .75}, {.75, .25}, {0, 0}, {1, 1}};
    for (double[] t : tries) {
      Reduction r =
          Reduction.at(toSource, w.colStart() + t[0] * w.width(), w.rowStart() + t[1] * w.height());
      if (r != null) {
        return Optional.of(r);
      }
    }
    return Optional.empty();
  }

  private static int ceilDiv(int n, int d) {
    return (n + d - 1) / d;
  }
}
