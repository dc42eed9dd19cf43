// SPDX-License-Identifier: Apache-2.0
package org.chronocube.registration;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;

/**
 * The shift between two windows by the phase of their cross-spectrum (Kuglin and Hines 1975), whose
 * peak is found below a pixel by a discrete Fourier transform upsampled around it (Guizar-Sicairos,
 * Thurman and Fienup, Optics Letters 33(2), 2008).
 *
 * <p>Only pixels valid in both windows count; the others are filled smoothly from their neighbours.
 * Both windows are then freed of their mean and tapered by a Hann window. Of the cross-spectrum R
 * the phase is kept, R / |R|, with weights that leave out slow changes of brightness and the
 * frequencies near the sampling limit, which hold noise and aliases. The peak may be negative:
 * bands of opposite contrast register as well.
 *
 * <p>Stateless but for tables of one window size; safe for concurrent use.
 */
public final class PhaseCorrelation {

  /** Smallest side of a window. */
  public static final int SMALLEST = 16;

  // Cycles per pixel. The high one gives a peak that is about two pixels wide.
  private static final double LOW = 0.03;
  private static final double HIGH = 0.2;

  /** Pixels around a peak that belong to it when the next peak is looked for. */
  private static final int PEAK_RADIUS = 4;

  /** Share of the mean magnitude below which a frequency counts little. */
  private static final double FLOOR = 0.05;

  private static final int UPSAMPLING = 20;

  private final int n;
  private final double minValid;
  private final double[] taper;
  private final double[] weights;

  /**
   * What two windows say.
   *
   * @param cols shift of the scene's content to the right, in pixels
   * @param rows shift downwards, in pixels
   * @param ratio magnitude of the peak by that of the next one, ≥ 1; near 1 says nothing
   */
  public record Peak(double cols, double rows, double ratio) {}

  /**
   * @param n side of the windows, a power of two ≥ {@value #SMALLEST}
   * @param minValid least share of pixels valid in both windows, 0 to 1
   */
  public PhaseCorrelation(int n, double minValid) {
    if (n < SMALLEST || Integer.bitCount(n) != 1) {
      throw new IllegalArgumentException(
          "window must be a power of two >= " + SMALLEST + ", was " + n);
    }
    this.n = n;
    this.minValid = minValid;
    this.taper = new double[n];
    this.weights = new double[n * n];
    for (int i = 0; i < n; i++) {
      taper[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / n);
    }
    for (int i = 0; i < weights.length; i++) {
      double f2 = (square(frequency(i / n)) + square(frequency(i % n))) / (n * n);
      weights[i] = (1 - Math.exp(-f2 / square(LOW))) * Math.exp(-f2 / (2 * square(HIGH)));
    }
  }

  private static double square(double x) {
    return x * x;
  }

  /** Cycles in the window, negative in the upper half. */
  private double frequency(int k) {
    return k < n / 2 ? k : k - n;
  }

  /** Side of the windows. */
  public int window() {
    return n;
  }

  /**
   * Compares two windows of the same place.
   *
   * @return nothing when too few pixels are valid in both, or one of them is all the same
   */
  public Optional<Peak> compare(RasterBlock scene, RasterBlock reference) {
    if (scene.shape().height() != n
        || scene.shape().width() != n
        || !scene.shape().equals(reference.shape())) {
      throw new IllegalArgumentException(
          "windows must have "
              + n
              + " x "
              + n
              + " pixels, had "
              + scene.shape()
              + " and "
              + reference.shape());
    }
    ValidMask both = ValidMask.allValid(List.of(scene.mask(), reference.mask()));
    if (both.count() < minValid * n * n || both.isNoneValid()) {
      return Optional.empty();
    }
    double[][] a = prepared(scene.samples(), both);
    double[][] b = prepared(reference.samples(), both);
    if (a == null || b == null) {
      return Optional.empty();
    }
    Fourier.forward(a, n);
    Fourier.forward(b, n);
    double[][] cross = phase(a, b);
    double[][] surface = {cross[0].clone(), cross[1].clone()};
    Fourier.inverse(surface, n);
    return Optional.of(peak(cross, surface[0]));
  }

  /** Filled, freed of its mean, tapered; null when there is nothing to see. */
  private double[][] prepared(float[] samples, ValidMask valid) {
    double[] values = GapFilling.fill(samples, valid, n);
    double mean = 0;
    for (double v : values) {
      mean += v / values.length;
    }
    double most = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] -= mean;
      most = Math.max(most, Math.abs(values[i]));
      values[i] *= taper[i / n] * taper[i % n];
    }
    return most <= 1e-9 * Math.abs(mean) || !Double.isFinite(most)
        ? null
        : new double[][] {values, new double[n * n]};
  }

  /** Weighted phase of a·conj(b), in a. */
  private double[][] phase(double[][] a, double[][] b) {
    double mean = 0;
    for (int i = 0; i < weights.length; i++) {
      double re = a[0][i] * b[0][i] + a[1][i] * b[1][i];
      double im = a[1][i] * b[0][i] - a[0][i] * b[1][i];
      a[0][i] = re;
      a[1][i] = im;
      mean += weights[i] * Math.hypot(re, im);
    }
    double total = 0;
    for (double w : weights) {
      total += w;
    }
    double floor = FLOOR * mean / total;
    for (int i = 0; i < weights.length; i++) {
      double scale = weights[i] / (Math.hypot(a[0][i], a[1][i]) + floor);
      a[0][i] *= scale;
      a[1][i] *= scale;
    }
    return a;
  }

  private Peak peak(double[][] cross, double[] surface) {
    int best = 0;
    for (int i = 1; i < surface.length; i++) {
      if (Math.abs(surface[i]) > Math.abs(surface[best])) {
        best = i;
      }
    }
    double next = 0;
    for (int i = 0; i < surface.length; i++) {
      if (distance(i / n, best / n) > PEAK_RADIUS || distance(i % n, best % n) > PEAK_RADIUS) {
        next = Math.max(next, Math.abs(surface[i]));
      }
    }
    double sign = Math.signum(surface[best]);
    double[] at = refine(cross, sign, frequency(best / n), frequency(best % n), 1.0, UPSAMPLING);
    double ratio = Math.abs(surface[best]) / Math.max(next, Double.MIN_NORMAL);
    return new Peak(at[1], at[0], ratio);
  }

  private int distance(int a, int b) {
    int d = Math.abs(a - b);
    return Math.min(d, n - d);
  }

  /**
   * The surface's largest value within a reach of a point: on a fine lattice, then by parabolas.
   */
  private double[] refine(
      double[][] cross, double sign, double row, double col, double reach, int upsampling) {
    int side = 2 * (int) Math.ceil(reach * upsampling) + 1;
    double[][] fine = upsampled(cross, row, col, side, upsampling);
    int best = -1;
    for (int r = 1; r < side - 1; r++) {
      for (int c = 1; c < side - 1; c++) {
        if (best < 0 || sign * fine[r][c] > sign * fine[best / side][best % side]) {
          best = r * side + c;
        }
      }
    }
    int r = best / side;
    int c = best % side;
    double dr = vertex(fine[r - 1][c], fine[r][c], fine[r + 1][c]);
    double dc = vertex(fine[r][c - 1], fine[r][c], fine[r][c + 1]);
    int half = side / 2;
    return new double[] {row + (r - half + dr) / upsampling, col + (c - half + dc) / upsampling};
  }

  private static double vertex(double before, double at, double after) {
    double curvature = before - 2 * at + after;
    double offset = curvature == 0 ? 0 : 0.5 * (before - after) / curvature;
    return Math.max(-1, Math.min(1, offset));
  }

  // Σ over rows k and columns l of cross[k][l]·exp(2πi(k·y + l·x)/n), as two products of matrices.
  private double[][] upsampled(double[][] cross, double row, double col, int side, int upsampling) {
    double[][] cosRows = table(row, side, upsampling, true);
    double[][] sinRows = table(row, side, upsampling, false);
    double[][] cosCols = table(col, side, upsampling, true);
    double[][] sinCols = table(col, side, upsampling, false);
    double[][] fine = new double[side][side];
    double[] re = new double[n];
    double[] im = new double[n];
    for (int r = 0; r < side; r++) {
      rows(cross, cosRows[r], sinRows[r], re, im);
      for (int c = 0; c < side; c++) {
        double sum = 0;
        for (int l = 0; l < n; l++) {
          sum += re[l] * cosCols[c][l] - im[l] * sinCols[c][l];
        }
        fine[r][c] = sum;
      }
    }
    return fine;
  }

  private void rows(double[][] cross, double[] cos, double[] sin, double[] re, double[] im) {
    Arrays.fill(re, 0);
    Arrays.fill(im, 0);
    for (int k = 0; k < n; k++) {
      int at = k * n;
      for (int l = 0; l < n; l++) {
        re[l] += cross[0][at + l] * cos[k] - cross[1][at + l] * sin[k];
        im[l] += cross[0][at + l] * sin[k] + cross[1][at + l] * cos[k];
      }
    }
  }

  private double[][] table(double centre, int side, int upsampling, boolean cosine) {
    double[][] table = new double[side][n];
    for (int i = 0; i < side; i++) {
      double x = centre + (double) (i - side / 2) / upsampling;
      for (int k = 0; k < n; k++) {
        double angle = 2 * Math.PI * frequency(k) * x / n;
        table[i][k] = cosine ? Math.cos(angle) : Math.sin(angle);
      }
    }
    return table;
  }
}
