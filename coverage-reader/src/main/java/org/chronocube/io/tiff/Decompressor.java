// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;

/** Undoes the compression of one block after the other. Reusable, for one thread. */
final class Decompressor implements AutoCloseable {

  /** Bytes behind the output that may be overwritten. */
  static final int SLACK = Math.max(Lzw.SLACK, Inflate.SLACK);

  private final Inflate inflate = new Inflate();
  private final Lzw lzw = new Lzw();
  private ZstdDecompressCtx zstd;

  /**
   * @param out has room for {@code capacity + SLACK} bytes
   * @param needed bytes that must come out, ≤ capacity; more need not be decoded
   * @param capacity bytes of the whole block
   * @throws TiffException when fewer come out, or the data is broken
   */
  void decode(
      Compression compression, byte[] in, int from, int count, byte[] out, int needed, int capacity)
      throws TiffException {
    int done =
        switch (compression) {
          case LZW -> lzw.decode(in, from, count, out, needed);
          case DEFLATE -> inflate.decode(in, from, count, out, needed);
          case PACKBITS -> packBits(in, from, count, out, needed);
          case ZSTD -> zstd(in, from, count, out, capacity);
          case NONE -> throw new IllegalArgumentException("uncompressed data needs no decoding");
        };
    if (done < needed) {
      throw new TiffException(
          compression + " data must give " + needed + " bytes, ended after " + done);
    }
  }

  private int zstd(byte[] in, int from, int count, byte[] out, int capacity) throws TiffException {
    if (zstd == null) {
      zstd = new ZstdDecompressCtx();
    }
    try {
      return zstd.decompressByteArray(out, 0, capacity, in, from, count);
    } catch (ZstdException e) {
      throw new TiffException("ZSTD data is broken: " + e.getMessage(), e);
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

  @Override
  public void close() {
    if (zstd != null) {
      zstd.close();
    }
  }
}
