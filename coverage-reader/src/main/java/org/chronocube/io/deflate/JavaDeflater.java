// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.deflate;

import java.util.Arrays;
import java.util.zip.Deflater;

/** Deflates by the JDK's zlib. */
final class JavaDeflater implements StreamDeflater {

  private static final int MAX_KEPT = 4 << 20;

  private final Deflater deflater;
  private byte[] out = new byte[0];

  JavaDeflater(int level) {
    this.deflater = new Deflater(level);
  }

  @Override
  public byte[] deflate(byte[] data, int from, int count) {
    // What zlib's deflateBound gives, more or less; it grows should that be too little.
    int bound = count + (count >>> 10) + 64;
    if (out.length < bound) {
      out = new byte[bound];
    }
    deflater.reset();
    deflater.setInput(data, from, count);
    deflater.finish();
    int done = 0;
    while (!deflater.finished()) {
      if (done == out.length) {
        out = Arrays.copyOf(out, Math.addExact(out.length, out.length / 2 + 64));
      }
      done += deflater.deflate(out, done, out.length - done);
    }
    return Arrays.copyOf(out, done);
  }

  @Override
  public void trim() {
    if (out.length > MAX_KEPT) {
      out = new byte[0];
    }
  }

  @Override
  public void close() {
    deflater.end();
  }
}
