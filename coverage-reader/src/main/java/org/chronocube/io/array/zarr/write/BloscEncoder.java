// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr.write;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import net.jpountz.lz4.LZ4Factory;

/**
 * Writes the Blosc 1 container: blocks, each shuffled and compressed as one stream. Source:
 * README_CHUNK_FORMAT of c-blosc.
 *
 * @param settings codec, level, shuffle
 * @param typeSize bytes of an element
 */
record BloscEncoder(Compression.Blosc settings, int typeSize) {

  private static final int HEADER = 16;
  private static final byte VERSION = 2;
  private static final byte CODEC_VERSION = 1;
  private static final int SHUFFLED = 1;
  private static final int COPIED = 2;
  private static final int NOT_SPLIT = 16;

  /** Fits the second-level cache of a core; a multiple of every size of an element. */
  private static final int BLOCK = 256 * 1024;

  byte[] encode(byte[] data) {
    int blockSize = Math.max(1, Math.min(BLOCK, data.length));
    int blocks = (data.length + blockSize - 1) / blockSize;
    byte[] out = new byte[HEADER + data.length];
    ByteBuffer header = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
    int at = HEADER + blocks * Integer.BYTES;
    for (int b = 0; b < blocks; b++) {
      byte[] block = stream(data, b * blockSize, Math.min(data.length, (b + 1) * blockSize));
      if (at + Integer.BYTES + block.length > out.length) {
        return copied(data);
      }
      header.putInt(HEADER + b * Integer.BYTES, at);
      header.putInt(at, block.length);
      System.arraycopy(block, 0, out, at + Integer.BYTES, block.length);
      at += Integer.BYTES + block.length;
    }
    boolean shuffled = settings.shuffle() && typeSize > 1;
    int codec = settings.codec() == Compression.Blosc.Codec.LZ4 ? 1 : 4;
    describe(
        header, codec << 5 | NOT_SPLIT | (shuffled ? SHUFFLED : 0), data.length, blockSize, at);
    return Arrays.copyOf(out, at);
  }

  private void describe(ByteBuffer header, int flags, int length, int blockSize, int size) {
    header.put(0, VERSION).put(1, CODEC_VERSION).put(2, (byte) flags).put(3, (byte) typeSize);
    header.putInt(4, length).putInt(8, blockSize).putInt(12, size);
  }

  // What does not get smaller is stored as it is, which costs the header alone.
  private byte[] copied(byte[] data) {
    byte[] out = new byte[HEADER + data.length];
    System.arraycopy(data, 0, out, HEADER, data.length);
    describe(
        ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN),
        COPIED,
        data.length,
        Math.max(1, data.length),
        out.length);
    return out;
  }

  // A stream as long as its block is taken for one that is stored as it is.
  private byte[] stream(byte[] data, int from, int to) {
    byte[] block =
        settings.shuffle() && typeSize > 1
            ? shuffled(data, from, to - from)
            : Arrays.copyOfRange(data, from, to);
    byte[] stream =
        settings.codec() == Compression.Blosc.Codec.LZ4
            ? LZ4Factory.fastestInstance().fastCompressor().compress(block)
            : Zstd.compress(block, zstdLevel());
    return stream.length < block.length ? stream : block;
  }

  /** As c-blosc maps its levels to those of zstd. */
  private int zstdLevel() {
    return settings.level() < 9 ? 2 * settings.level() - 1 : Zstd.maxCompressionLevel();
  }

  /** All first bytes of the elements, all second ones and so on; what is left over stays. */
  private byte[] shuffled(byte[] data, int from, int length) {
    byte[] out = new byte[length];
    int n = length / typeSize;
    for (int b = 0; b < typeSize; b++) {
      for (int i = 0, at = from + b; i < n; i++, at += typeSize) {
        out[b * n + i] = data[at];
      }
    }
    int rest = n * typeSize;
    System.arraycopy(data, from + rest, out, rest, length - rest);
    return out;
  }
}
