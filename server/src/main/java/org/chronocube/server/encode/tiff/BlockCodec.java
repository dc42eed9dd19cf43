// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.tiff;

import org.chronocube.io.deflate.Zlib;

/**
 * Turns the samples of one tile or strip into its bytes in the file. Immutable: safe for concurrent
 * use.
 *
 * @param compression of the bytes
 * @param zlib deflates
 * @param level of deflate
 * @param predictor TIFF's number: 1 none, 2 horizontal, 3 floating point
 * @param samplesPerPixel samples that lie side by side for one pixel of a block
 * @param sampleBytes bytes of one sample
 */
record BlockCodec(
    TiffOptions.Compression compression,
    Zlib zlib,
    int level,
    int predictor,
    int samplesPerPixel,
    int sampleBytes) {

  static final int NO_PREDICTOR = 1;
  private static final int HORIZONTAL = 2;
  private static final int FLOATING_POINT = 3;

  BlockCodec withPredictor(int other) {
    return new BlockCodec(compression, zlib, level, other, samplesPerPixel, sampleBytes);
  }

  /** TIFF's number of the difference predictor of a sample type. */
  static int differencePredictor(boolean floating) {
    return floating ? FLOATING_POINT : HORIZONTAL;
  }

  /**
   * @param data little-endian samples, rows of pixels; may be overwritten
   * @param rowBytes bytes of one row
   */
  byte[] encode(byte[] data, int rowBytes) {
    if (predictor == HORIZONTAL) {
      Predictors.horizontal(data, rowBytes, samplesPerPixel, sampleBytes);
    } else if (predictor == FLOATING_POINT) {
      Predictors.floatingPoint(data, rowBytes, samplesPerPixel, sampleBytes);
    }
    return switch (compression) {
      case NONE -> data;
      case LZW -> Lzw.compress(data);
      case DEFLATE -> zlib.compress(data, 0, data.length, level);
      case PACKBITS -> PackBits.compress(data, rowBytes);
    };
  }
}
