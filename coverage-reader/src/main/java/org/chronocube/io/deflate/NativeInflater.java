// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.deflate;

import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Inflates by libdeflate. For one thread. */
final class NativeInflater {

  /**
   * The library ends when what comes next, at most a stored block, does not fit behind what is
   * there; having no buffer of its own, it has then put all that came before into ours.
   */
  static final int LARGEST_ELEMENT = 65535;

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

  /** Bytes that come out until the needed ones are surely there. */
  static int work(int needed, int capacity) {
    return (int) Math.min(capacity, (long) needed + LARGEST_ELEMENT);
  }

  /**
   * @param needed bytes that are wanted
   * @param capacity most bytes that may come out
   * @return at least the needed bytes, or all there are, until the next call; null when the library
   *     refuses the stream
   */
  ByteBuffer inflate(byte[] stream, int from, int count, int needed, int capacity) {
    int room = work(needed, capacity);
    // The number of bytes that come out is written before the stream.
    in.require(8L + count);
    out.require(room);
    in.bytes().put(8, stream, from, count);
    int result =
        LibDeflate.zlibDecompress(
            decompressor, in.address() + 8, count, out.address(), room, in.address());
    if (result == LibDeflate.SUCCESS) {
      int done = (int) in.bytes().order(ByteOrder.nativeOrder()).getLong(0);
      return out.bytes().slice(0, done);
    }
    boolean enough = result == LibDeflate.INSUFFICIENT_SPACE && room - needed >= LARGEST_ELEMENT;
    return enough ? out.bytes().slice(0, needed) : null;
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
