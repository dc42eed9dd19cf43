// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geolocation;

import java.util.Objects;

/**
 * An image located by its rational polynomials and the terrain it shows.
 *
 * @param polynomial ground to image
 * @param terrain heights; points where it knows none have no place
 */
public record RationalPolynomialModel(RationalPolynomial polynomial, Terrain terrain)
    implements SensorModel {

  // Along a line of sight 45 degrees off the vertical a centimetre of height is one on the ground.
  private static final double METRES = 0.01;
  private static final int MOST_STEPS = 50;

  public RationalPolynomialModel {
    Objects.requireNonNull(polynomial, "polynomial");
    Objects.requireNonNull(terrain, "terrain");
  }

  @Override
  public void toGround(double[] points, int count) {
    RationalPolynomial.Workspace work = new RationalPolynomial.Workspace();
    double[] point = new double[2];
    for (int i = 0; i < 2 * count; i += 2) {
      meet(points, i, point, work);
    }
  }

  // The point at a height has the terrain's height there; the point at that height another one.
  // Where the ground is less steep than the line of sight, the steps shrink.
  private void meet(double[] points, int at, double[] point, RationalPolynomial.Workspace work) {
    double height = polynomial.middleHeight();
    for (int step = 0; step < MOST_STEPS; step++) {
      point[0] = points[at];
      point[1] = points[at + 1];
      polynomial.toGround(point, 0, height, work);
      double ground = terrain.height(point[0], point[1]);
      if (Math.abs(ground - height) <= METRES) {
        points[at] = point[0];
        points[at + 1] = point[1];
        return;
      }
      if (Double.isNaN(ground)) {
        break;
      }
      height = ground;
    }
    points[at] = Double.NaN;
    points[at + 1] = Double.NaN;
  }

  @Override
  public void toImage(double[] points, int count) {
    RationalPolynomial.Workspace work = new RationalPolynomial.Workspace();
    for (int i = 0; i < 2 * count; i += 2) {
      polynomial.toImage(points, i, terrain.height(points[i], points[i + 1]), work);
    }
  }
}
