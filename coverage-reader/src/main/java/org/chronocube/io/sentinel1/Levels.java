// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.sentinel1;

import java.util.ArrayList;
import java.util.List;
import org.chronocube.grid.Shape;
import org.chronocube.io.RasterInfo;
import org.chronocube.io.RasterInfo.Level;

/** Reduced levels of images that have none. */
final class Levels {

  private static final int SMALLEST = 256;

  private Levels() {}

  /** Full resolution and halves of it, down to {@value #SMALLEST} pixels; a block is a row. */
  static List<Level> halving(Shape full) {
    List<Level> levels = new ArrayList<>();
    levels.add(new Level(full, new Shape(1, full.width())));
    for (int f = 2; Math.max(full.height(), full.width()) / f >= SMALLEST; f *= 2) {
      Shape shape = new Shape((full.height() + f - 1) / f, (full.width() + f - 1) / f);
      levels.add(new Level(shape, new Shape(1, shape.width())));
    }
    return levels;
  }

  static Axes axes(RasterInfo info, int level) {
    Shape full = info.shape();
    Shape shape = info.levels().get(level).shape();
    return new Axes((double) full.width() / shape.width(), (double) full.height() / shape.height());
  }

  /**
   * Size of a level's pixels.
   *
   * @param x full-resolution pixels along a row
   * @param y full-resolution lines
   */
  record Axes(double x, double y) {

    /** The annotation's line (0 at the centre of the first) of the centre of a row. */
    double line(int row) {
      return (row + 0.5) * y - 0.5;
    }

    /** The annotation's pixel of the centre of a column. */
    double pixel(int col) {
      return (col + 0.5) * x - 0.5;
    }
  }
}
