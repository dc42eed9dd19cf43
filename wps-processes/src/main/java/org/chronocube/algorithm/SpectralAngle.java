// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

import java.util.Arrays;

/**
 * The angle between the spectra of two dates (Kruse et al. 1993, "The spectral image processing
 * system (SIPS)", Remote Sensing of Environment 44:145-163): arccos(a·b / (|a| |b|)), 0 to 180
 * degrees, at most 90 for values ≥ 0.
 *
 * <p>It does not change when a spectrum is multiplied by a number, so it looks past shade and
 * slopes, at what the ground is made of. Spectra are physical values as they are: not standardised.
 */
public final class SpectralAngle {

  private static final int CHUNK = 1024;

  private SpectralAngle() {}

  /**
   * Computes the angles of one block.
   *
   * @param a the earlier samples, [band][pixel], at least two bands
   * @param b the later samples, [band][pixel]
   * @param angle receives degrees; NaN where a spectrum is all 0
   */
  public static void compute(float[][] a, float[][] b, float[] angle) {
    double[] dots = new double[CHUNK];
    double[] before = new double[CHUNK];
    double[] after = new double[CHUNK];
    for (int start = 0; start < angle.length; start += CHUNK) {
      int size = Math.min(CHUNK, angle.length - start);
      Arrays.fill(dots, 0);
      Arrays.fill(before, 0);
      Arrays.fill(after, 0);
      for (int band = 0; band < a.length; band++) {
        addBand(a[band], b[band], start, size, dots, before, after);
      }
      for (int i = 0; i < size; i++) {
        double cosine = dots[i] / Math.sqrt(before[i] * after[i]);
        angle[start + i] = (float) Math.toDegrees(Math.acos(Math.min(1, Math.max(-1, cosine))));
      }
    }
  }

  private static void addBand(
      float[] a, float[] b, int start, int size, double[] dots, double[] before, double[] after) {
    for (int i = 0; i < size; i++) {
      double x = a[start + i];
      double y = b[start + i];
      dots[i] += x * y;
      before[i] += x * x;
      after[i] += y * y;
    }
  }
}
