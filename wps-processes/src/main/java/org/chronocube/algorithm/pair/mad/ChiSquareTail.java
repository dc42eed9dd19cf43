// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair.mad;

import org.hipparchus.special.Gamma;

/**
 * The upper tail of a χ² distribution, P(X > x), for many values quickly: cubic Hermite
 * interpolation in u = √x, in which the tail is smooth for every number of degrees of freedom
 * (slope −2u·f(u²), f the density). The table's nodes are exact (Hipparchus' regularised Γ);
 * between them it is off by less than 1e-9.
 */
final class ChiSquareTail {

  private static final int PER_UNIT = 64;

  private final double[] values;
  private final double[] slopes;

  /**
   * @param degrees degrees of freedom, ≥ 1
   */
  ChiSquareTail(int degrees) {
    // Beyond this the tail is below 1e-16.
    int last = (int) Math.ceil(PER_UNIT * (Math.sqrt(degrees) + 9));
    values = new double[last + 2];
    slopes = new double[last + 2];
    double logNorm = degrees / 2.0 * Math.log(2) + Gamma.logGamma(degrees / 2.0);
    for (int i = 0; i <= last; i++) {
      double u = (double) i / PER_UNIT;
      values[i] = i == 0 ? 1 : Gamma.regularizedGammaQ(degrees / 2.0, u * u / 2);
      slopes[i] = -2 * Math.pow(u, degrees - 1) * Math.exp(-u * u / 2 - logNorm) / PER_UNIT;
    }
  }

  /** P(X > x); 0 for NaN. */
  double at(double x) {
    double position = Math.sqrt(x) * PER_UNIT;
    if (!(position < values.length - 2)) {
      return 0;
    }
    int i = (int) position;
    double t = position - i;
    double rise = values[i + 1] - values[i];
    double c = slopes[i] - rise;
    double d = rise - slopes[i + 1];
    return values[i] + t * (rise + (1 - t) * (c * (1 - t) + d * t));
  }

  /** Replaces values by their tails. */
  void replace(double[] values, int size) {
    for (int i = 0; i < size; i++) {
      values[i] = at(values[i]);
    }
  }
}
