// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel.speckle;

/** Refined Lee; see {@link SpeckleFilter.Kind#REFINED_LEE}. */
final class RefinedLeeLoop {

  static final int WINDOW = 7;
  private static final int RADIUS = WINDOW / 2;

  /** Distance of the centres of the 3 × 3 sub-windows. */
  private static final int STEP = 2;

  private static final int HALF = 28;

  /**
   * Rows and columns, from the centre, of the pixels of the eight half windows: left, right, upper,
   * lower, upper right, lower left, upper left, lower right. Each holds the line through the
   * centre.
   */
  private static final int[][] HALF_ROWS = new int[8][HALF];

  private static final int[][] HALF_COLS = new int[8][HALF];

  static {
    for (int half = 0; half < 8; half++) {
      int n = 0;
      for (int r = -RADIUS; r <= RADIUS; r++) {
        for (int c = -RADIUS; c <= RADIUS; c++) {
          if (isInside(half, r, c)) {
            HALF_ROWS[half][n] = r;
            HALF_COLS[half][n] = c;
            n++;
          }
        }
      }
    }
  }

  private static boolean isInside(int half, int r, int c) {
    return switch (half) {
      case 0 -> c <= 0;
      case 1 -> c >= 0;
      case 2 -> r <= 0;
      case 3 -> r >= 0;
      case 4 -> c >= r;
      case 5 -> c <= r;
      case 6 -> r + c <= 0;
      default -> r + c >= 0;
    };
  }

  private final ValidSamples samples;
  private final int width;
  private final double cu2;
  private final WindowMoments whole;
  private final double[][] means;
  private final int[][] offsets = new int[8][HALF];

  // Of the window that was looked at last.
  private double mean;
  private double variance;

  RefinedLeeLoop(ValidSamples samples, double looks) {
    this.samples = samples;
    this.width = samples.width();
    this.cu2 = 1 / looks;
    this.whole = new WindowMoments(samples, RADIUS, true);
    // Means of 3 × 3 pixels of the rows above, at and below: a ring of the last five rows.
    this.means = new double[2 * STEP + 1][width];
    for (int half = 0; half < 8; half++) {
      for (int k = 0; k < HALF; k++) {
        offsets[half][k] = HALF_ROWS[half][k] * width + HALF_COLS[half][k];
      }
    }
  }

  void run(float[] result) {
    WindowMoments small = new WindowMoments(samples, 1, false);
    for (int row = 0; row < samples.height() + STEP; row++) {
      if (row < samples.height()) {
        small.row(row);
        System.arraycopy(small.mean, 0, means[row % means.length], 0, width);
      }
      if (row >= STEP) {
        filter(row - STEP, result);
      }
    }
  }

  private void filter(int row, float[] result) {
    boolean inside = row >= RADIUS && row < samples.height() - RADIUS;
    boolean edges = row >= STEP && row < samples.height() - STEP;
    boolean ready = false;
    for (int col = 0; col < width; col++) {
      int at = row * width + col;
      if (!samples.isValid(at)) {
        continue;
      }
      int half = edges && col >= STEP && col < width - STEP ? half(row, col) : -1;
      if (half < 0) {
        if (!ready) {
          whole.row(row);
          ready = true;
        }
        mean = whole.mean[col];
        variance = whole.variance[col];
      } else if (samples.weights() == null && inside && col >= RADIUS && col < width - RADIUS) {
        full(at, offsets[half]);
      } else {
        partial(row, col, half);
      }
      double weight = MomentLoop.weight(mean, variance, cu2) / (1 + cu2);
      result[at] = (float) (mean + weight * (samples.values()[at] - mean));
    }
  }

  /** The half window on the pixel's side of the strongest edge; −1 where that is not known. */
  private int half(int row, int col) {
    double[] up = means[(row - STEP) % means.length];
    double[] at = means[row % means.length];
    double[] down = means[(row + STEP) % means.length];
    int left = col - STEP;
    int right = col + STEP;
    double vertical =
        Math.abs(up[right] + at[right] + down[right] - up[left] - at[left] - down[left]);
    double horizontal =
        Math.abs(up[left] + up[col] + up[right] - down[left] - down[col] - down[right]);
    double falling = Math.abs(up[col] + up[right] + at[right] - at[left] - down[left] - down[col]);
    double rising = Math.abs(up[left] + up[col] + at[left] - at[right] - down[col] - down[right]);
    double strongest = Math.max(Math.max(vertical, horizontal), Math.max(falling, rising));
    if (Double.isNaN(strongest) || Double.isNaN(at[col])) {
      return -1;
    }
    double centre = at[col];
    if (strongest == vertical) {
      return nearer(centre, at[left], at[right], 0);
    }
    if (strongest == horizontal) {
      return nearer(centre, up[col], down[col], 2);
    }
    return strongest == falling
        ? nearer(centre, up[right], down[left], 4)
        : nearer(centre, up[left], down[right], 6);
  }

  private static int nearer(double centre, double first, double second, int half) {
    return Math.abs(first - centre) <= Math.abs(second - centre) ? half : half + 1;
  }

  private void full(int at, int[] offset) {
    float[] values = samples.values();
    double sum = 0;
    double squares = 0;
    for (int k = 0; k < HALF; k++) {
      double v = values[at + offset[k]];
      sum += v;
      squares += v * v;
    }
    moments(HALF, sum, squares);
  }

  private void partial(int row, int col, int half) {
    int n = 0;
    double sum = 0;
    double squares = 0;
    for (int k = 0; k < HALF; k++) {
      int r = row + HALF_ROWS[half][k];
      int c = col + HALF_COLS[half][k];
      if (r >= 0 && r < samples.height() && c >= 0 && c < width && samples.isValid(r * width + c)) {
        double v = samples.values()[r * width + c];
        n++;
        sum += v;
        squares += v * v;
      }
    }
    moments(n, sum, squares);
  }

  private void moments(int n, double sum, double squares) {
    mean = sum / n;
    variance = n > 1 ? Math.max(0, squares - sum * sum / n) / (n - 1) : 0;
  }
}
