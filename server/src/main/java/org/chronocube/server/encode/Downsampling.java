// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode;

import org.chronocube.band.Band;
import org.chronocube.band.Scaling;
import org.chronocube.grid.Shape;
import org.chronocube.raster.RasterBlock;

/** How four pixels of a band become one of an overview. */
public enum Downsampling {
  /** The mean of the valid ones; no data when none is. */
  AVERAGE,
  /** The upper left one, valid or not: for classes and bit fields, whose mean means nothing. */
  NEAREST;

  /**
   * Nearest for codes and for integers without unit and scaling, which are classes, masks and bit
   * fields; average for all others.
   */
  public static Downsampling of(Band band) {
    boolean classes =
        !band.type().isFloating()
            && band.unit().isEmpty()
            && band.scaling().equals(Scaling.IDENTITY)
            && band.wavelengthNm() == null;
    return band.categorical() || classes ? NEAREST : AVERAGE;
  }

  /** Half a shape, rounded up. */
  public static Shape halved(Shape shape) {
    return new Shape((shape.height() + 1) / 2, (shape.width() + 1) / 2);
  }

  /** Rows and columns halved, rounded up: at an odd edge one pixel is made of two, or of one. */
  public RasterBlock halve(RasterBlock full) {
    Shape shape = halved(full.shape());
    RasterBlock half = RasterBlock.allocate(shape);
    for (int row = 0; row < shape.height(); row++) {
      for (int col = 0; col < shape.width(); col++) {
        if (this == AVERAGE) {
          average(full, half, row, col);
        } else if (full.isValid(2 * row, 2 * col)) {
          set(half, row, col, full.sample(2 * row, 2 * col));
        }
      }
    }
    return half;
  }

  private static void average(RasterBlock full, RasterBlock half, int row, int col) {
    double sum = 0;
    int count = 0;
    int lastRow = Math.min(2 * row + 1, full.shape().height() - 1);
    int lastCol = Math.min(2 * col + 1, full.shape().width() - 1);
    for (int r = 2 * row; r <= lastRow; r++) {
      for (int c = 2 * col; c <= lastCol; c++) {
        if (full.isValid(r, c)) {
          sum += full.sample(r, c);
          count++;
        }
      }
    }
    if (count > 0) {
      set(half, row, col, (float) (sum / count));
    }
  }

  private static void set(RasterBlock block, int row, int col, float sample) {
    int index = block.index(row, col);
    block.samples()[index] = sample;
    block.mask().setValid(index);
  }
}
