// SPDX-License-Identifier: Apache-2.0
package org.chronocube.grid;

/**
 * Half-open rows and columns inside one grid: rows {@code [rowStart, rowStop)}, columns {@code
 * [colStart, colStop)}. May be empty; may lie partly outside a grid until it is intersected with
 * it.
 *
 * @param rowStart first row
 * @param rowStop row after the last, ≥ rowStart
 * @param colStart first column
 * @param colStop column after the last, ≥ colStart
 */
public record Window(int rowStart, int rowStop, int colStart, int colStop) {

  public Window {
    if (rowStop < rowStart || colStop < colStart) {
      throw new IllegalArgumentException(
          "window must have start <= stop, was rows "
              + rowStart
              + ".."
              + rowStop
              + ", columns "
              + colStart
              + ".."
              + colStop);
    }
  }

  /** The window of a given size at a given corner. */
  public static Window at(int row, int col, int height, int width) {
    return new Window(row, Math.addExact(row, height), col, Math.addExact(col, width));
  }

  public int height() {
    return rowStop - rowStart;
  }

  public int width() {
    return colStop - colStart;
  }

  /** Number of pixels. */
  public long pixels() {
    return (long) height() * width();
  }

  public boolean isEmpty() {
    return height() == 0 || width() == 0;
  }

  /** Size of a window that is not empty. */
  public Shape shape() {
    return new Shape(height(), width());
  }

  /** The part in common; an empty window when there is none. */
  public Window intersect(Window other) {
    int r0 = Math.max(rowStart, other.rowStart);
    int c0 = Math.max(colStart, other.colStart);
    return new Window(
        r0,
        Math.max(r0, Math.min(rowStop, other.rowStop)),
        c0,
        Math.max(c0, Math.min(colStop, other.colStop)));
  }

  /** The smallest window that holds both. */
  public Window union(Window other) {
    return new Window(
        Math.min(rowStart, other.rowStart),
        Math.max(rowStop, other.rowStop),
        Math.min(colStart, other.colStart),
        Math.max(colStop, other.colStop));
  }

  /** True when every pixel of {@code other} is inside. */
  public boolean contains(Window other) {
    return other.rowStart >= rowStart
        && other.rowStop <= rowStop
        && other.colStart >= colStart
        && other.colStop <= colStop;
  }

  public boolean contains(int row, int col) {
    return row >= rowStart && row < rowStop && col >= colStart && col < colStop;
  }

  /** The same window moved by whole pixels. */
  public Window shift(int rows, int cols) {
    return new Window(
        Math.addExact(rowStart, rows),
        Math.addExact(rowStop, rows),
        Math.addExact(colStart, cols),
        Math.addExact(colStop, cols));
  }

  /** Grown by a margin on all four sides. */
  public Window pad(int margin) {
    return pad(margin, margin);
  }

  /** Grown by as many rows above and below, and by as many columns on the left and right. */
  public Window pad(int rows, int cols) {
    return new Window(rowStart - rows, rowStop + rows, colStart - cols, colStop + cols);
  }
}
