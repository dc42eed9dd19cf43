// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import java.io.IOException;
import java.nio.ByteOrder;
import org.chronocube.band.DataType;

/**
 * How samples are stored in the blocks of an image.
 *
 * @param compression of each block
 * @param predictor 1 none, 2 horizontal differences, 3 floating point
 * @param bits of one sample: 1, 2, 4, 8, 16, 32 or 64
 * @param type of a decoded sample; fewer than 8 bits become {@link DataType#UINT8}, 16-bit floats
 *     {@link DataType#FLOAT32}
 * @param bands of the image
 * @param planar true when each band has blocks of its own, false when a block interleaves them
 * @param order of bytes
 * @param reverseBits true for FillOrder 2
 */
record SampleLayout(
    Compression compression,
    int predictor,
    int bits,
    DataType type,
    int bands,
    boolean planar,
    ByteOrder order,
    boolean reverseBits) {

  private static final int MAX_BANDS = 65535;

  static SampleLayout of(Ifd ifd) throws IOException {
    int bands = (int) ifd.number(Tag.SAMPLES_PER_PIXEL, 1);
    if (bands < 1 || bands > MAX_BANDS) {
      throw new TiffException("SamplesPerPixel must be in 1.." + MAX_BANDS + ", was " + bands);
    }
    int bits = ifd.uniform(Tag.BITS_PER_SAMPLE, bands, 1, "BitsPerSample");
    DataType type = type(ifd.uniform(Tag.SAMPLE_FORMAT, bands, 1, "SampleFormat"), bits);
    Compression compression = Compression.of((int) ifd.number(Tag.COMPRESSION, 1));
    if (ifd.number(Tag.PHOTOMETRIC, 1) == 6) {
      throw new TiffException("photometric interpretation must not be YCbCr (6)");
    }
    int planar = (int) ifd.number(Tag.PLANAR_CONFIGURATION, 1);
    if (planar != 1 && planar != 2) {
      throw new TiffException("PlanarConfiguration must be 1 or 2, was " + planar);
    }
    return new SampleLayout(
        compression,
        predictor(ifd, compression, bits, type),
        bits,
        type,
        bands,
        planar == 2 && bands > 1,
        ifd.bytes().order(),
        ifd.number(Tag.FILL_ORDER, 1) == 2);
  }

  private static DataType type(int format, int bits) throws TiffException {
    return switch (format * 100 + bits) {
      case 101, 102, 104, 108, 401, 408 -> DataType.UINT8;
      case 116, 416 -> DataType.UINT16;
      case 132, 432 -> DataType.UINT32;
      case 208 -> DataType.INT8;
      case 216 -> DataType.INT16;
      case 232 -> DataType.INT32;
      case 316, 332 -> DataType.FLOAT32;
      case 364 -> DataType.FLOAT64;
      default ->
          throw new TiffException(
              "samples must be integers of 1, 2, 4, 8, 16 or 32 bits or floats of 16, 32 or 64,"
                  + " had SampleFormat "
                  + format
                  + " with "
                  + bits
                  + " bits");
    };
  }

  private static int predictor(Ifd ifd, Compression compression, int bits, DataType type)
      throws IOException {
    int predictor = (int) ifd.number(Tag.PREDICTOR, 1);
    if (!compression.hasPredictor() || predictor == 1) {
      return 1;
    }
    if (predictor == 2 && bits >= 8 || predictor == 3 && type.isFloating()) {
      return predictor;
    }
    throw new TiffException(
        "predictor must be 1, 2 (8 bits or more) or 3 (floats), was "
            + predictor
            + " for "
            + bits
            + "-bit "
            + type.id());
  }

  /** Bands that one block holds. */
  int blockBands() {
    return planar ? 1 : bands;
  }

  /** Bytes of a row of a block before compression. */
  long rowBytes(int blockWidth) {
    return ((long) blockWidth * blockBands() * bits + 7) / 8;
  }
}
