// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.raster.ValidMask;

/**
 * Copies rows of decoded samples into a block of floats and marks which are valid: neither nodata
 * nor NaN. One loop a type; validity is found 64 pixels at a time.
 */
final class RowCopier {

  /** Pixels that are looked at together. */
  private static final int RUN = 256;

  private final DataType type;
  private final double noData;

  /**
   * @param noData of a value that the type can hold, or none
   */
  RowCopier(DataType type, NoData noData) {
    this.type = type;
    this.noData = noData.orElse(Double.NaN);
  }

  /**
   * @param block decoded samples
   * @param from index of the first sample
   * @param step from one pixel's sample to the next one's
   * @param n pixels
   */
  void copy(Object block, int from, int step, int n, float[] to, int at, ValidMask mask) {
    switch (type) {
      case UINT8 -> {
        int found = unsigned((byte[]) block, from, step, n, to, at, sought());
        mark(found, to, at, n, mask);
      }
      case UINT16 -> {
        int found = unsigned((short[]) block, from, step, n, to, at, sought());
        mark(found, to, at, n, mask);
      }
      case INT8 -> {
        signed((byte[]) block, from, step, n, to, at);
        markShortInts(to, at, n, mask);
      }
      case INT16 -> {
        signed((short[]) block, from, step, n, to, at);
        markShortInts(to, at, n, mask);
      }
      case UINT32 -> {
        unsigned((int[]) block, from, step, n, to, at);
        markInts((int[]) block, from, step, n, at, mask);
      }
      case INT32 -> {
        signed((int[]) block, from, step, n, to, at);
        markInts((int[]) block, from, step, n, at, mask);
      }
      case FLOAT32 -> {
        floats((float[]) block, from, step, n, to, at);
        markFloats(to, at, n, mask);
      }
      case FLOAT64 -> {
        doubles((double[]) block, from, step, n, to, at);
        markDoubles((double[]) block, from, step, n, at, mask);
      }
    }
  }

  // The nodata value of unsigned samples of up to 16 bits, or one that none of them has.
  private int sought() {
    return Double.isNaN(noData) ? 1 << 16 : (int) noData;
  }

  private void mark(int found, float[] to, int at, int n, ValidMask mask) {
    if (found >= 0) {
      mask.setRange(at, at + n);
    } else {
      markBits(to, at, n, mask);
    }
  }

  /**
   * Copies and looks for a value on the way: what is equal to it becomes -1, all else ≥ 0.
   *
   * @return < 0 when the value was found
   */
  private static int unsigned(byte[] s, int from, int step, int n, float[] to, int at, int sought) {
    int found = 0;
    if (step == 1) {
      for (int i = 0; i < n; i++) {
        int value = s[from + i] & 0xff;
        found |= (value ^ sought) - 1;
        to[at + i] = value;
      }
      return found;
    }
    for (int i = 0, j = from; i < n; i++, j += step) {
      int value = s[j] & 0xff;
      found |= (value ^ sought) - 1;
      to[at + i] = value;
    }
    return found;
  }

  /** As of bytes. */
  private static int unsigned(
      short[] s, int from, int step, int n, float[] to, int at, int sought) {
    int found = 0;
    if (step == 1) {
      for (int i = 0; i < n; i++) {
        int value = s[from + i] & 0xffff;
        found |= (value ^ sought) - 1;
        to[at + i] = value;
      }
      return found;
    }
    for (int i = 0, j = from; i < n; i++, j += step) {
      int value = s[j] & 0xffff;
      found |= (value ^ sought) - 1;
      to[at + i] = value;
    }
    return found;
  }

  private static void signed(byte[] s, int from, int step, int n, float[] to, int at) {
    for (int i = 0, j = from; i < n; i++, j += step) {
      to[at + i] = s[j];
    }
  }

  private static void signed(short[] s, int from, int step, int n, float[] to, int at) {
    if (step == 1) {
      for (int i = 0; i < n; i++) {
        to[at + i] = s[from + i];
      }
      return;
    }
    for (int i = 0, j = from; i < n; i++, j += step) {
      to[at + i] = s[j];
    }
  }

  private static void unsigned(int[] s, int from, int step, int n, float[] to, int at) {
    for (int i = 0, j = from; i < n; i++, j += step) {
      to[at + i] = s[j] & 0xffffffffL;
    }
  }

  private static void signed(int[] s, int from, int step, int n, float[] to, int at) {
    for (int i = 0, j = from; i < n; i++, j += step) {
      to[at + i] = s[j];
    }
  }

  private static void floats(float[] s, int from, int step, int n, float[] to, int at) {
    if (step == 1) {
      System.arraycopy(s, from, to, at, n);
      return;
    }
    for (int i = 0, j = from; i < n; i++, j += step) {
      to[at + i] = s[j];
    }
  }

  private static void doubles(double[] s, int from, int step, int n, float[] to, int at) {
    for (int i = 0, j = from; i < n; i++, j += step) {
      to[at + i] = (float) s[j];
    }
  }

  private void markShortInts(float[] v, int at, int n, ValidMask mask) {
    if (Double.isNaN(noData)) {
      mask.setRange(at, at + n);
    } else {
      markFloats(v, at, n, mask);
    }
  }

  // Most runs are valid as a whole, which is found much faster than which of them is.
  private void markFloats(float[] v, int at, int n, ValidMask mask) {
    float bad = (float) noData;
    for (int done = 0; done < n; done += RUN) {
      int run = Math.min(RUN, n - done);
      boolean valid = Float.isNaN(bad) ? noNaN(v, at + done, run) : noneIs(bad, v, at + done, run);
      if (valid) {
        mask.setRange(at + done, at + done + run);
      } else {
        markBits(v, at + done, run, mask);
      }
    }
  }

  private static boolean noNaN(float[] v, int at, int n) {
    for (int i = at; i < at + n; i++) {
      if (Float.isNaN(v[i])) {
        return false;
      }
    }
    return true;
  }

  // False for NaN too, which is neither above nor below.
  private static boolean noneIs(float bad, float[] v, int at, int n) {
    for (int i = at; i < at + n; i++) {
      if (!(v[i] > bad || v[i] < bad)) {
        return false;
      }
    }
    return true;
  }

  // Nothing equals NaN, so "no nodata value" needs no loop of its own.
  private void markBits(float[] v, int at, int n, ValidMask mask) {
    float bad = (float) noData;
    for (int done = 0; done < n; done += 64) {
      int chunk = Math.min(64, n - done);
      long bits = 0;
      for (int i = 0; i < chunk; i++) {
        float value = v[at + done + i];
        bits |= (value != bad & !Float.isNaN(value) ? 1L : 0L) << i;
      }
      mask.setBits(at + done, chunk, bits);
    }
  }

  private void markDoubles(double[] v, int from, int step, int n, int at, ValidMask mask) {
    for (int done = 0; done < n; done += 64) {
      int chunk = Math.min(64, n - done);
      long bits = 0;
      for (int i = 0; i < chunk; i++) {
        double value = v[from + (done + i) * step];
        bits |= (value != noData & !Double.isNaN(value) ? 1L : 0L) << i;
      }
      mask.setBits(at + done, chunk, bits);
    }
  }

  // 32 bits do not fit a float: compared as stored.
  private void markInts(int[] v, int from, int step, int n, int at, ValidMask mask) {
    if (Double.isNaN(noData)) {
      mask.setRange(at, at + n);
      return;
    }
    int bad = (int) (long) noData;
    for (int done = 0; done < n; done += 64) {
      int chunk = Math.min(64, n - done);
      long bits = 0;
      for (int i = 0; i < chunk; i++) {
        bits |= (v[from + (done + i) * step] != bad ? 1L : 0L) << i;
      }
      mask.setBits(at + done, chunk, bits);
    }
  }
}
