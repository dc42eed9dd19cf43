// SPDX-License-Identifier: Apache-2.0
package org.chronocube.registration;

import java.util.Arrays;
import org.chronocube.raster.ValidMask;

/**
 * Fills gaps smoothly from what surrounds them, so that their outlines leave no edges that a
 * correlation would hold on to: pull-push (Gortler and others, "The Lumigraph", SIGGRAPH 1996) with
 * means of 2 × 2 pixels on the way up and bilinear values on the way down.
 */
final class GapFilling {

  private GapFilling() {}

  /**
   * @param samples a square, row-major
   * @param n its side, a power of two
   * @return the samples where valid; 0 when nothing is
   */
  static double[] fill(float[] samples, ValidMask valid, int n) {
    double[] values = new double[n * n];
    double[] weights = new double[n * n];
    for (int i = 0; i < values.length; i++) {
      if (valid.isValid(i)) {
        values[i] = samples[i];
        weights[i] = 1;
      }
    }
    pullPush(values, weights, n);
    return values;
  }

  private static void pullPush(double[] values, double[] weights, int n) {
    if (n == 1 || Arrays.stream(weights).allMatch(w -> w > 0)) {
      return;
    }
    int half = n / 2;
    double[] coarse = new double[half * half];
    double[] coarseWeights = new double[half * half];
    for (int i = 0; i < values.length; i++) {
      int at = i / n / 2 * half + i % n / 2;
      coarse[at] += values[i] * weights[i];
      coarseWeights[at] += weights[i];
    }
    for (int i = 0; i < coarse.length; i++) {
      if (coarseWeights[i] > 0) {
        coarse[i] /= coarseWeights[i];
        coarseWeights[i] = 1;
      }
    }
    pullPush(coarse, coarseWeights, half);
    for (int i = 0; i < values.length; i++) {
      int row = i / n;
      int col = i % n;
      if (weights[i] == 0) {
        values[i] = between(coarse, half, (row - 0.5) / 2, (col - 0.5) / 2);
      }
    }
  }

  /** Bilinear between coarse pixels, the outermost repeated. */
  private static double between(double[] coarse, int n, double row, double col) {
    int r = (int) Math.floor(row);
    int c = (int) Math.floor(col);
    double v = row - r;
    double u = col - c;
    int r0 = Math.max(r, 0) * n;
    int r1 = Math.min(r + 1, n - 1) * n;
    int c0 = Math.max(c, 0);
    int c1 = Math.min(c + 1, n - 1);
    return (1 - v) * ((1 - u) * coarse[r0 + c0] + u * coarse[r0 + c1])
        + v * ((1 - u) * coarse[r1 + c0] + u * coarse[r1 + c1]);
  }
}
