// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.deflate;

import java.nio.ByteBuffer;

/**
 * Inflates zlib streams, one after the other, to the same bytes whatever works, and with the same
 * errors: what libdeflate refuses, Java decides. For one thread at a time; keeps its memory for the
 * next stream.
 */
public final class ZlibInflater implements AutoCloseable {

  private final Inflate java = new Inflate();
  private final NativeInflater library;
  private byte[] out = new byte[0];

  ZlibInflater(boolean useLibrary) {
    this.library = useLibrary ? new NativeInflater() : null;
  }

  /**
   * Inflates the first bytes of a stream, or all of it. Its checksum is verified when its end is
   * met.
   *
   * @param from where the stream starts in {@code in}
   * @param count bytes of it
   * @param needed bytes that are wanted
   * @param capacity bytes that the stream holds at most, ≥ needed; bounds memory
   * @return from position 0 to the limit, until the next call: at least the needed bytes, fewer
   *     when the stream ends before
   * @throws ZlibException when the stream is broken before the needed bytes
   */
  public ByteBuffer inflate(byte[] in, int from, int count, int needed, int capacity)
      throws ZlibException {
    if (library != null) {
      ByteBuffer decoded = library.inflate(in, from, count, needed, capacity);
      if (decoded != null) {
        return decoded;
      }
      // Java says what is wrong, or that it lies behind what is needed.
    }
    if (out.length < needed + Inflate.SLACK) {
      out = new byte[needed + Inflate.SLACK];
    }
    int done = java.decode(in, from, count, out, needed);
    return ByteBuffer.wrap(out, 0, done).slice();
  }

  /** Gives back memory beyond some bytes of each kind. */
  public void trim(int most) {
    if (out.length > most) {
      out = new byte[0];
    }
    if (library != null) {
      library.trim(most);
    }
  }

  @Override
  public void close() {
    if (library != null) {
      library.close();
    }
  }
}
