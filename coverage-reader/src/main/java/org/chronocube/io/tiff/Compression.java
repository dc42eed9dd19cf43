// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import java.util.Map;

/** Compression schemes that can be decoded, by their TIFF code. */
enum Compression {
  NONE,
  LZW,
  DEFLATE,
  PACKBITS,
  ZSTD;

  private static final Map<Integer, String> OTHERS =
      Map.ofEntries(
          Map.entry(2, "CCITT RLE"),
          Map.entry(3, "CCITT fax 3"),
          Map.entry(4, "CCITT fax 4"),
          Map.entry(6, "old-style JPEG"),
          Map.entry(7, "JPEG"),
          Map.entry(34712, "JPEG 2000"),
          Map.entry(34887, "LERC"),
          Map.entry(34925, "LZMA"),
          Map.entry(50001, "WebP"),
          Map.entry(50002, "JPEG XL"));

  static Compression of(int code) throws TiffException {
    return switch (code) {
      case 1 -> NONE;
      case 5 -> LZW;
      case 8, 32946 -> DEFLATE;
      case 32773 -> PACKBITS;
      case 50000 -> ZSTD;
      default ->
          throw new TiffException(
              "compression must be none, LZW, deflate, PackBits or ZSTD, was "
                  + OTHERS.getOrDefault(code, "unknown")
                  + " ("
                  + code
                  + ")");
    };
  }

  static boolean isSupported(int code) {
    return code == 1 || code == 5 || code == 8 || code == 32946 || code == 32773 || code == 50000;
  }

  /** Predictors belong to these only; the field is ignored elsewhere, as libtiff does. */
  boolean hasPredictor() {
    return this == LZW || this == DEFLATE || this == ZSTD;
  }

  /**
   * The most bytes that a number of compressed bytes can become, so that a header that promises
   * more is refused before memory is taken for it.
   */
  long maxDecoded(long compressed) {
    long n = Math.max(0, Math.min(compressed, 1L << 40));
    return switch (this) {
      case NONE -> compressed;
      case PACKBITS -> n * 64; // two bytes give at most 128
      case DEFLATE -> n * 1032; // zlib's "Maximum Compression Factor"
      case LZW -> n * 4096; // a code of 9 bits or more gives at most 4096
      case ZSTD -> n * 32768; // a 4-byte RLE block gives 128 KiB
    };
  }
}
