// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.deflate;

import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Inflates by libdeflate, which has no notion of the first part of a stream. It ends when what
 * comes next does not fit behind what is there, though; having no buffer of its own, it has then
 * put all that came before into ours. For one thread.
 */
final class NativeInflater {

  /**
   * Room behind the needed bytes. Short of that, a literal or a match (258 bytes at most) always
   * fits, so that the library gets beyond {@link #PROOF}; a stored block may not fit.
   */
  static final int MARGIN = 512;

  /**
   * Where a mark lies behind the needed bytes that is overwritten when the library gets there. What
   * comes before it is more than the few words by which a copied match may be rounded up.
   */
  private static final int PROOF = 128;

  private static final long MARK = 0x9c4f_03d1_6be8_a527L;

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
   * @param needed bytes that are wanted
   * @param capacity most bytes that may come out
   * @return at least the needed bytes, or all there are, until the next call; null when the library
   *     refuses the stream, or a stored block that begins in the needed bytes ends behind them
   */
  ByteBuffer inflate(byte[] stream, int from, int count, int needed, int capacity) {
    int room = (int) Math.min(capacity, (long) needed + MARGIN);
    boolean part = room - needed == MARGIN;
    // The number of bytes that come out is written before the stream.
    in.require(8L + count);
    out.require(room);
    in.bytes().put(8, stream, from, count);
    if (part) {
      out.bytes().putLong(needed + PROOF, MARK);
    }
    int result =
        LibDeflate.zlibDecompress(
            decompressor, in.address() + 8, count, out.address(), room, in.address());
    if (result == LibDeflate.SUCCESS) {
      int done = (int) in.bytes().order(ByteOrder.nativeOrder()).getLong(0);
      return out.bytes().slice(0, done);
    }
    boolean enough =
        part
            && result == LibDeflate.INSUFFICIENT_SPACE
            && out.bytes().getLong(needed + PROOF) != MARK;
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
