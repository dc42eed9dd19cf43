// SPDX-License-Identifier: Apache-2.0
package org.chronocube.grid;

/**
 * Size of a grid in pixels, rows first.
 *
 * @param height number of rows, ≥ 1
 * @param width number of columns, ≥ 1
 */
public record Shape(int height, int width) {

  public Shape {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "shape must be at least 1 x 1 pixels (height x width), was " + height + " x " + width);
    }
  }

  /** Number of pixels, as a long so that no grid overflows. */
  public long pixels() {
    return (long) height * width;
  }

  /** The window that covers the whole shape. */
  public Window window() {
    return new Window(0, height, 0, width);
  }
}
