// SPDX-License-Identifier: Apache-2.0
package org.chronocube.grid;

/**
 * Size of a pixel in units of the CRS, both positive; the direction of the axes is the affine's.
 *
 * @param x width of a pixel, > 0
 * @param y height of a pixel, > 0
 */
public record Resolution(double x, double y) {

  public Resolution {
    if (!(x > 0) || !(y > 0) || Double.isInfinite(x) || Double.isInfinite(y)) {
      throw new IllegalArgumentException("resolution must be > 0 and finite, was " + x + " x " + y);
    }
  }

  /** A square pixel. */
  public static Resolution of(double size) {
    return new Resolution(size, size);
  }
}
