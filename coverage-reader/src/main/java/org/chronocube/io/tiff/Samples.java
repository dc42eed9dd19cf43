// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import java.nio.ByteBuffer;

/**
 * Turns the decompressed bytes of a block into an array of its native type: byte order, predictor,
 * packing. All loops of a block's type are here; each works on whole rows.
 */
final class Samples {

  private Samples() {}

  /**
   * @param raw decompressed rows from position 0
   * @param width samples of a row, all bands of the block together
   * @return {@code byte[]} for 8 bits and fewer, {@code short[]}, {@code int[]}, {@code float[]} or
   *     {@code double[]}, of {@code rows · width}
   */
  static Object unpack(ByteBuffer raw, int rows, int width, SampleLayout layout) {
    int n = rows * width;
    int stride = layout.blockBands();
    boolean differences = layout.predictor() == 2;
    if (layout.predictor() == 3) {
      return floatingPoint(bytes(raw, n * (layout.bits() / 8)), rows, width, layout);
    }
    ByteBuffer bytes = raw.order(layout.order());
    switch (layout.bits()) {
      case 8 -> {
        byte[] out = new byte[n];
        bytes.get(out);
        if (differences) {
          accumulate(out, rows, width, stride);
        }
        return out;
      }
      case 16 -> {
        short[] out = new short[n];
        bytes.asShortBuffer().get(out);
        if (differences) {
          accumulate(out, rows, width, stride);
        }
        return layout.type().isFloating() ? halfFloats(out) : out;
      }
      case 32 -> {
        if (layout.type().isFloating() && !differences) {
          float[] out = new float[n];
          bytes.asFloatBuffer().get(out);
          return out;
        }
        int[] out = new int[n];
        bytes.asIntBuffer().get(out);
        if (differences) {
          accumulate(out, rows, width, stride);
        }
        return layout.type().isFloating() ? floats(out) : out;
      }
      case 64 -> {
        if (!differences) {
          double[] out = new double[n];
          bytes.asDoubleBuffer().get(out);
          return out;
        }
        long[] out = new long[n];
        bytes.asLongBuffer().get(out);
        accumulate(out, rows, width, stride);
        return doubles(out);
      }
      default -> {
        int rowBytes = (width * layout.bits() + 7) / 8;
        return bits(bytes(raw, rows * rowBytes), rows, width, layout.bits());
      }
    }
  }

  private static byte[] bytes(ByteBuffer raw, int n) {
    byte[] bytes = new byte[n];
    raw.get(bytes);
    return bytes;
  }

  // Predictor 2: each sample is the difference to the one of the same band to the left.
  private static void accumulate(byte[] a, int rows, int width, int stride) {
    int row = 0;
    for (; stride == 1 && row + 4 <= rows; row += 4) {
      accumulateFour(a, row * width, width);
    }
    for (; row < rows; row++) {
      for (int i = row * width + stride; i < (row + 1) * width; i++) {
        a[i] += a[i - stride];
      }
    }
  }

  // Each sum waits for the one before: four rows at a time do not wait for each other.
  private static void accumulateFour(byte[] a, int start, int width) {
    int sum0 = 0; // narrow ones would be narrowed each time
    int sum1 = 0;
    int sum2 = 0;
    int sum3 = 0;
    int second = start + width;
    int third = second + width;
    int fourth = third + width;
    for (int i = 0; i < width; i++) {
      sum0 += a[start + i];
      sum1 += a[second + i];
      sum2 += a[third + i];
      sum3 += a[fourth + i];
      a[start + i] = (byte) sum0;
      a[second + i] = (byte) sum1;
      a[third + i] = (byte) sum2;
      a[fourth + i] = (byte) sum3;
    }
  }

  private static void accumulate(short[] a, int rows, int width, int stride) {
    int row = 0;
    for (; stride == 1 && row + 4 <= rows; row += 4) {
      accumulateFour(a, row * width, width);
    }
    for (; row < rows; row++) {
      for (int i = row * width + stride; i < (row + 1) * width; i++) {
        a[i] += a[i - stride];
      }
    }
  }

  // Each sum waits for the one before: four rows at a time do not wait for each other.
  private static void accumulateFour(short[] a, int start, int width) {
    int sum0 = 0; // narrow ones would be narrowed each time
    int sum1 = 0;
    int sum2 = 0;
    int sum3 = 0;
    int second = start + width;
    int third = second + width;
    int fourth = third + width;
    for (int i = 0; i < width; i++) {
      sum0 += a[start + i];
      sum1 += a[second + i];
      sum2 += a[third + i];
      sum3 += a[fourth + i];
      a[start + i] = (short) sum0;
      a[second + i] = (short) sum1;
      a[third + i] = (short) sum2;
      a[fourth + i] = (short) sum3;
    }
  }

  private static void accumulate(int[] a, int rows, int width, int stride) {
    for (int row = 0; row < rows; row++) {
      for (int i = row * width + stride; i < (row + 1) * width; i++) {
        a[i] += a[i - stride];
      }
    }
  }

  private static void accumulate(long[] a, int rows, int width, int stride) {
    for (int row = 0; row < rows; row++) {
      for (int i = row * width + stride; i < (row + 1) * width; i++) {
        a[i] += a[i - stride];
      }
    }
  }

  /**
   * Predictor 3 (Adobe Photoshop TIFF Technical Note 3): a row holds first the most significant
   * bytes of all its samples, then the next ones, whatever the file's byte order; over that lie
   * byte differences.
   */
  private static Object floatingPoint(byte[] raw, int rows, int width, SampleLayout layout) {
    int bytes = layout.bits() / 8;
    accumulate(raw, rows, width * bytes, layout.blockBands());
    switch (bytes) {
      case 2 -> {
        short[] out = new short[rows * width];
        for (int row = 0; row < rows; row++) {
          int p = row * width * 2;
          for (int i = 0; i < width; i++, p++) {
            out[row * width + i] = (short) (raw[p] << 8 | raw[p + width] & 0xff);
          }
        }
        return halfFloats(out);
      }
      case 4 -> {
        float[] out = new float[rows * width];
        for (int row = 0; row < rows; row++) {
          floats(raw, row * width * 4, out, row * width, width);
        }
        return out;
      }
      default -> {
        double[] out = new double[rows * width];
        for (int row = 0; row < rows; row++) {
          doubles(raw, row * width * 8, out, row * width, width);
        }
        return out;
      }
    }
  }

  private static void floats(byte[] raw, int p, float[] out, int to, int width) {
    int p1 = p + width;
    int p2 = p1 + width;
    int p3 = p2 + width;
    for (int i = 0; i < width; i++) {
      int word =
          raw[p + i] << 24
              | (raw[p1 + i] & 0xff) << 16
              | (raw[p2 + i] & 0xff) << 8
              | raw[p3 + i] & 0xff;
      out[to + i] = Float.intBitsToFloat(word);
    }
  }

  private static void doubles(byte[] raw, int p, double[] out, int to, int width) {
    for (int i = 0; i < width; i++) {
      long word = 0;
      for (int k = 0; k < 8; k++) {
        word = word << 8 | raw[p + k * width + i] & 0xff;
      }
      out[to + i] = Double.longBitsToDouble(word);
    }
  }

  private static float[] floats(int[] words) {
    float[] out = new float[words.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = Float.intBitsToFloat(words[i]);
    }
    return out;
  }

  private static double[] doubles(long[] words) {
    double[] out = new double[words.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = Double.longBitsToDouble(words[i]);
    }
    return out;
  }

  private static float[] halfFloats(short[] words) {
    float[] out = new float[words.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = halfToFloat(words[i]);
    }
    return out;
  }

  /** IEEE 754 binary16 to binary32 (Java's own comes with 20). */
  static float halfToFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = half >> 10 & 0x1f;
    int fraction = half & 0x3ff;
    if (exponent == 31) {
      return Float.intBitsToFloat(sign | 0x7f800000 | fraction << 13);
    }
    if (exponent == 0) {
      float value = fraction * 0x1p-24f;
      return sign == 0 ? value : -value;
    }
    return Float.intBitsToFloat(sign | (exponent + 112) << 23 | fraction << 13);
  }

  // 1, 2 or 4 bits, the first sample in the most significant ones; rows start on whole bytes.
  private static byte[] bits(byte[] raw, int rows, int width, int bits) {
    byte[] out = new byte[rows * width];
    int rowBytes = (width * bits + 7) / 8;
    int mask = (1 << bits) - 1;
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < width; i++) {
        int bit = i * bits;
        int shift = 8 - bits - (bit & 7);
        out[row * width + i] = (byte) (raw[row * rowBytes + (bit >> 3)] >> shift & mask);
      }
    }
    return out;
  }
}
