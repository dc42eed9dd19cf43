// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.tiff;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;
import org.chronocube.grid.Shape;
import org.chronocube.raster.RasterBlock;
import org.chronocube.server.encode.SampleEncoding;

/**
 * One resolution of the file under construction: takes rows of blocks from north to south, encodes
 * some blocks at a time in parallel and writes them one after the other, those of a row of blocks
 * plane by plane.
 *
 * <p>In files with overviews every block is framed as GDAL's COG driver does it, with its size
 * before and its last four bytes after it, so that a reader that streams needs no index.
 */
final class TiffLevel {

  /** Most encoded blocks held at a time. */
  static final int BLOCKS_AT_ONCE = 32;

  private static final int LEADER = 4;
  private static final int TRAILER = 4;

  private final TiffOptions options;
  private final Shape shape;
  private final int bands;
  private final SampleEncoding encoding;
  private final boolean framed;
  private final long[] offsets;
  private final long[] counts;
  private BlockCodec codec;
  private int nextRow;
  private long size;

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
    this.framed = options.overviews();
    this.codec = codec;
    int blocks = Math.multiplyExact(blockRows() * blockCols(), planes());
    this.offsets = new long[blocks];
    this.counts = new long[blocks];
  }

  Shape shape() {
    return shape;
  }

  /** Bytes of all blocks written or laid out so far. */
  long size() {
    return size;
  }

  /** Byte of each block after the first byte of this level, in TIFF's order. */
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
   * Says where all blocks will be, without any pixel; only of an uncompressed level, whose blocks
   * are as large as their samples.
   */
  void layOut() {
    long pixelBytes = (long) bands / planes() * encoding.bytes();
    for (int row = 0; row < blockRows(); row++) {
      int height =
          options.tiled()
              ? options.block()
              : Math.min(options.block(), shape.height() - row * options.block());
      for (int i = 0; i < blocksInRow(); i++) {
        place(row, i, blockWidth() * height * pixelBytes);
      }
    }
  }

  private int blocksInRow() {
    return planes() * blockCols();
  }

  /**
   * Takes the next rows of blocks.
   *
   * @param rows one per band, of the level's width; some blocks high, or up to the last row
   * @param out gets the blocks
   */
  void append(List<RasterBlock> rows, OutputStream out) throws IOException {
    int blocks = ceilDiv(rows.get(0).shape().height(), options.block()) * blocksInRow();
    for (int from = 0; from < blocks; from += BLOCKS_AT_ONCE) {
      byte[][] encoded = encode(rows, from, Math.min(blocks, from + BLOCKS_AT_ONCE), codec);
      for (int i = 0; i < encoded.length; i++) {
        int row = nextRow + (from + i) / blocksInRow();
        place(row, (from + i) % blocksInRow(), encoded[i].length);
        write(encoded[i], out);
      }
    }
    nextRow += blocks / blocksInRow();
  }

  /**
   * @param i of the block in its row of blocks, plane by plane
   */
  private void place(int row, int i, long bytes) {
    int plane = i / blockCols();
    int index = (plane * blockRows() + row) * blockCols() + i % blockCols();
    offsets[index] = size + (framed ? LEADER : 0);
    counts[index] = bytes;
    size += bytes + (framed ? LEADER + TRAILER : 0);
  }

  /** Bytes that some blocks of the first row take with a codec; writes nothing. */
  long trial(List<RasterBlock> rows, int blocks, BlockCodec with) {
    int all = blocksInRow();
    int some = Math.min(all, blocks);
    return IntStream.range(0, some)
        .parallel()
        .mapToLong(i -> block(rows, (int) ((long) i * all / some), with).length)
        .sum();
  }

  private byte[][] encode(List<RasterBlock> rows, int from, int to, BlockCodec with) {
    return IntStream.range(from, to)
        .parallel()
        .mapToObj(i -> block(rows, i, with))
        .toArray(byte[][]::new);
  }

  /**
   * @param number of the block in the rows, row by row and in these plane by plane
   */
  private byte[] block(List<RasterBlock> rows, int number, BlockCodec with) {
    int plane = number % blocksInRow() / blockCols();
    List<RasterBlock> sources = planes() == 1 ? rows : List.of(rows.get(plane));
    int top = number / blocksInRow() * options.block();
    int left = number % blockCols() * blockWidth();
    int inside = Math.min(options.block(), rows.get(0).shape().height() - top);
    int height = options.tiled() ? options.block() : inside;
    int width = blockWidth();
    int count = Math.min(width, shape.width() - left);
    int pixelBytes = sources.size() * encoding.bytes();
    byte[] data = new byte[Math.multiplyExact(width * height, pixelBytes)];
    ByteBuffer buffer = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    for (int band = 0; band < sources.size(); band++) {
      RasterBlock source = sources.get(band);
      for (int row = 0; row < height; row++) {
        int at = row * width * pixelBytes + band * encoding.bytes();
        int filled = row < inside ? count : 0;
        if (filled > 0) {
          encoding.put(source, source.index(top + row, left), filled, buffer, at, pixelBytes);
        }
        encoding.fill(width - filled, buffer, at + filled * pixelBytes, pixelBytes);
      }
    }
    return with.encode(data, width * pixelBytes);
  }

  private void write(byte[] block, OutputStream out) throws IOException {
    if (!framed) {
      out.write(block);
      return;
    }
    byte[] frame = new byte[LEADER + block.length + TRAILER];
    ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).putInt(0, block.length);
    System.arraycopy(block, 0, frame, LEADER, block.length);
    // A block of fewer than four bytes repeats what precedes it: part of the size.
    System.arraycopy(frame, block.length, frame, LEADER + block.length, TRAILER);
    out.write(frame);
  }

  private static int ceilDiv(int n, int d) {
    return (n + d - 1) / d;
  }
}
