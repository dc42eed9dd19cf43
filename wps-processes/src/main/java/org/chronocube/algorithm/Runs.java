// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

import java.util.Arrays;
import org.chronocube.grid.Shape;

/**
 * The foreground of a class map as runs: pixels beside each other in a row that are of one class
 * other than 0. Runs are numbered from 0, row by row. 9 bytes a run, whatever the number of pixels.
 */
final class Runs {

  private final Shape shape;

  /** First run of each row, and one more for the end. */
  private final int[] firstOfRow;

  private int[] from = new int[1024];
  private int[] to = new int[1024];
  private byte[] value = new byte[1024];

  private Runs(Shape shape) {
    this.shape = shape;
    this.firstOfRow = new int[shape.height() + 1];
  }

  static Runs of(Shape shape, byte[] classes) {
    if (classes.length != shape.pixels()) {
      throw new IllegalArgumentException(
          "classes must have " + shape.pixels() + " pixels, had " + classes.length);
    }
    Runs runs = new Runs(shape);
    for (int row = 0; row < shape.height(); row++) {
      runs.firstOfRow[row + 1] = runs.addRow(classes, row, runs.firstOfRow[row]);
    }
    return runs;
  }

  private int addRow(byte[] classes, int row, int first) {
    int width = shape.width();
    int start = row * width;
    int n = first;
    int col = 0;
    while (col < width) {
      byte c = classes[start + col];
      int end = col + 1;
      while (end < width && classes[start + end] == c) {
        end++;
      }
      if (c != 0) {
        add(n++, col, end, c);
      }
      col = end;
    }
    return n;
  }

  private void add(int run, int start, int end, byte c) {
    if (run == from.length) {
      int size = (int) Math.min(Integer.MAX_VALUE - 8L, run + (run >> 1) + 1L);
      from = Arrays.copyOf(from, size);
      to = Arrays.copyOf(to, size);
      value = Arrays.copyOf(value, size);
    }
    from[run] = start;
    to[run] = end;
    value[run] = c;
  }

  Shape shape() {
    return shape;
  }

  int count() {
    return firstOfRow[shape.height()];
  }

  /** First run of a row; of the row after the last one, the number of runs. */
  int first(int row) {
    return firstOfRow[row];
  }

  /** First column of a run. */
  int from(int run) {
    return from[run];
  }

  /** Column after the last one of a run. */
  int to(int run) {
    return to[run];
  }

  byte value(int run) {
    return value[run];
  }

  /** The run that holds a pixel, −1 for background and outside the grid. */
  int at(int row, int col) {
    if (row < 0 || row >= shape.height()) {
      return -1;
    }
    int low = firstOfRow[row];
    int high = firstOfRow[row + 1] - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (col < from[middle]) {
        high = middle - 1;
      } else if (col >= to[middle]) {
        low = middle + 1;
      } else {
        return middle;
      }
    }
    return -1;
  }
}
