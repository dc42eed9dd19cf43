// SPDX-License-Identifier: Apache-2.0
package org.chronocube.grid;

import java.util.Optional;

/**
 * Maps continuous pixel coordinates of one grid to those of another, both corner anchored.
 *
 * <p>Implementations are stateless or safe for concurrent use.
 */
public interface PixelTransform {

  /** Makes the transform between two grids, e.g. {@code CrsRegistry::pixelTransform}. */
  @FunctionalInterface
  interface Factory {
    PixelTransform between(GeoBox from, GeoBox to);
  }

  /**
   * Transforms points in place.
   *
   * @param points column, row, column, row …; a point that has no image (outside the domain of a
   *     projection) becomes NaN, NaN
   * @param count number of points, ≤ points.length / 2
   */
  void transform(double[] points, int count);

  /** The same map as an affine, when it is one. */
  default Optional<Affine> affine() {
    return Optional.empty();
  }

  /** The transform of two grids in one CRS: an affine. */
  static PixelTransform affine(Affine from, Affine to) {
    return affine(to.inverse().compose(from));
  }

  /** An affine from pixels to pixels. */
  static PixelTransform affine(Affine map) {
    return new AffineTransform(map);
  }

  /** What {@link #affine(Affine)} gives. */
  record AffineTransform(Affine map) implements PixelTransform {

    @Override
    public void transform(double[] points, int count) {
      for (int i = 0; i < 2 * count; i += 2) {
        double col = points[i];
        double row = points[i + 1];
        points[i] = map.x(col, row);
        points[i + 1] = map.y(col, row);
      }
    }

    @Override
    public Optional<Affine> affine() {
      return Optional.of(map);
    }
  }
}
