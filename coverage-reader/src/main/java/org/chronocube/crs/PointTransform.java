// SPDX-License-Identifier: Apache-2.0
package org.chronocube.crs;

/** From world coordinates to world coordinates, x first; safe for concurrent use. */
interface PointTransform {

  /** Leaves points as they are. */
  PointTransform IDENTITY = (points, count) -> {};

  /**
   * Transforms points in place.
   *
   * @param points x, y, x, y …; a point without an image becomes NaN, NaN
   * @param count number of points
   */
  void transform(double[] points, int count);

  /** First this, then another. */
  default PointTransform then(PointTransform next) {
    return (points, count) -> {
      transform(points, count);
      next.transform(points, count);
    };
  }
}
