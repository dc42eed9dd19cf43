// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geolocation;

/**
 * Where the pixels of one image lie on Earth, at the height the model was made for. Immutable, safe
 * for concurrent use.
 *
 * <p>Image coordinates are column and row of the full-resolution image, corner anchored: the centre
 * of the first pixel is (0.5, 0.5). Ground coordinates are longitude and latitude in degrees on WGS
 * 84; longitudes are given in −180 … 180 and taken modulo 360.
 */
public interface SensorModel {

  /**
   * From image to ground, in place.
   *
   * @param points column, row, column, row …; points farther outside the image than the model can
   *     be trusted become NaN, NaN
   * @param count number of points, ≤ points.length / 2
   */
  void toGround(double[] points, int count);

  /**
   * From ground to image, in place; the inverse of {@link #toGround}.
   *
   * @param points longitude, latitude …; points that the image does not show, and that are not just
   *     outside it, become NaN, NaN
   * @param count number of points, ≤ points.length / 2
   */
  void toImage(double[] points, int count);
}
