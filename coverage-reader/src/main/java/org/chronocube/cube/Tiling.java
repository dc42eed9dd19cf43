// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import org.chronocube.grid.Shape;

/**
 * How large the tiles are that one thread makes at a time.
 *
 * @param parallelism threads that work at the same time
 * @param memoryBytes what their tiles may take together
 */
record Tiling(int parallelism, long memoryBytes) {

  private static final int LARGEST = 512;
  private static final int SMALLEST = 16;
  private static final int WORTH_SPLITTING = 256 * 256;

  /**
   * The shape of the tiles of a target.
   *
   * @param bytesPerPixel what one pixel of a tile takes, all bands and dates together
   */
  Shape tile(Shape target, long bytesPerPixel) {
    long pixels = Math.max(1, memoryBytes / parallelism / Math.max(1, bytesPerPixel));
    int side = (int) Math.min(LARGEST, Math.max(SMALLEST, (long) Math.sqrt(pixels)));
    // A target of one tile would keep the other threads idle.
    while (parallelism > 1
        && target.pixels() > WORTH_SPLITTING
        && tiles(target, side) < parallelism) {
      side /= 2;
    }
    return new Shape(Math.min(side, target.height()), Math.min(side, target.width()));
  }

  private static long tiles(Shape target, int side) {
    return (long) ((target.height() + side - 1) / side) * ((target.width() + side - 1) / side);
  }
}
