// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.grid.Shape;
import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;

/**
 * Copies rows of decoded samples into a block and marks which are valid: neither nodata nor NaN.
 * Integers of 8 and 16 bits stay what they are, all else become floats.
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

  /** A block that takes rows: nothing in it is valid. */
  RasterBlock allocate(Shape shape) {
    return RasterBlock.allocate(shape, type);
  }

  /**
   * @param block decoded samples
   * @param from index of the first sample
   * @param step from one pixel's sample to the next one's
   * @param n pixels
   * @param to of {@link #allocate}
   * @param at first pixel there
   */
  void copy(Object block, int from, int step, int n, RasterBlock to, int at) {
    Object integers = to.integers();
    if (integers == null) {
      copy(block, from, step, n, to.samples(), at, to.mask());
      return;
    }
    if (step == 1) {
      System.arraycopy(block, from, integers, at, n);
    } else if (integers instanceof byte[] bytes) {
      pick((byte[]) block, from, step, n, bytes, at);
    } else {
      pick((short[]) block, from, step, n, (short[]) integers, at);
    }
    to.mask().setRange(at, at + n);
    if (!Double.isNaN(noData)) {
      to.hide((float) noData, at, n);
    }
  }

  private static void pick(byte[] s, int from, int step, int n, byte[] to, int at) {
    for (int i = 0, j = from; i < n; i++, j += step) {
      to[at + i] = s[j];
    }
  }

  private static void pick(short[] s, int from, int step, int n, short[] to, int at) {
    for (int i = 0, j = from; i < n; i++, j += step) {
      to[at + i] = s[j];
    }
  }

  private void copy(Object block, int from, int step, int n, float[] to, int at, ValidMask mask) {
    switch (type) {
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
      default -> {
        doubles((double[]) block, from, step, n, to, at);
        markDoubles((double[]) block, from, step, n, at, mask);
      }
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
