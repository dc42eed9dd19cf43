// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.chronocube.io.deflate.ZlibInflater;

/** Undoes the compression of one block after the other. Reusable, for one thread. */
final class Decompressor implements AutoCloseable {

  /** Time of streamed ZSTD by that of a whole block, bytes being equal; no less than that. */
  private static final int STREAM_COSTS = 2;

  private final ZlibInflater inflater;
  private final Lzw lzw = new Lzw();
  private ZstdDecompressCtx zstd;
  private byte[] scratch = new byte[0];

  /**
   * @param inflater of its own
   */
  Decompressor(ZlibInflater inflater) {
    this.inflater = inflater;
  }

  /**
   * @param needed bytes that must come out, ≤ capacity; more need not be decoded
   * @param capacity bytes of the whole block
   * @return at least the needed bytes, from position 0, until the next call
   * @throws IOException when fewer come out, or the data is broken
   */
  ByteBuffer decode(
      Compression compression, byte[] in, int from, int count, int needed, int capacity)
      throws IOException {
    ByteBuffer decoded =
        switch (compression) {
          case DEFLATE -> inflater.inflate(in, from, count, needed, capacity);
          case LZW -> decoded(lzw.decode(in, from, count, scratch(needed + Lzw.SLACK), needed));
          case PACKBITS -> decoded(packBits(in, from, count, scratch(needed), needed));
          case ZSTD -> zstd(in, from, count, needed, capacity);
          case NONE -> throw new IllegalArgumentException("uncompressed data needs no decoding");
        };
    if (decoded.limit() < needed) {
      throw new TiffException(
          compression + " data must give " + needed + " bytes, ended after " + decoded.limit());
    }
    return decoded;
  }

  private byte[] scratch(int size) {
    if (scratch.length < size) {
      scratch = new byte[size];
    }
    return scratch;
  }

  private ByteBuffer decoded(int count) {
    return ByteBuffer.wrap(scratch, 0, count);
  }

  private ByteBuffer zstd(byte[] in, int from, int count, int needed, int capacity)
      throws IOException {
    try {
      if (STREAM_COSTS * needed < capacity) {
        return decoded(zstdPart(in, from, count, scratch(needed), needed));
      }
      if (zstd == null) {
        zstd = new ZstdDecompressCtx();
      }
      byte[] out = scratch(capacity);
      return decoded(zstd.decompressByteArray(out, 0, capacity, in, from, count));
    } catch (ZstdException | ZstdIOException e) {
      throw new TiffException("ZSTD data is broken: " + e.getMessage(), e);
    }
  }

  // A stream ends when it has given enough, but copies what it gives once more.
  private static int zstdPart(byte[] in, int from, int count, byte[] out, int needed)
      throws IOException {
    try (InputStream stream =
        new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(in, from, count))) {
      return stream.readNBytes(out, 0, needed);
    }
  }

  // TIFF 6.0 section 9: n >= 0 copies n + 1 bytes, n = -1..-127 repeats one 1 - n times.
  private static int packBits(byte[] in, int from, int count, byte[] out, int needed) {
    int end = from + count;
    int i = from;
    int done = 0;
    while (done < needed && i < end) {
      int n = in[i++];
      if (n >= 0) {
        int run = Math.min(Math.min(n + 1, end - i), needed - done);
        System.arraycopy(in, i, out, done, run);
        i += n + 1;
        done += run;
      } else if (n != -128 && i < end) {
        int run = Math.min(1 - n, needed - done);
        Arrays.fill(out, done, done + run, in[i++]);
        done += run;
      }
    }
    return done;
  }

  /** Keeps no more scratch memory of a kind than some bytes. */
  void trim(int most) {
    if (scratch.length > most) {
      scratch = new byte[0];
    }
    inflater.trim(most);
  }

  @Override
  public void close() {
    inflater.close();
    if (zstd != null) {
      zstd.close();
    }
  }
}
