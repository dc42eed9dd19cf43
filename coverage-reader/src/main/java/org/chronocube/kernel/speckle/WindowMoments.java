// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel.speckle;

import java.util.Arrays;

/**
 * Count, mean and variance of the windows around the pixels of one row after the other.
 *
 * <p>Sums are separable (down the columns first, then along the row) and always added in the order
 * of rows and columns, never updated from the window before: a window's result is the same to the
 * last bit wherever the image that holds it begins.
 */
final class WindowMoments {

  private final ValidSamples samples;
  private final int radius;
  private final boolean squares;

  // Sums of one column over the rows of the window; with `radius` zeros on both sides.
  private final double[] columnCount;
  private final double[] columnSum;
  private final double[] columnSquares;

  /** Valid pixels in the window of each column's pixel. */
  final double[] count;

  /** Their mean; not a number where there are none. */
  final double[] mean;

  /** Their variance, n − 1 in the denominator; 0 for a single pixel. Null unless asked for. */
  final double[] variance;

  /**
   * @param radius of the window: its side is 2·radius + 1
   * @param squares whether variances are wanted
   */
  WindowMoments(ValidSamples samples, int radius, boolean squares) {
    this.samples = samples;
    this.radius = radius;
    this.squares = squares;
    int padded = samples.width() + 2 * radius;
    columnCount = new double[padded];
    columnSum = new double[padded];
    columnSquares = squares ? new double[padded] : null;
    count = new double[samples.width()];
    mean = new double[samples.width()];
    variance = squares ? new double[samples.width()] : null;
  }

  /** Fills {@link #count}, {@link #mean} and {@link #variance} for a row. */
  void row(int row) {
    columns(Math.max(0, row - radius), Math.min(samples.height(), row + radius + 1));
    along(columnCount, count);
    along(columnSum, mean);
    if (squares) {
      along(columnSquares, variance);
      for (int c = 0; c < mean.length; c++) {
        double n = count[c];
        double centred = variance[c] - mean[c] * mean[c] / n;
        variance[c] = n > 1 ? Math.max(0, centred) / (n - 1) : 0;
      }
    }
    for (int c = 0; c < mean.length; c++) {
      mean[c] /= count[c];
    }
  }

  private void columns(int from, int to) {
    int width = samples.width();
    Arrays.fill(columnSum, 0);
    Arrays.fill(columnCount, radius, radius + width, samples.weights() == null ? to - from : 0);
    if (squares) {
      Arrays.fill(columnSquares, 0);
    }
    for (int r = from; r < to; r++) {
      add(samples.values(), r * width, columnSum);
      if (squares) {
        addSquares(samples.values(), r * width, columnSquares);
      }
      if (samples.weights() != null) {
        add(samples.weights(), r * width, columnCount);
      }
    }
  }

  private void add(float[] values, int at, double[] sums) {
    for (int c = 0; c < samples.width(); c++) {
      sums[radius + c] += values[at + c];
    }
  }

  private void addSquares(float[] values, int at, double[] sums) {
    for (int c = 0; c < samples.width(); c++) {
      double v = values[at + c];
      sums[radius + c] += v * v;
    }
  }

  private void along(double[] columns, double[] sums) {
    Arrays.fill(sums, 0);
    for (int k = 0; k <= 2 * radius; k++) {
      for (int c = 0; c < sums.length; c++) {
        sums[c] += columns[c + k];
      }
    }
  }
}
