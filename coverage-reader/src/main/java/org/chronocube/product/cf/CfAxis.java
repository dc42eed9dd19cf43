// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.cf;

import java.math.BigDecimal;
import java.math.MathContext;
import org.chronocube.product.SceneParseException;

/**
 * Evenly spaced centres of pixels along one dimension.
 *
 * @param edge outer edge of the first pixel
 * @param step from one pixel to the next, negative when coordinates fall
 */
record CfAxis(double edge, double step) {

  private static final MathContext DIGITS = new MathContext(11);

  /** How far a coordinate may be off its place, in pixels: float coordinates are that bad. */
  private static final double TOLERANCE = 0.05;

  /**
   * @param centres at least two
   * @throws SceneParseException when they are not evenly spaced
   */
  static CfAxis of(String name, double[] centres) {
    int n = centres.length;
    if (n < 2) {
      throw new SceneParseException(
          "coordinate " + name + " must have at least 2 values, has " + n);
    }
    double step = (centres[n - 1] - centres[0]) / (n - 1);
    for (int i = 0; i < n; i++) {
      double off = Math.abs(centres[i] - centres[0] - i * step);
      if (!(off <= TOLERANCE * Math.abs(step)) || step == 0) {
        throw new SceneParseException(
            "coordinate " + name + " must be evenly spaced, is not at " + i + ": " + centres[i]);
      }
    }
    double clean = rounded(step);
    return new CfAxis(rounded(centres[0] - clean / 2), clean);
  }

  // Steps are decimal numbers that binary arithmetic has blurred: 0.0024999999999995 was 0.0025.
  private static double rounded(double value) {
    double shortest = new BigDecimal(value).round(DIGITS).doubleValue();
    return Math.abs(shortest - value) <= 1e-10 * Math.abs(value) ? shortest : value;
  }
}
