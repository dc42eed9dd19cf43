// SPDX-License-Identifier: Apache-2.0
package org.chronocube.crs;

/**
 * Lambert azimuthal equal area on an ellipsoid, oblique aspect: EPSG method 9820 (IOGP Guidance
 * Note 7-2, §3.3.2; Snyder 1987, p. 187), with the authalic latitude inverted by Newton's method.
 *
 * <p>Here because GeoTools truncates the series of the authalic latitude, which puts EPSG:3035 some
 * 5 mm off: enough to change which 10 m pixel is nearest once in some thousand pixels.
 */
final class LambertAzimuthal {

  /** ETRS89-extended / LAEA Europe. */
  static final LambertAzimuthal EUROPE =
      new LambertAzimuthal(6378137, 1 / 298.257222101, 52, 10, 4321000, 3210000);

  private static final double NEARLY_ANTIPODE = 1e-9;

  private final double e;
  private final double lon0;
  private final double falseEasting;
  private final double falseNorthing;
  private final double qp;
  private final double rq;
  private final double d;
  private final double sinBeta0;
  private final double cosBeta0;

  /**
   * @param a semi-major axis in m
   * @param f flattening
   * @param lat0 degrees
   * @param lon0 degrees
   */
  LambertAzimuthal(
      double a, double f, double lat0, double lon0, double falseEasting, double falseNorthing) {
    this.e = Math.sqrt(f * (2 - f));
    this.lon0 = lon0;
    this.falseEasting = falseEasting;
    this.falseNorthing = falseNorthing;
    this.qp = q(1);
    this.rq = a * Math.sqrt(qp / 2);
    double sin0 = Math.sin(Math.toRadians(lat0));
    this.sinBeta0 = q(sin0) / qp;
    this.cosBeta0 = Math.sqrt(1 - sinBeta0 * sinBeta0);
    this.d =
        a * Math.cos(Math.toRadians(lat0)) / (Math.sqrt(1 - e * e * sin0 * sin0) * rq * cosBeta0);
  }

  private double q(double sin) {
    double es = e * sin;
    return (1 - e * e) * (sin / (1 - es * es) + Math.log((1 + es) / (1 - es)) / (2 * e));
  }

  /** Longitude latitude in degrees to easting northing in m; NaN at the antipode. */
  void project(double[] p, int count) {
    for (int i = 0; i < 2 * count; i += 2) {
      double lambda = Math.toRadians(p[i] - lon0);
      boolean known = Math.abs(p[i + 1]) <= 90;
      double sinBeta = q(Math.sin(Math.toRadians(p[i + 1]))) / qp;
      double cosBeta = Math.sqrt(Math.max(0, 1 - sinBeta * sinBeta));
      double cos = 1 + sinBeta0 * sinBeta + cosBeta0 * cosBeta * Math.cos(lambda);
      double b = known && cos > NEARLY_ANTIPODE ? rq * Math.sqrt(2 / cos) : Double.NaN;
      p[i] = falseEasting + b * d * cosBeta * Math.sin(lambda);
      p[i + 1] =
          falseNorthing + b / d * (cosBeta0 * sinBeta - sinBeta0 * cosBeta * Math.cos(lambda));
    }
  }

  /** Easting northing in m to longitude latitude in degrees; NaN outside the disc of the Earth. */
  void unproject(double[] p, int count) {
    for (int i = 0; i < 2 * count; i += 2) {
      double x = (p[i] - falseEasting) / d;
      double y = (p[i + 1] - falseNorthing) * d;
      double rho = Math.hypot(x, y);
      double c = rho < 2 * rq ? 2 * Math.asin(rho / (2 * rq)) : Double.NaN;
      double sinC = Math.sin(c);
      double cosC = Math.cos(c);
      double sinBeta = rho == 0 ? sinBeta0 : cosC * sinBeta0 + y * sinC * cosBeta0 / rho;
      p[i] =
          lon0 + Math.toDegrees(Math.atan2(x * sinC, rho * cosBeta0 * cosC - y * sinBeta0 * sinC));
      p[i + 1] = Math.toDegrees(latitude(Math.max(-1, Math.min(1, sinBeta))));
      if (Double.isNaN(p[i + 1])) {
        p[i] = Double.NaN;
      } else if (rho == 0) {
        p[i] = lon0;
      }
    }
  }

  // Newton on q(φ) = q; q'(φ) = 2 (1 − e²) cos φ / (1 − e² sin² φ)².
  private double latitude(double sinBeta) {
    double q = sinBeta * qp;
    double phi = Math.asin(sinBeta);
    for (int i = 0; i < 6; i++) {
      double sin = Math.sin(phi);
      double w = 1 - e * e * sin * sin;
      double slope = 2 * (1 - e * e) * Math.cos(phi) / (w * w);
      if (!(slope > 1e-12)) {
        return phi;
      }
      phi += (q - q(sin)) / slope;
    }
    return phi;
  }
}
