// SPDX-License-Identifier: Apache-2.0
package org.chronocube.grid;

import java.util.Optional;

/**
 * Where the points of a target grid lie in a source grid, a row at a time: what the resampling
 * loops ask. Corner anchored on both sides; the centre of pixel (row, col) is (row + 0.5, col +
 * 0.5). Immutable: safe for concurrent use.
 */
public interface PixelMap {

  /** Largest error of {@link #of} in source pixels when nothing else is said. */
  double DEFAULT_TOLERANCE = 1e-5;

  /**
   * Source coordinates of the points (col, row), (col + 1, row) …
   *
   * @param row target row coordinate
   * @param col target column coordinate of the first point
   * @param count number of points
   * @param points receives column, row, column, row …; NaN, NaN where there is no image
   */
  void row(double row, double col, int count, double[] points);

  /**
   * Replaces one point by its exact image, for callers whose result hangs on less than {@link
   * #tolerance()}.
   *
   * @param point target column and row, replaced by source column and row
   */
  void exact(double[] point);

  /** Bound on the error of {@link #row} in source pixels; 0 when it is exact. */
  double tolerance();

  /** The same map as an affine, when it is one. */
  default Optional<Affine> affine() {
    return Optional.empty();
  }

  /**
   * The map of a transform over one window of the target (its outer corners included); approximated
   * within a tolerance unless the transform is affine.
   *
   * @param toSource target pixels to source pixels
   * @param window of the target, not empty
   * @param tolerance in source pixels, > 0
   */
  static PixelMap of(PixelTransform toSource, Window window, double tolerance) {
    return toSource
        .affine()
        .<PixelMap>map(AffineMap::new)
        .orElseGet(() -> new ApproximateMap(toSource, window, tolerance));
  }

  /** An exact, affine map. */
  record AffineMap(Affine map) implements PixelMap {

    @Override
    public void row(double row, double col, int count, double[] points) {
      for (int i = 0; i < count; i++) {
        points[2 * i] = map.x(col + i, row);
        points[2 * i + 1] = map.y(col + i, row);
      }
    }

    @Override
    public void exact(double[] point) {
      double col = point[0];
      double row = point[1];
      point[0] = map.x(col, row);
      point[1] = map.y(col, row);
    }

    @Override
    public double tolerance() {
      return 0;
    }

    @Override
    public Optional<Affine> affine() {
      return Optional.of(map);
    }
  }
}
