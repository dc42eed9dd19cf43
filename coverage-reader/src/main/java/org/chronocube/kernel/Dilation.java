// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel;

import java.util.BitSet;
import org.chronocube.grid.Shape;

/**
 * Binary dilation with a disk: a pixel is set when the centre of a set pixel lies within the radius
 * of its own (dx² + dy² ≤ radius²), as {@code scipy.ndimage.binary_dilation} with {@code
 * skimage.morphology.disk(radius)} does it.
 */
public final class Dilation {

  private Dilation() {}

  /**
   * @param set row-major pixels; not changed
   * @param radius in full-resolution pixels, ≥ 0
   * @param factorX columns of full resolution in one column
   * @param factorY rows of full resolution in one row
   * @return the dilated pixels
   */
  public static BitSet disk(
      BitSet set, Shape shape, double radius, double factorX, double factorY) {
    int reach = reach(radius, factorY);
    BitSet result = new BitSet(Math.toIntExact(shape.pixels()));
    int[] span = new int[reach + 1];
    for (int dy = 0; dy <= reach; dy++) {
      double y = dy * factorY;
      span[dy] = (int) Math.floor(Math.sqrt(Math.max(0, radius * radius - y * y)) / factorX);
    }
    // A run of set pixels stays a run in every row it reaches, longer at both ends.
    int width = shape.width();
    for (int from = set.nextSetBit(0); from >= 0; ) {
      int row = from / width;
      int to = Math.min(set.nextClearBit(from), (row + 1) * width);
      int first = from - row * width;
      int last = to - row * width;
      int bottom = Math.min(shape.height() - 1, row + reach);
      for (int r = Math.max(0, row - reach); r <= bottom; r++) {
        int s = span[Math.abs(r - row)];
        result.set(r * width + Math.max(0, first - s), r * width + Math.min(width, last + s));
      }
      from = set.nextSetBit(to);
    }
    return result;
  }

  /**
   * How many pixels a disk reaches along one axis.
   *
   * @param factor full-resolution pixels in one pixel along it
   */
  public static int reach(double radius, double factor) {
    return (int) Math.floor(radius / factor);
  }
}
