// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * The Blosc 1 container: blocks of a chunk, each shuffled and compressed, in one or as many streams
 * as an element has bytes. Source: README_CHUNK_FORMAT of c-blosc.
 */
final class Blosc {

  private static final int HEADER = 16;
  private static final int SHUFFLED = 1;
  private static final int COPIED = 2;
  private static final int BIT_SHUFFLED = 4;
  private static final int NOT_SPLIT = 16;
  private static final int MOST_SPLITS = 16;
  private static final int LEAST_PER_SPLIT = 128;

  private final byte[] data;
  private final ByteBuffer bytes;
  private final int flags;
  private final int typeSize;
  private final int length;
  private final int blockSize;

  private Blosc(byte[] data, int most) throws IOException {
    this.data = data;
    this.bytes = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    if (data.length < HEADER) {
      throw new IOException("blosc data must have a header of 16 bytes, has " + data.length);
    }
    this.flags = data[2] & 0xff;
    this.typeSize = data[3] & 0xff;
    this.length = bytes.getInt(4);
    this.blockSize = bytes.getInt(8);
    if (length < 0 || length > most || (length > 0 && blockSize < 1) || typeSize < 1) {
      throw new IOException(
          "blosc data must hold at most "
              + most
              + " bytes in blocks >= 1, has "
              + length
              + " in blocks of "
              + blockSize);
    }
  }

  static byte[] decode(byte[] data, int most) throws IOException {
    try {
      return new Blosc(data, most).decode();
    } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
      throw new IOException("blosc data ends too early", e);
    }
  }

  /**
   * Decompresses elements of two bytes and leaves them shuffled, for who needs few of them.
   *
   * @param wanted bytes; blocks after them are left out
   * @param most bytes that may come out
   * @return empty when they are not shuffled in this way: {@link #decode} them then
   */
  static Optional<ShuffledShorts> shorts(byte[] data, int wanted, int most) throws IOException {
    try {
      Blosc blosc = new Blosc(data, most);
      boolean isShuffled =
          (blosc.flags & (SHUFFLED | COPIED)) == SHUFFLED
              && blosc.typeSize == Short.BYTES
              && blosc.length >= wanted
              && blosc.length % Short.BYTES == 0
              && blosc.blockSize % Short.BYTES == 0;
      return isShuffled ? Optional.of(blosc.shuffled(wanted)) : Optional.empty();
    } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
      throw new IOException("blosc data ends too early", e);
    }
  }

  private ShuffledShorts shuffled(int wanted) throws IOException {
    int blocks = (wanted + blockSize - 1) / blockSize;
    int end = (int) Math.min(length, (long) blocks * blockSize);
    byte[] out = ShuffledShorts.allocate(end, blockSize);
    for (int at = 0, block = 0; at < end; at += blockSize, block++) {
      int size = Math.min(blockSize, length - at);
      streams(bytes.getInt(HEADER + 4 * block), size, size < blockSize, out, at);
    }
    return new ShuffledShorts(out);
  }

  private byte[] decode() throws IOException {
    if ((flags & COPIED) != 0) {
      return Arrays.copyOfRange(data, HEADER, checked(HEADER, length));
    }
    byte[] out = new byte[length];
    for (int at = 0, block = 0; at < length; at += blockSize, block++) {
      int size = Math.min(blockSize, length - at);
      block(bytes.getInt(HEADER + 4 * block), size, size < blockSize, out, at);
    }
    return out;
  }

  private void block(int start, int size, boolean last, byte[] out, int at) throws IOException {
    boolean shuffled = (flags & SHUFFLED) != 0 && typeSize > 1;
    boolean bits = (flags & BIT_SHUFFLED) != 0 && size / typeSize % Byte.SIZE == 0;
    byte[] block = shuffled || bits ? new byte[size] : out;
    int first = shuffled || bits ? 0 : at;
    streams(start, size, last, block, first);
    if (shuffled) {
      Shuffle.undo(block, size, typeSize, out, at);
    } else if (bits) {
      unshuffleBits(block, out, at);
    }
  }

  private void streams(int start, int size, boolean last, byte[] out, int at) throws IOException {
    boolean split =
        (flags & NOT_SPLIT) == 0
            && !last
            && typeSize <= MOST_SPLITS
            && size / typeSize >= LEAST_PER_SPLIT;
    int streams = split ? typeSize : 1;
    int each = size / streams;
    int from = start;
    for (int s = 0; s < streams; s++) {
      int compressed = bytes.getInt(from);
      from += Integer.BYTES;
      int end = checked(from, compressed);
      stream(from, compressed, out, at + s * each, each);
      from = end;
    }
  }

  private int checked(int from, int count) throws IOException {
    if (from < HEADER || count < 0 || count > data.length - from) {
      throw new IOException("blosc data ends too early");
    }
    return from + count;
  }

  // A stream as long as what it gives is stored as it is.
  private void stream(int from, int count, byte[] out, int at, int size) throws IOException {
    if (count == size) {
      System.arraycopy(data, from, out, at, size);
      return;
    }
    int n =
        switch (flags >> 5) {
          case 0 -> bloscLz(from, count, out, at, size);
          case 1 -> Codecs.lz4(data, from, count, out, at, size);
          case 3 -> {
            byte[] stream = Codecs.zlib(data, from, count, size);
            System.arraycopy(stream, 0, out, at, stream.length);
            yield stream.length;
          }
          case 4 -> Codecs.zstd(data, from, count, out, at, size);
          default ->
              throw new IOException(
                  "blosc compressor must be blosclz, lz4, zlib or zstd, was number "
                      + (flags >> 5));
        };
    if (n != size) {
      throw new IOException("a blosc stream must give " + size + " bytes, gave " + n);
    }
  }

  /**
   * BloscLZ, a descendant of FastLZ level 2: a control byte below 32 is a run of literals, others
   * are matches with their length in the upper three bits.
   */
  private int bloscLz(int from, int count, byte[] to, int at, int size) throws IOException {
    byte[] out = new byte[size];
    int end = from + count;
    int in = from;
    int done = 0;
    int control = data[in++] & 31;
    while (true) {
      if (control < 32) {
        int run = control + 1;
        System.arraycopy(data, in, out, done, run);
        in += run;
        done += run;
      } else {
        int run = (control >> 5) - 1;
        int distance = (control & 31) << 8;
        if (run == 6) {
          int more;
          do {
            more = data[in++] & 0xff;
            run += more;
          } while (more == 0xff);
        }
        int low = data[in++] & 0xff;
        distance += low;
        if (low == 0xff && distance == (31 << 8) + 0xff) {
          distance = ((data[in] & 0xff) << 8) + (data[in + 1] & 0xff) + 8191;
          in += 2;
        }
        run += 3;
        int source = done - distance - 1;
        if (source < 0) {
          throw new IOException("a blosclz match must lie in what was decoded, does not");
        }
        for (int i = 0; i < run; i++) {
          out[done++] = out[source + i];
        }
      }
      if (in >= end) {
        break;
      }
      control = data[in++] & 0xff;
    }
    System.arraycopy(out, 0, to, at, done);
    return done;
  }

  // Bit b of byte k of eight elements in turn make one byte of row 8 k + b.
  private void unshuffleBits(byte[] in, byte[] out, int at) {
    int n = in.length / typeSize;
    int rowBytes = n / Byte.SIZE;
    for (int k = 0; k < typeSize; k++) {
      for (int b = 0; b < Byte.SIZE; b++) {
        int row = (k * Byte.SIZE + b) * rowBytes;
        for (int i = 0; i < n; i++) {
          int bit = in[row + i / Byte.SIZE] >> i % Byte.SIZE & 1;
          out[at + i * typeSize + k] |= (byte) (bit << b);
        }
      }
    }
    int rest = n * typeSize;
    System.arraycopy(in, rest, out, at + rest, in.length - rest);
  }
}
