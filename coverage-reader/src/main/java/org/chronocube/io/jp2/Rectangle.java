// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

/** Half-open rectangle of integers. */
record Rectangle(int x0, int y0, int x1, int y1) {

  int width() {
    return x1 - x0;
  }

  int height() {
    return y1 - y0;
  }

  boolean isEmpty() {
    return x1 <= x0 || y1 <= y0;
  }

  Rectangle intersect(Rectangle o) {
    return new Rectangle(
        Math.max(x0, o.x0), Math.max(y0, o.y0), Math.min(x1, o.x1), Math.min(y1, o.y1));
  }

  /** Equation B-14: the same on a grid 2^levels coarser. */
  Rectangle reduced(int levels) {
    return new Rectangle(
        Numbers.ceilShift(x0, levels),
        Numbers.ceilShift(y0, levels),
        Numbers.ceilShift(x1, levels),
        Numbers.ceilShift(y1, levels));
  }

  /** Equation B-15: the coefficients of a subband one level below, 0 low or 1 high each way. */
  Rectangle subband(int highX, int highY) {
    return new Rectangle(
        Numbers.ceilShift(x0 - highX, 1),
        Numbers.ceilShift(y0 - highY, 1),
        Numbers.ceilShift(x1 - highX, 1),
        Numbers.ceilShift(y1 - highY, 1));
  }

  /** Grown on all sides, but not beyond a bound. */
  Rectangle grown(int margin, Rectangle bound) {
    return new Rectangle(x0 - margin, y0 - margin, x1 + margin, y1 + margin).intersect(bound);
  }
}
