// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair;

import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.raster.ValidMask;

/**
 * One block of pixels at two times, with a margin of neighbours on each side.
 *
 * @param window where the block without its margin lies in the area's grid
 * @param margin rows and columns on each side beyond the window, ≥ 0
 * @param before physical values of the earlier time, [band][pixel], row-major over {@link #padded}
 * @param after of the later time, likewise
 * @param data over {@link #padded}: pixels valid in all bands at both times, also outside the area
 * @param valid over the window: pixels that have data and belong to the area; results are for these
 */
public record PairBlock(
    Window window, int margin, float[][] before, float[][] after, ValidMask data, ValidMask valid) {

  public PairBlock {
    if (margin < 0) {
      throw new IllegalArgumentException("margin must be >= 0, was " + margin);
    }
    if (valid.size() != window.pixels() || data.size() != padded(window, margin).pixels()) {
      throw new IllegalArgumentException(
          "masks must fit window and margin, had " + valid.size() + " and " + data.size());
    }
  }

  /** Rows and columns of samples and {@link #data}. */
  public Shape padded() {
    return padded(window, margin);
  }

  /** Pixels of the window. */
  public int pixels() {
    return Math.toIntExact(window.pixels());
  }

  private static Shape padded(Window window, int margin) {
    return new Shape(window.height() + 2 * margin, window.width() + 2 * margin);
  }
}
