// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.tiff;

import java.util.Objects;

/**
 * How a GeoTIFF is laid out.
 *
 * @param block width and height of a tile in pixels, a multiple of 16; with strips, rows of a strip
 * @param tiled true for tiles, false for strips over the whole width
 * @param compression of the samples
 * @param level of deflate, 1 (fast) to 9 (small)
 * @param predictor differences before compression
 * @param interleave how the samples of several bands lie
 * @param overviews true to add overviews down to one tile
 */
public record TiffOptions(
    int block,
    boolean tiled,
    Compression compression,
    int level,
    Predictor predictor,
    Interleave interleave,
    boolean overviews) {

  /** Lossless compressions of TIFF 6.0 and its deflate supplement. */
  public enum Compression {
    NONE(1),
    LZW(5),
    DEFLATE(8),
    PACKBITS(32773);

    private final int code;

    Compression(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }

    boolean takesPredictor() {
      return this == LZW || this == DEFLATE;
    }
  }

  /** What happens to samples before they are compressed. */
  public enum Predictor {
    /** Nothing. */
    NONE,
    /** Differences: TIFF's predictor 2 for integers, 3 for floats. */
    DIFFERENCE,
    /** Whichever of the two makes some tiles of the first row smaller. */
    SMALLEST
  }

  /** How the samples of several bands lie. */
  public enum Interleave {
    /** All bands of a pixel side by side, as COG readers expect. */
    PIXEL,
    /** Every band in tiles of its own: one band is read without the others. */
    BAND
  }

  /** Tiles of 256 × 256, deflate, each band in tiles of its own. */
  public static final TiffOptions DEFAULT =
      new TiffOptions(
          256, true, Compression.DEFLATE, 6, Predictor.SMALLEST, Interleave.BAND, false);

  /** Cloud optimised: tiles of 512 × 512, deflate, pixel interleaved, with overviews. */
  public static final TiffOptions COG =
      new TiffOptions(
          512, true, Compression.DEFLATE, 6, Predictor.SMALLEST, Interleave.PIXEL, true);

  public TiffOptions {
    Objects.requireNonNull(compression, "compression");
    Objects.requireNonNull(predictor, "predictor");
    Objects.requireNonNull(interleave, "interleave");
    if (block < 16 || block > 4096 || (tiled && block % 16 != 0)) {
      throw new IllegalArgumentException(
          "block must be a multiple of 16 in 16..4096, was " + block);
    }
    if (level < 1 || level > 9) {
      throw new IllegalArgumentException("level must be in 1..9, was " + level);
    }
    if (overviews && !tiled) {
      throw new IllegalArgumentException("a GeoTIFF with overviews must be tiled");
    }
  }

  public TiffOptions withBlock(int size) {
    return new TiffOptions(size, tiled, compression, level, predictor, interleave, overviews);
  }

  public TiffOptions withTiled(boolean tiles) {
    return new TiffOptions(block, tiles, compression, level, predictor, interleave, overviews);
  }

  public TiffOptions withCompression(Compression other) {
    return new TiffOptions(block, tiled, other, level, predictor, interleave, overviews);
  }

  public TiffOptions withLevel(int deflateLevel) {
    return new TiffOptions(
        block, tiled, compression, deflateLevel, predictor, interleave, overviews);
  }

  public TiffOptions withPredictor(Predictor other) {
    return new TiffOptions(block, tiled, compression, level, other, interleave, overviews);
  }

  public TiffOptions withInterleave(Interleave other) {
    return new TiffOptions(block, tiled, compression, level, predictor, other, overviews);
  }
}
