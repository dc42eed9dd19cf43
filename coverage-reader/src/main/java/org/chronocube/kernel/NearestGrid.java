// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel;

import java.util.Arrays;
import org.chronocube.grid.Affine;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;

/**
 * The pixels under the target's centres where rows and columns run along those of the source: which
 * they are is found once a row and once a column. The samples are {@link NearestLoop}'s.
 */
final class NearestGrid {

  private static final int OUTSIDE = -1;

  private final SourceRaster source;
  private final Affine map;

  /**
   * @param map target to source pixels, rectilinear
   */
  NearestGrid(SourceRaster source, Affine map) {
    this.source = source;
    this.map = map;
  }

  void run(Window target, RasterBlock result) {
    int[] cols = new int[target.width()];
    for (int i = 0; i < cols.length; i++) {
      cols[i] = pixel(map.x(target.colStart() + 0.5 + i, 0.5), source.width);
    }
    int first = 0;
    int last = cols.length;
    while (first < last && cols[first] == OUTSIDE) {
      first++;
    }
    while (last > first && cols[last - 1] == OUTSIDE) {
      last--;
    }
    if (first == last) {
      return;
    }
    for (int r = 0; r < target.height(); r++) {
      int row = pixel(map.y(0.5, target.rowStart() + r + 0.5), source.height);
      if (row != OUTSIDE) {
        // Columns rise or fall: the ones between were read when the outer ones were.
        if (!wasRead(row, cols[first]) || !wasRead(row, cols[last - 1])) {
          throw notRead(row, cols, first, last);
        }
        row(row, cols, first, last, r * cols.length, result);
      }
    }
  }

  private void row(int row, int[] cols, int first, int last, int at, RasterBlock result) {
    float[] from = source.samples;
    float[] to = result.samples();
    int origin = source.index(row, 0);
    if (source.mask == null) {
      for (int i = first; i < last; i++) {
        to[at + i] = from[origin + cols[i]];
      }
      result.mask().setRange(at + first, at + last);
      return;
    }
    ValidMask valid = result.mask();
    for (int i = first; i < last; i++) {
      int p = origin + cols[i];
      if (source.mask.isValid(p)) {
        to[at + i] = from[p];
        valid.setValid(at + i);
      }
    }
  }

  private static int pixel(double x, int size) {
    return x >= 0 && x <= size ? SourceRaster.pixel(x, size) : OUTSIDE;
  }

  private boolean wasRead(int row, int col) {
    return source.window.contains(row, col);
  }

  private IllegalStateException notRead(int row, int[] cols, int first, int last) {
    int col =
        Arrays.stream(cols, first, last).filter(c -> !wasRead(row, c)).findFirst().orElseThrow();
    return new IllegalStateException(
        "window must hold row " + row + ", column " + col + ", was " + source.window);
  }
}
