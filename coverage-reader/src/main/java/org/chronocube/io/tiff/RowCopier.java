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
      case UINT8 -> unsigned((byte[]) block, from, step, n, to, at);
      case INT8 -> signed((byte[]) block, from, step, n, to, at);
      case UINT16 -> unsigned((short[]) block, from, step, n, to, at);
      case INT16 -> signed((short[]) block, from, step, n, to, at);
      case UINT32 -> unsigned((int[]) block, from, step, n, to, at);
      case INT32 -> signed((int[]) block, from, step, n, to, at);
      case FLOAT32 -> floats((float[]) block, from, step, n, to, at);
      case FLOAT64 -> doubles((double[]) block, from, step, n, to, at);
    }
    switch (type) {
      case UINT32, INT32 -> markInts((int[]) block, from, step, n, at, mask);
      case FLOAT64 -> markDoubles((double[]) block, from, step, n, at, mask);
      case FLOAT32 -> markFloats(to, at, n, mask);
      default -> {
        if (Double.isNaN(noData)) {
          mask.setRange(at, at + n);
        } else {
          markFloats(to, at, n, mask);
        }
      }
    }
  }

  private static void unsigned(byte[] s, int from, int step, int n, float[] to, int at) {
    if (step == 1) {
      for (int i = 0; i < n; i++) {
        to[at + i] = s[from + i] & 0xff;
      }
      return;
    }
    for (int i = 0, j = from; i < n; i++, j += step) {
      to[at + i] = s[j] & 0xff;
    }
  }

  private static void signed(byte[] s, int from, int step, int n, float[] to, int at) {
    for (int i = 0, j = from; i < n; i++, j += step) {
      to[at + i] = s[j];
    }
  }

  private static void unsigned(short[] s, int from, int step, int n, float[] to, int at) {
    if (step == 1) {
      for (int i = 0; i < n; i++) {
        to[at + i] = s[from + i] & 0xffff;
      }
      return;
    }
    for (int i = 0, j = from; i < n; i++, j += step) {
      to[at + i] = s[j] & 0xffff;
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

  // Nothing equals NaN, so "no nodata value" needs no loop of its own.
  private void markFloats(float[] v, int at, int n, ValidMask mask) {
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
