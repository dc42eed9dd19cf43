// SPDX-License-Identifier: Apache-2.0
package org.chronocube.registration;

import org.hipparchus.transform.DftNormalization;
import org.hipparchus.transform.FastFourierTransformer;
import org.hipparchus.transform.TransformType;

/**
 * The discrete Fourier transform of a square, [0][row·n + column] real, [1] imaginary; in place.
 */
final class Fourier {

  private Fourier() {}

  /**
   * @param n side, a power of two
   */
  static void forward(double[][] values, int n) {
    transform(values, n, TransformType.FORWARD);
  }

  /** Divides by n², so that it undoes {@link #forward}. */
  static void inverse(double[][] values, int n) {
    transform(values, n, TransformType.INVERSE);
  }

  private static void transform(double[][] values, int n, TransformType type) {
    double[][] line = {new double[n], new double[n]};
    for (int i = 0; i < n; i++) {
      line(values, i * n, 1, line, type);
    }
    for (int i = 0; i < n; i++) {
      line(values, i, n, line, type);
    }
  }

  private static void line(
      double[][] values, int from, int step, double[][] line, TransformType type) {
    int n = line[0].length;
    for (int i = 0; i < n; i++) {
      line[0][i] = values[0][from + i * step];
      line[1][i] = values[1][from + i * step];
    }
    FastFourierTransformer.transformInPlace(line, DftNormalization.STANDARD, type);
    for (int i = 0; i < n; i++) {
      values[0][from + i * step] = line[0][i];
      values[1][from + i * step] = line[1][i];
    }
  }
}
