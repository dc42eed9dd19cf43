// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geolocation;

import java.util.Objects;

/**
 * An image located by its rational polynomials, at one height.
 *
 * @param polynomial ground to image
 * @param height metres above the ellipsoid
 */
public record RationalPolynomialModel(RationalPolynomial polynomial, double height)
    implements SensorModel {

  public RationalPolynomialModel {
    Objects.requireNonNull(polynomial, "polynomial");
    if (!Double.isFinite(height)) {
      throw new IllegalArgumentException("height must be finite, was " + height);
    }
  }

  @Override
  public void toGround(double[] points, int count) {
    RationalPolynomial.Workspace work = new RationalPolynomial.Workspace();
    for (int i = 0; i < 2 * count; i += 2) {
      polynomial.toGround(points, i, height, work);
    }
  }

  @Override
  public void toImage(double[] points, int count) {
    RationalPolynomial.Workspace work = new RationalPolynomial.Workspace();
    for (int i = 0; i < 2 * count; i += 2) {
      polynomial.toImage(points, i, height, work);
    }
  }
}
