// SPDX-License-Identifier: Apache-2.0
package org.chronocube.grid;

/**
 * The affine map from continuous pixel coordinates (column, row; pixel <em>corner</em> anchored) to
 * world coordinates (x, y):
 *
 * <pre>
 *   x = a·col + b·row + c
 *   y = d·col + e·row + f
 * </pre>
 *
 * The coefficients are in the order of rasterio's and odc-geo's {@code Affine}; GDAL's geotransform
 * is (c, a, b, f, d, e).
 */
public record Affine(double a, double b, double c, double d, double e, double f) {

  /** World coordinates that are columns and rows, as in an image's own CRS. */
  public static final Affine IDENTITY = new Affine(1, 0, 0, 0, 1, 0);

  public Affine {
    double det = a * e - b * d;
    if (!(Math.abs(det) > 0)
        || !Double.isFinite(det)
        || !Double.isFinite(c)
        || !Double.isFinite(f)) {
      throw new IllegalArgumentException(
          "affine must be finite and invertible, was ["
              + a
              + ", "
              + b
              + ", "
              + c
              + "; "
              + d
              + ", "
              + e
              + ", "
              + f
              + "]");
    }
  }

  /** North-up: (minX, maxY) is the corner of pixel (0, 0), rows go south. */
  public static Affine northUp(double minX, double maxY, Resolution resolution) {
    return new Affine(resolution.x(), 0, minX, 0, -resolution.y(), maxY);
  }

  public double x(double col, double row) {
    return a * col + b * row + c;
  }

  public double y(double col, double row) {
    return d * col + e * row + f;
  }

  /** World to pixel. */
  public Affine inverse() {
    double det = a * e - b * d;
    return new Affine(
        e / det, -b / det, (b * f - e * c) / det, -d / det, a / det, (d * c - a * f) / det);
  }

  /** First {@code inner}, then this: {@code this ∘ inner}. */
  public Affine compose(Affine inner) {
    return new Affine(
        a * inner.a + b * inner.d,
        a * inner.b + b * inner.e,
        a * inner.c + b * inner.f + c,
        d * inner.a + e * inner.d,
        d * inner.b + e * inner.e,
        d * inner.c + e * inner.f + f);
  }

  /** The same map seen from a pixel origin moved to (col, row). */
  public Affine shift(double col, double row) {
    return new Affine(a, b, x(col, row), d, e, y(col, row));
  }

  /** The same map for pixels that are {@code cols × rows} of the present ones in size. */
  public Affine scale(double cols, double rows) {
    return new Affine(a * cols, b * rows, c, d * cols, e * rows, f);
  }

  /** Length of a pixel's sides in world units. */
  public Resolution resolution() {
    return new Resolution(Math.hypot(a, d), Math.hypot(b, e));
  }

  /** True when rows and columns run along the axes of the world. */
  public boolean isRectilinear() {
    return b == 0 && d == 0;
  }
}
