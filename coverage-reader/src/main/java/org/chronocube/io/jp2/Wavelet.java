// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

/**
 * The inverse wavelet transforms over a rectangle of interleaved coefficients: even absolute
 * coordinates hold low-pass, odd ones high-pass coefficients (ISO/IEC 15444-1, annex F). At the
 * rectangle's edges signals are extended symmetrically.
 *
 * <p>Sums are formed in the order in which OpenJPEG forms them, and high-pass coefficients are
 * scaled by its constant instead of 2 / K (it is 3·10⁻⁵ smaller; OpenJPEG passes the conformance
 * tests with it): so floats, and the samples they are rounded to, are the same whichever decodes.
 */
final class Wavelet {

  /** So far from its own place a result depends on coefficients (5/3 and 9/7). */
  static final int REACH_REVERSIBLE = 2;

  static final int REACH_IRREVERSIBLE = 4;

  private static final float ALPHA = -1.586134342059924f;
  private static final float BETA = -0.052980118572961f;
  private static final float GAMMA = 0.882911075530934f;
  private static final float DELTA = 0.443506852043971f;
  private static final float K = 1.230174104914001f;
  // With the gain of the subband, which steps leave out therefore (E.1.1).
  private static final float TWICE_1_BY_K = 1.625732422f;

  private Wavelet() {}

  /** 5/3, in place (F.3.8.1). */
  static void reversible(int[] x, Rectangle area) {
    int w = area.width();
    int h = area.height();
    for (int row = 0; row < h; row++) {
      rowReversible(x, row * w, w, area.x0() & 1);
    }
    int odd = area.y0() & 1;
    if (h == 1) {
      if (odd == 1) {
        halve(x, w);
      }
      return;
    }
    for (int row = odd; row < h; row += 2) {
      int above = (row > 0 ? row - 1 : row + 1) * w;
      int below = (row + 1 < h ? row + 1 : row - 1) * w;
      for (int i = row * w, end = i + w; i < end; i++, above++, below++) {
        x[i] -= x[above] + x[below] + 2 >> 2;
      }
    }
    for (int row = 1 - odd; row < h; row += 2) {
      int above = (row > 0 ? row - 1 : row + 1) * w;
      int below = (row + 1 < h ? row + 1 : row - 1) * w;
      for (int i = row * w, end = i + w; i < end; i++, above++, below++) {
        x[i] += x[above] + x[below] >> 1;
      }
    }
  }

  private static void halve(int[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] >>= 1;
    }
  }

  // odd: 1 when the row begins with a high-pass coefficient.
  private static void rowReversible(int[] x, int at, int n, int odd) {
    if (n == 1) {
      if (odd == 1) {
        x[at] >>= 1;
      }
      return;
    }
    int last = n - 1;
    for (int i = odd; i < n; i += 2) {
      int before = x[at + (i > 0 ? i - 1 : 1)];
      int after = x[at + (i < last ? i + 1 : last - 1)];
      x[at + i] -= before + after + 2 >> 2;
    }
    for (int i = 1 - odd; i < n; i += 2) {
      int before = x[at + (i > 0 ? i - 1 : 1)];
      int after = x[at + (i < last ? i + 1 : last - 1)];
      x[at + i] += before + after >> 1;
    }
  }

  /** 9/7, in place (F.3.8.2). */
  static void irreversible(float[] x, Rectangle area) {
    int w = area.width();
    int h = area.height();
    for (int row = 0; row < h; row++) {
      rowIrreversible(x, row * w, w, area.x0() & 1);
    }
    int odd = area.y0() & 1;
    if (h == 1) {
      return; // a lone high-pass coefficient is halved, which undoes its gain
    }
    for (int row = 0; row < h; row++) {
      scale(x, row * w, w, (row & 1) == odd ? K : TWICE_1_BY_K);
    }
    rows(x, w, h, odd, DELTA);
    rows(x, w, h, 1 - odd, GAMMA);
    rows(x, w, h, odd, BETA);
    rows(x, w, h, 1 - odd, ALPHA);
  }

  private static void scale(float[] x, int from, int n, float factor) {
    for (int i = from; i < from + n; i++) {
      x[i] *= factor;
    }
  }

  private static void rows(float[] x, int w, int h, int first, float factor) {
    for (int row = first; row < h; row += 2) {
      int above = (row > 0 ? row - 1 : row + 1) * w;
      int below = (row + 1 < h ? row + 1 : row - 1) * w;
      for (int i = row * w, end = i + w; i < end; i++, above++, below++) {
        x[i] -= factor * (x[above] + x[below]);
      }
    }
  }

  private static void rowIrreversible(float[] x, int at, int n, int odd) {
    if (n == 1) {
      return;
    }
    for (int i = 0; i < n; i++) {
      x[at + i] *= (i & 1) == odd ? K : TWICE_1_BY_K;
    }
    lift(x, at, n, odd, DELTA);
    lift(x, at, n, 1 - odd, GAMMA);
    lift(x, at, n, odd, BETA);
    lift(x, at, n, 1 - odd, ALPHA);
  }

  private static void lift(float[] x, int at, int n, int first, float factor) {
    int last = n - 1;
    for (int i = first; i < n; i += 2) {
      float before = x[at + (i > 0 ? i - 1 : 1)];
      float after = x[at + (i < last ? i + 1 : last - 1)];
      x[at + i] -= factor * (before + after);
    }
  }
}
