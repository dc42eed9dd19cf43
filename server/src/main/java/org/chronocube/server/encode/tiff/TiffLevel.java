// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.chronocube.grid.Shape;
import org.chronocube.raster.RasterBlock;
import org.chronocube.server.encode.SampleEncoding;
import org.chronocube.server.encode.Spool;

/**
 * One resolution of the file under construction: takes rows of blocks from north to south,
 * compresses the blocks of a row in parallel and appends them to a spool.
 *
 * <p>Every block is framed as GDAL's COG driver does it, with its size before and its last four
 * bytes after it, so that a reader that streams needs no index.
 */
final class TiffLevel {

  private static final int LEADER = 4;
  private static final int TRAILER = 4;

  private final TiffOptions options;
  private final Shape shape;
  private final int bands;
  private final SampleEncoding encoding;
  private final Spool spool = new Spool();
  private final long[] offsets;
  private final long[] counts;
  private BlockCodec codec;
  private int nextRow;

  /**
   * @param shape of this level
   * @param codec with the predictor to use
   */
  TiffLevel(
      TiffOptions options, Shape shape, int bands, SampleEncoding encoding, BlockCodec codec) {
    this.options = options;
    this.shape = shape;
    this.bands = bands;
    this.encoding = encoding;
    this.codec = codec;
    int blocks = Math.multiplyExact(blockRows() * blockCols(), planes());
    this.offsets = new long[blocks];
    this.counts = new long[blocks];
  }

  Shape shape() {
    return shape;
  }

  Spool spool() {
    return spool;
  }

  /** Byte of each block in the spool, in TIFF's order. */
  long[] offsets() {
    return offsets;
  }

  /** Bytes of each block. */
  long[] counts() {
    return counts;
  }

  BlockCodec codec() {
    return codec;
  }

  /** Fixes the predictor; only before the first row. */
  void useCodec(BlockCodec other) {
    codec = other;
  }

  int blockRows() {
    return ceilDiv(shape.height(), options.block());
  }

  int blockCols() {
    return options.tiled() ? ceilDiv(shape.width(), options.block()) : 1;
  }

  int blockWidth() {
    return options.tiled() ? options.block() : shape.width();
  }

  private int planes() {
    return options.interleave() == TiffOptions.Interleave.BAND ? bands : 1;
  }

  /**
   * Takes the next row of blocks.
   *
   * @param rows one per band, of the level's width; as high as a block, or less for the last row
   */
  void append(List<RasterBlock> rows) throws IOException {
    byte[][] blocks = compress(rows, codec);
    int perPlane = blockRows() * blockCols();
    for (int i = 0; i < blocks.length; i++) {
      int plane = i / blockCols();
      int index = plane * perPlane + nextRow * blockCols() + i % blockCols();
      offsets[index] = spool.size() + LEADER;
      counts[index] = blocks[i].length;
      write(blocks[i]);
    }
    nextRow++;
  }

  /** Bytes that a row of blocks takes with a codec; writes nothing. */
  long trial(List<RasterBlock> rows, BlockCodec with) {
    return Arrays.stream(compress(rows, with)).mapToLong(b -> b.length).sum();
  }

  private byte[][] compress(List<RasterBlock> rows, BlockCodec with) {
    return IntStream.range(0, planes() * blockCols())
        .parallel()
        .mapToObj(i -> block(rows, i / blockCols(), i % blockCols(), with))
        .toArray(byte[][]::new);
  }

  private byte[] block(List<RasterBlock> rows, int plane, int blockCol, BlockCodec with) {
    List<RasterBlock> sources = planes() == 1 ? rows : List.of(rows.get(plane));
    int width = blockWidth();
    int height = options.tiled() ? options.block() : rows.get(0).shape().height();
    int pixelBytes = sources.size() * encoding.bytes();
    byte[] data = new byte[Math.multiplyExact(width * height, pixelBytes)];
    ByteBuffer buffer = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    int first = blockCol * width;
    int count = Math.min(width, shape.width() - first);
    for (int band = 0; band < sources.size(); band++) {
      RasterBlock source = sources.get(band);
      for (int row = 0; row < height; row++) {
        int at = row * width * pixelBytes + band * encoding.bytes();
        boolean inside = row < source.shape().height();
        if (inside) {
          encoding.put(source, source.index(row, first), count, buffer, at, pixelBytes);
        }
        for (int col = inside ? count : 0; col < width; col++) {
          encoding.put(encoding.noData(), buffer, at + col * pixelBytes);
        }
      }
    }
    return with.encode(data, width * pixelBytes);
  }

  private void write(byte[] block) throws IOException {
    byte[] frame = new byte[LEADER + block.length + TRAILER];
    ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).putInt(0, block.length);
    System.arraycopy(block, 0, frame, LEADER, block.length);
    // A block of fewer than four bytes repeats what precedes it: part of the size.
    System.arraycopy(frame, block.length, frame, LEADER + block.length, TRAILER);
    spool.write(frame, 0, frame.length);
  }

  private static int ceilDiv(int n, int d) {
    return (n + d - 1) / d;
  }
}
