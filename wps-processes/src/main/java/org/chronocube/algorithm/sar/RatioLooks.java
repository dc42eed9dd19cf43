// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

import org.chronocube.grid.Shape;

/**
 * The equivalent number of looks of two images from how much their log-ratio varies where it is
 * homogeneous: the most frequent of its estimates in small windows, as Foucher, Boucher and Bénié
 * 2000 ("Maximum likelihood estimation of the number of looks in SAR images", MIKON 2000) take the
 * maximum of the distribution of local estimates of mean²/variance of one image.
 *
 * <p>In the ratio, what both images share cancels: fields, texture and relief make no single image
 * homogeneous, but leave their ratio so, and whole fields that change alike do too. Windows over
 * edges of change vary more; they widen one side of the distribution but leave its maximum. The
 * logarithm of the ratio of two means of L looks has the variance 2ψ′(L). Variances are counted on
 * a logarithmic scale, in steps of 0.02, and smoothed by a Gaussian with a standard deviation of
 * 0.1 before the maximum is taken. Neighbours whose speckle is correlated vary less in a small
 * window than in all, so that windows are made of pixels some way apart.
 */
final class RatioLooks {

  /** Pixels on a side of the windows. */
  static final int WINDOW = 7;

  private static final double LEAST = Math.log(1e-5);
  private static final double STEP = 0.02;
  private static final int BINS = 900;
  private static final double SMOOTHING = 0.1;

  private final long[] counts = new long[BINS];

  /** Adds what another has counted. */
  void add(RatioLooks other) {
    for (int i = 0; i < BINS; i++) {
      counts[i] += other.counts[i];
    }
  }

  /** Rows and columns that a window reaches on each side. */
  static int reach(int spacing) {
    return WINDOW / 2 * spacing;
  }

  /**
   * Counts the estimates at the pixels that have whole windows of data.
   *
   * @param logRatio row-major over {@code shape}, natural logarithm; NaN where there is none
   * @param spacing of the pixels of a window, ≥ 1
   */
  void count(double[] logRatio, Shape shape, int spacing) {
    int reach = reach(spacing);
    for (int row = reach; row < shape.height() - reach; row++) {
      for (int col = reach; col < shape.width() - reach; col++) {
        count(logRatio, row * shape.width() + col, shape.width(), spacing);
      }
    }
  }

  private void count(double[] logRatio, int centre, int width, int spacing) {
    double sum = 0;
    double squares = 0;
    for (int r = -WINDOW / 2; r <= WINDOW / 2; r++) {
      for (int c = -WINDOW / 2; c <= WINDOW / 2; c++) {
        double v = logRatio[centre + (r * width + c) * spacing];
        sum += v;
        squares += v * v;
      }
    }
    int n = WINDOW * WINDOW;
    double variance = (squares - sum * sum / n) / (n - 1);
    if (variance > 0) {
      int bin = (int) Math.floor((Math.log(variance) - LEAST) / STEP);
      if (bin >= 0 && bin < BINS) {
        counts[bin]++;
      }
    }
  }

  /** The looks of the most frequent variance; NaN when there was none. */
  double mode() {
    int radius = (int) Math.ceil(4 * SMOOTHING / STEP);
    double[] kernel = new double[radius + 1];
    for (int i = 0; i <= radius; i++) {
      double x = i * STEP / SMOOTHING;
      kernel[i] = Math.exp(-x * x / 2);
    }
    double best = 0;
    double variance = Double.NaN;
    for (int i = 0; i < BINS; i++) {
      double density = 0;
      for (int j = Math.max(0, i - radius); j <= Math.min(BINS - 1, i + radius); j++) {
        density += counts[j] * kernel[Math.abs(i - j)];
      }
      if (density > best) {
        best = density;
        variance = Math.exp(LEAST + (i + 0.5) * STEP);
      }
    }
    return Double.isNaN(variance) ? variance : RatioLaw.looks(variance);
  }
}
