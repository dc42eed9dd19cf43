// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geolocation;

import java.util.Objects;

/**
 * The rational polynomials (RPC) of an image, ground to image:
 *
 * <pre>
 *   line   = lineOffset   + lineScale   · N₁(L, P, H) / D₁(L, P, H)
 *   sample = sampleOffset + sampleScale · N₂(L, P, H) / D₂(L, P, H)
 * </pre>
 *
 * with longitude L, latitude P and height H, each less its offset and divided by its scale, and
 * four cubic polynomials. Lines and samples are counted from the centre of the first pixel, which
 * is (0, 0). Immutable.
 *
 * <p>Source: RPC00B of NIMA, The Compendium of Controlled Extensions for NITF, STDI-0002, version
 * 2.1, appendix E. The way back, which it does not give, is found by Newton's method.
 */
public final class RationalPolynomial {

  private static final int TERMS = 20;
  private static final int MOST_STEPS = 20;
  // Of the normalised range, which is some degrees at most: well below a micrometre.
  private static final double CONVERGED = 1e-13;
  // Polynomials are fitted to -1..1 and mean nothing far from it; as GDAL, which warns there.
  private static final double TRUSTED = 1.5;

  private final Range line;
  private final Range sample;
  private final Range latitude;
  private final Range longitude;
  private final Range height;
  private final Ratio lineRatio;
  private final Ratio sampleRatio;

  /**
   * How a quantity is normalised: {@code (value − offset) / scale}.
   *
   * @param offset middle of the range
   * @param scale half of the range, ≠ 0
   */
  public record Range(double offset, double scale) {
    public Range {
      if (!Double.isFinite(offset) || !Double.isFinite(scale) || scale == 0) {
        throw new IllegalArgumentException(
            "RPC offset must be finite and scale not 0, were " + offset + " and " + scale);
      }
    }

    double normalise(double value) {
      return (value - offset) / scale;
    }

    double value(double normalised) {
      return normalised * scale + offset;
    }

    /** The same range counted from an origin that lies at {@code origin} now. */
    public Range from(double origin) {
      return new Range(offset - origin, scale);
    }
  }

  /** Numerator and denominator, 20 coefficients each in the order of RPC00B. */
  public static final class Ratio {
    private final double[] numerator;
    private final double[] denominator;

    public Ratio(double[] numerator, double[] denominator) {
      this.numerator = checked(numerator);
      this.denominator = checked(denominator);
    }

    private static double[] checked(double[] coefficients) {
      if (coefficients.length != TERMS) {
        throw new IllegalArgumentException(
            "RPC must have 20 coefficients, had " + coefficients.length);
      }
      return coefficients.clone();
    }

    double value(double[] terms) {
      return dot(numerator, terms) / dot(denominator, terms);
    }

    /** Derivative of the ratio, from the terms and their derivatives. */
    double slope(double[] terms, double[] slopes) {
      double d = dot(denominator, terms);
      double n = dot(numerator, terms);
      return (dot(numerator, slopes) * d - n * dot(denominator, slopes)) / (d * d);
    }

    private static double dot(double[] a, double[] b) {
      double sum = 0;
      for (int i = 0; i < TERMS; i++) {
        sum += a[i] * b[i];
      }
      return sum;
    }
  }

  /**
   * @param line lines, from the centre of the first pixel
   * @param sample samples, from the centre of the first pixel
   * @param latitude degrees
   * @param longitude degrees
   * @param height metres above the ellipsoid
   * @param lineRatio N₁ and D₁
   * @param sampleRatio N₂ and D₂
   */
  public RationalPolynomial(
      Range line,
      Range sample,
      Range latitude,
      Range longitude,
      Range height,
      Ratio lineRatio,
      Ratio sampleRatio) {
    this.line = Objects.requireNonNull(line, "line");
    this.sample = Objects.requireNonNull(sample, "sample");
    this.latitude = Objects.requireNonNull(latitude, "latitude");
    this.longitude = Objects.requireNonNull(longitude, "longitude");
    this.height = Objects.requireNonNull(height, "height");
    this.lineRatio = Objects.requireNonNull(lineRatio, "lineRatio");
    this.sampleRatio = Objects.requireNonNull(sampleRatio, "sampleRatio");
  }

  /** The height in the middle of what the polynomials are fitted to, metres above the ellipsoid. */
  public double middleHeight() {
    return height.offset();
  }

  /** Room for what one thread computes. */
  public static final class Workspace {
    private final double[] terms = new double[TERMS];
    private final double[] alongL = new double[TERMS];
    private final double[] alongP = new double[TERMS];
  }

  /**
   * One point from ground to image, in place.
   *
   * @param points longitude, latitude at {@code at}; then column, row (corner anchored: the centre
   *     of the first pixel is 0.5, 0.5), or NaN where the polynomials mean nothing
   * @param metres height above the ellipsoid
   */
  public void toImage(double[] points, int at, double metres, Workspace work) {
    double l = normalisedLongitude(points[at]);
    double p = latitude.normalise(points[at + 1]);
    if (!isTrusted(l) || !isTrusted(p)) {
      points[at] = Double.NaN;
      points[at + 1] = Double.NaN;
      return;
    }
    terms(l, p, height.normalise(metres), work.terms);
    points[at] = sample.value(sampleRatio.value(work.terms)) + 0.5;
    points[at + 1] = line.value(lineRatio.value(work.terms)) + 0.5;
  }

  /**
   * One point from image to ground, in place: where the line of sight is at a height.
   *
   * @param points column, row (corner anchored) at {@code at}; then longitude, latitude, or NaN
   *     where the polynomials mean nothing
   * @param metres height above the ellipsoid
   */
  public void toGround(double[] points, int at, double metres, Workspace work) {
    double s = sample.normalise(points[at] - 0.5);
    double t = line.normalise(points[at + 1] - 0.5);
    points[at] = Double.NaN;
    points[at + 1] = Double.NaN;
    if (!isTrusted(s) || !isTrusted(t)) {
      return;
    }
    double h = height.normalise(metres);
    double l = 0;
    double p = 0;
    for (int step = 0; step < MOST_STEPS; step++) {
      terms(l, p, h, work.terms);
      slopes(l, p, h, work);
      double ds = s - sampleRatio.value(work.terms);
      double dt = t - lineRatio.value(work.terms);
      double sl = sampleRatio.slope(work.terms, work.alongL);
      double sp = sampleRatio.slope(work.terms, work.alongP);
      double tl = lineRatio.slope(work.terms, work.alongL);
      double tp = lineRatio.slope(work.terms, work.alongP);
      double det = sl * tp - sp * tl;
      double dl = (ds * tp - dt * sp) / det;
      double dp = (dt * sl - ds * tl) / det;
      l += dl;
      p += dp;
      if (!(Math.abs(l) < 2 * TRUSTED) || !(Math.abs(p) < 2 * TRUSTED)) {
        return;
      }
      if (Math.abs(dl) + Math.abs(dp) < CONVERGED) {
        points[at] = wrap(longitude.value(l));
        points[at + 1] = latitude.value(p);
        return;
      }
    }
  }

  private double normalisedLongitude(double degrees) {
    return wrap(degrees - longitude.offset()) / longitude.scale();
  }

  private static double wrap(double degrees) {
    return Math.abs(degrees) <= 180 ? degrees : degrees - 360 * Math.rint(degrees / 360);
  }

  private static boolean isTrusted(double normalised) {
    return Math.abs(normalised) <= TRUSTED;
  }

  private static void terms(double l, double p, double h, double[] t) {
    t[0] = 1;
    t[1] = l;
    t[2] = p;
    t[3] = h;
    t[4] = l * p;
    t[5] = l * h;
    t[6] = p * h;
    t[7] = l * l;
    t[8] = p * p;
    t[9] = h * h;
    t[10] = p * l * h;
    t[11] = l * l * l;
    t[12] = l * p * p;
    t[13] = l * h * h;
    t[14] = l * l * p;
    t[15] = p * p * p;
    t[16] = p * h * h;
    t[17] = l * l * h;
    t[18] = p * p * h;
    t[19] = h * h * h;
  }

  private static void slopes(double l, double p, double h, Workspace work) {
    double[] dl = work.alongL;
    dl[1] = 1;
    dl[4] = p;
    dl[5] = h;
    dl[7] = 2 * l;
    dl[10] = p * h;
    dl[11] = 3 * l * l;
    dl[12] = p * p;
    dl[13] = h * h;
    dl[14] = 2 * l * p;
    dl[17] = 2 * l * h;
    double[] dp = work.alongP;
    dp[2] = 1;
    dp[4] = l;
    dp[6] = h;
    dp[8] = 2 * p;
    dp[10] = l * h;
    dp[12] = 2 * l * p;
    dp[14] = l * l;
    dp[15] = 3 * p * p;
    dp[16] = h * h;
    dp[18] = 2 * p * h;
  }
}
