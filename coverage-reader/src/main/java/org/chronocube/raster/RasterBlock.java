// SPDX-License-Identifier: Apache-2.0
package org.chronocube.raster;

import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;

/**
 * One band's samples over a rectangle, row-major, with their mask. The sample of an invalid pixel
 * has no meaning.
 *
 * <p>Owned by one thread at a time; whoever receives a block may write to it.
 *
 * @param shape rows and columns
 * @param samples height · width floats
 * @param mask of the same size
 */
public record RasterBlock(Shape shape, float[] samples, ValidMask mask) {

  public RasterBlock {
    if (samples.length != shape.pixels() || mask.size() != shape.pixels()) {
      throw new IllegalArgumentException(
          "samples and mask must have "
              + shape.pixels()
              + " pixels, had "
              + samples.length
              + " and "
              + mask.size());
    }
  }

  /** A block in which nothing is valid yet. */
  public static RasterBlock allocate(Shape shape) {
    int n = Math.toIntExact(shape.pixels());
    return new RasterBlock(shape, new float[n], ValidMask.noneValid(n));
  }

  public int index(int row, int col) {
    return row * shape.width() + col;
  }

  public float sample(int row, int col) {
    return samples[index(row, col)];
  }

  public boolean isValid(int row, int col) {
    return mask.isValid(index(row, col));
  }

  /**
   * Copies another block's samples and mask into this one.
   *
   * @param row where its first row goes; the other block must fit
   * @param col where its first column goes
   */
  public void paste(RasterBlock other, int row, int col) {
    int width = other.shape.width();
    if (row < 0
        || col < 0
        || row + other.shape.height() > shape.height()
        || col + width > shape.width()) {
      throw new IllegalArgumentException(
          "block must fit into " + shape + ", was " + other.shape + " at " + row + ", " + col);
    }
    for (int r = 0; r < other.shape.height(); r++) {
      int from = r * width;
      int to = index(row + r, col);
      System.arraycopy(other.samples, from, samples, to, width);
      mask.copy(other.mask, from, to, width);
    }
  }

  /** A block of its own with the pixels of a window of this one; this one when that is all. */
  public RasterBlock crop(Window window) {
    if (window.equals(shape.window())) {
      return this;
    }
    if (!shape.window().contains(window)) {
      throw new IllegalArgumentException("window must lie in " + shape + ", was " + window);
    }
    RasterBlock part = allocate(window.shape());
    for (int r = 0; r < window.height(); r++) {
      int from = index(window.rowStart() + r, window.colStart());
      System.arraycopy(samples, from, part.samples, r * window.width(), window.width());
      part.mask.copy(mask, from, r * window.width(), window.width());
    }
    return part;
  }

  /** A block of its own with the same content. */
  public RasterBlock copy() {
    return new RasterBlock(shape, samples.clone(), mask.copy());
  }
}
