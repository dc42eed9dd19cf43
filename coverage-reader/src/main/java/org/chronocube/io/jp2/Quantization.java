// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

/**
 * How one component is quantised (markers QCD, QCC).
 *
 * @param guardBits G
 * @param derived only the step of the LL band is given, the others follow (E.1.1.1)
 * @param exponents per subband, from LL to the finest HH
 * @param mantissas per subband; zeros when the wavelet is reversible
 */
record Quantization(int guardBits, boolean derived, int[] exponents, int[] mantissas) {

  /** Index of a subband: LL is 0, then HL, LH, HH of each resolution. */
  static int index(int resolution, int orientation) {
    return resolution == 0 ? 0 : 3 * (resolution - 1) + orientation;
  }

  int exponent(int resolution, int orientation) throws Jp2Exception {
    if (derived) {
      return exponents[0] - Math.max(0, resolution - 1);
    }
    int index = index(resolution, orientation);
    if (index >= exponents.length) {
      throw new Jp2Exception("quantization must give " + (index + 1) + " steps, gives fewer");
    }
    return exponents[index];
  }

  /** Mb, the number of magnitude bits of a subband (equation E-2). */
  int bitPlanes(int resolution, int orientation) throws Jp2Exception {
    return guardBits + exponent(resolution, orientation) - 1;
  }

  /**
   * The step of a subband (equation E-3), without the subband's gain: {@link Wavelet} has it.
   *
   * @param precision bits per sample of the component
   */
  double step(int precision, int resolution, int orientation) throws Jp2Exception {
    int exponent = exponent(resolution, orientation);
    int mantissa = derived ? mantissas[0] : mantissas[index(resolution, orientation)];
    return Math.scalb(1 + mantissa / 2048.0, precision - exponent);
  }
}
