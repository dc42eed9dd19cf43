// SPDX-License-Identifier: Apache-2.0
package org.chronocube.grid;

/**
 * Maps continuous pixel coordinates of one grid to those of another, both corner anchored.
 *
 * <p>Implementations are stateless or safe for concurrent use.
 */
public interface PixelTransform {

  /**
   * Transforms points in place.
   *
   * @param points column, row, column, row …; a point that has no image (outside the domain of a
   *     projection) becomes NaN, NaN
   * @param count number of points, ≤ points.length / 2
   */
  void transform(double[] points, int count);

  /** The transform of two grids in one CRS: an affine. */
  static PixelTransform affine(Affine from, Affine to) {
    Affine map = to.inverse().compose(from);
    return (points, count) -> {
      for (int i = 0; i < 2 * count; i += 2) {
        double col = points[i];
        double row = points[i + 1];
        points[i] = map.x(col, row);
        points[i + 1] = map.y(col, row);
      }
    };
  }
}
