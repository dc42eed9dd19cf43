// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.deflate;

import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Inflates by libdeflate, whole streams only. For one thread. */
final class NativeInflater {

  private static final Cleaner CLEANER = Cleaner.create();

  private final long decompressor;
  private final Cleaner.Cleanable handle;
  private final NativeMemory in = new NativeMemory();
  private final NativeMemory out = new NativeMemory();

  NativeInflater() {
    long made = LibDeflate.allocDecompressor();
    if (made == 0) {
      throw new OutOfMemoryError("libdeflate got no memory for a decompressor");
    }
    decompressor = made;
    handle = CLEANER.register(this, () -> LibDeflate.freeDecompressor(made));
  }

  /**
   * @param capacity most bytes that may come out
   * @return the bytes, until the next call; null when the library refuses the stream
   */
  ByteBuffer inflate(byte[] stream, int from, int count, int capacity) {
    // The number of bytes that come out is written before the stream.
    in.require(8L + count);
    out.require(capacity);
    in.bytes().put(8, stream, from, count);
    int result =
        LibDeflate.zlibDecompress(
            decompressor, in.address() + 8, count, out.address(), capacity, in.address());
    if (result != LibDeflate.SUCCESS) {
      return null;
    }
    int done = (int) in.bytes().order(ByteOrder.nativeOrder()).getLong(0);
    return out.bytes().slice(0, done);
  }

  /** Keeps no more memory than some bytes of each kind. */
  void trim(int most) {
    if (in.size() > most) {
      in.release();
    }
    if (out.size() > most) {
      out.release();
    }
  }

  void close() {
    handle.clean();
    in.release();
    out.release();
  }
}
