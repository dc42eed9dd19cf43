// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

import org.hipparchus.complex.Complex;

/** The logarithm of the Gamma function in the right half plane, which Hipparchus has not. */
final class ComplexGamma {

  private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

  /** B₂ₖ / (2k(2k − 1)), k = 1…7. */
  private static final double[] STIRLING = {
    1 / 12.0, -1 / 360.0, 1 / 1260.0, -1 / 1680.0, 1 / 1188.0, -691 / 360360.0, 1 / 156.0
  };

  private static final double LARGE = 12;

  private ComplexGamma() {}

  /**
   * ln Γ(z) − (z ln z − z), up to a multiple of 2πi: what remains of the logarithm when its large
   * part is taken off. Γ(z) = Γ(z + m) / (z(z + 1)…(z + m − 1)), then Stirling's series (Abramowitz
   * and Stegun 6.1.41); good to some 1e-13.
   *
   * @param z with a positive real part
   */
  static Complex logRemainder(Complex z) {
    if (z.norm() >= 2 * LARGE) {
      return z.log().multiply(-0.5).add(HALF_LOG_TWO_PI).add(series(z));
    }
    Complex product = Complex.ONE;
    Complex x = z;
    while (x.getReal() < LARGE) {
      product = product.multiply(x);
      x = x.add(1);
    }
    return x.subtract(0.5)
        .multiply(x.log())
        .subtract(x)
        .add(HALF_LOG_TWO_PI)
        .add(series(x))
        .subtract(product.log())
        .subtract(z.multiply(z.log()))
        .add(z);
  }

  private static Complex series(Complex x) {
    Complex inverse = x.reciprocal();
    Complex square = inverse.multiply(inverse);
    Complex sum = Complex.ZERO;
    for (int k = STIRLING.length - 1; k >= 0; k--) {
      sum = sum.multiply(square).add(STIRLING[k]);
    }
    return sum.multiply(inverse);
  }
}
