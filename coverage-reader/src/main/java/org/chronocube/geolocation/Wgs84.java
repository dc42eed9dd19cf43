// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geolocation;

/** The WGS 84 ellipsoid: geodetic and Earth-centred, Earth-fixed coordinates (EPSG method 9602). */
public final class Wgs84 {

  /** Semi-major axis, metres. */
  public static final double A = 6378137;

  private static final double F = 1 / 298.257223563;
  private static final double E2 = F * (2 - F);
  private static final double B = A * (1 - F);
  private static final double SECOND_E2 = E2 / (1 - E2);

  private Wgs84() {}

  /**
   * @param lon degrees
   * @param lat degrees
   * @param height above the ellipsoid, metres
   * @param xyz receives x, y, z in metres
   */
  public static void toEarthFixed(double lon, double lat, double height, double[] xyz) {
    double l = Math.toRadians(lon);
    double p = Math.toRadians(lat);
    double sin = Math.sin(p);
    double cos = Math.cos(p);
    double n = A / Math.sqrt(1 - E2 * sin * sin);
    xyz[0] = (n + height) * cos * Math.cos(l);
    xyz[1] = (n + height) * cos * Math.sin(l);
    xyz[2] = (n * (1 - E2) + height) * sin;
  }

  /**
   * Bowring's formula (Survey Review 23, 1976), iterated once: to a micrometre within 10 km of the
   * ellipsoid.
   *
   * @param geodetic receives longitude in −180…180 and latitude in degrees, height in metres
   */
  public static void toGeodetic(double x, double y, double z, double[] geodetic) {
    double p = Math.hypot(x, y);
    double beta = Math.atan2(A * z, B * p);
    double lat = 0;
    for (int i = 0; i < 2; i++) {
      double sin = Math.sin(beta);
      double cos = Math.cos(beta);
      lat = Math.atan2(z + SECOND_E2 * B * sin * sin * sin, p - E2 * A * cos * cos * cos);
      beta = Math.atan2((1 - F) * Math.sin(lat), Math.cos(lat));
    }
    double sin = Math.sin(lat);
    geodetic[0] = Math.toDegrees(Math.atan2(y, x));
    geodetic[1] = Math.toDegrees(lat);
    geodetic[2] = p * Math.cos(lat) + z * sin - A * Math.sqrt(1 - E2 * sin * sin);
  }
}
