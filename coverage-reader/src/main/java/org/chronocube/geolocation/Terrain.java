// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geolocation;

/** The height of the ground that an image shows. Safe for concurrent use. */
@FunctionalInterface
public interface Terrain {

  /** The surface of the ellipsoid. */
  Terrain ELLIPSOID = constant(0);

  /**
   * @param lon degrees, any turn
   * @param lat degrees
   * @return metres above the WGS 84 ellipsoid; NaN where it is not known
   */
  double height(double lon, double lat);

  /** The same height everywhere, in metres above the ellipsoid. */
  static Terrain constant(double height) {
    if (!(Math.abs(height) <= 20000)) {
      throw new IllegalArgumentException("height must be within 20000 m, was " + height);
    }
    return (lon, lat) -> height;
  }
}
