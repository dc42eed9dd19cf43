// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.tiff;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * TIFF predictors, in place, on little-endian samples, as libtiff does them: 2 is the difference to
 * the sample of the same band one pixel to the left (TIFF 6.0, section 14); 3 sorts the bytes of a
 * row by significance and takes differences of bytes (Adobe Photoshop TIFF Technical Note 3).
 */
final class Predictors {

  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private Predictors() {}

  /**
   * @param samplesPerPixel samples that lie side by side for one pixel
   * @param bytes of one sample, 1, 2 or 4
   */
  static void horizontal(byte[] data, int rowBytes, int samplesPerPixel, int bytes) {
    int stride = samplesPerPixel * bytes;
    for (int row = 0; row < data.length; row += rowBytes) {
      if (bytes == 2) {
        shorts(data, row + rowBytes, row + stride, stride);
        continue;
      }
      for (int at = row + rowBytes - bytes; at >= row + stride; at -= bytes) {
        subtract(data, at, at - stride, bytes);
      }
    }
  }

  // Most bands are 16 bits wide. Backwards, so that what is to the left is still whole.
  private static void shorts(byte[] data, int end, int start, int stride) {
    for (int at = end - 2; at >= start; at -= 2) {
      int left = (short) SHORTS.get(data, at - stride);
      SHORTS.set(data, at, (short) ((short) SHORTS.get(data, at) - left));
    }
  }

  private static void subtract(byte[] data, int at, int left, int bytes) {
    int borrow = 0;
    for (int i = 0; i < bytes; i++) {
      int difference = (data[at + i] & 0xff) - (data[left + i] & 0xff) - borrow;
      data[at + i] = (byte) difference;
      borrow = difference < 0 ? 1 : 0;
    }
  }

  /**
   * @param samplesPerPixel samples that lie side by side for one pixel
   * @param bytes of one sample, 4 or 8
   */
  static void floatingPoint(byte[] data, int rowBytes, int samplesPerPixel, int bytes) {
    byte[] sorted = new byte[rowBytes];
    int samples = rowBytes / bytes;
    for (int row = 0; row < data.length; row += rowBytes) {
      for (int i = 0; i < samples; i++) {
        for (int b = 0; b < bytes; b++) {
          sorted[(bytes - 1 - b) * samples + i] = data[row + i * bytes + b];
        }
      }
      System.arraycopy(sorted, 0, data, row, samplesPerPixel);
      for (int i = samplesPerPixel; i < rowBytes; i++) {
        data[row + i] = (byte) (sorted[i] - sorted[i - samplesPerPixel]);
      }
    }
  }
}
