// SPDX-License-Identifier: Apache-2.0
package org.chronocube.grid;

/**
 * How many source pixels go into one target pixel along the source's columns and rows; below 1 when
 * enlarging.
 *
 * @param x source columns per target pixel, > 0
 * @param y source rows per target pixel, > 0
 */
public record Reduction(double x, double y) {

  // At pixels of 1 cm that is a target pixel of 1000 km: no grid of the Earth is coarser.
  private static final double MOST = 1e8;

  public Reduction {
    if (!(x > 0) || !(y > 0) || Double.isInfinite(x) || Double.isInfinite(y)) {
      throw new IllegalArgumentException("reduction must be > 0 and finite, was " + x + " x " + y);
    }
  }

  /**
   * The reduction of a transform from target to source pixels at one target point: the lengths of
   * the gradients of source column and source row, so that a rotation does not change it.
   *
   * @return null where the transform is undefined, or a target pixel has no size, or more than 1e8
   *     source pixels along one axis
   */
  public static Reduction at(PixelTransform toSource, double col, double row) {
    double[] p = {col - 0.5, row, col + 0.5, row, col, row - 0.5, col, row + 0.5};
    toSource.transform(p, 4);
    double x = Math.hypot(p[2] - p[0], p[6] - p[4]);
    double y = Math.hypot(p[3] - p[1], p[7] - p[5]);
    boolean usable = x > 0 && y > 0 && x < MOST && y < MOST;
    return usable ? new Reduction(x, y) : null;
  }

  /** The reduction that is left after an overview has taken its part. */
  public Reduction divide(double factorX, double factorY) {
    return new Reduction(x / factorX, y / factorY);
  }
}
