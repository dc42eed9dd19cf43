// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel;

import java.util.Arrays;
import org.chronocube.grid.Affine;
import org.chronocube.grid.Window;

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

  void run(Window target, Gathering result) {
    int[] picks = new int[target.width()];
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
        pick(row, cols, picks);
        result.row(picks, r * cols.length);
      }
    }
  }

  private void pick(int row, int[] cols, int[] picks) {
    int origin = source.index(row, 0);
    for (int i = 0; i < picks.length; i++) {
      int p = origin + cols[i];
      boolean is = cols[i] != OUTSIDE && (source.mask == null || source.mask.isValid(p));
      picks[i] = is ? p : Gathering.NONE;
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
