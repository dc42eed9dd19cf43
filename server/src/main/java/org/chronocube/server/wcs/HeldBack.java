// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongConsumer;

/**
 * Keeps the first bytes of an answer until there are too many to keep, or no more; only then is the
 * answer begun. Used by one thread.
 */
final class HeldBack extends OutputStream {

  /** Begins the answer. */
  interface Start {
    OutputStream begin() throws IOException;
  }

  private final int limit;
  private final Start start;
  private final LongConsumer waited;
  private ByteArrayOutputStream held = new ByteArrayOutputStream();
  private OutputStream out;

  /**
   * @param limit bytes that are kept
   * @param start asked for the client's stream once, when the first byte is sent
   * @param waited told the nanoseconds that each sending took
   */
  HeldBack(int limit, Start start, LongConsumer waited) {
    this.limit = limit;
    this.start = start;
    this.waited = waited;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (out == null) {
      if (held.size() + (long) length <= limit) {
        held.write(bytes, offset, length);
        return;
      }
      release();
    }
    long from = System.nanoTime();
    out.write(bytes, offset, length);
    waited.accept(System.nanoTime() - from);
  }

  /** Sends what is still kept and ends the answer. */
  void finish() throws IOException {
    if (out == null) {
      release();
    }
    out.close();
  }

  private void release() throws IOException {
    out = start.begin();
    long from = System.nanoTime();
    held.writeTo(out);
    waited.accept(System.nanoTime() - from);
    held = null;
  }
}
