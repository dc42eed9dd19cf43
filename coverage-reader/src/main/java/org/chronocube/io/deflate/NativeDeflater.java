// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.deflate;

import java.lang.ref.Cleaner;

/** Deflates by libdeflate at one level. For one thread. */
final class NativeDeflater implements StreamDeflater {

  private static final Cleaner CLEANER = Cleaner.create();

  private static final int MAX_KEPT = 4 << 20;

  private final long compressor;
  private final Cleaner.Cleanable handle;
  private final NativeMemory in = new NativeMemory();
  private final NativeMemory out = new NativeMemory();

  NativeDeflater(int level) {
    long made = LibDeflate.allocCompressor(level);
    if (made == 0) {
      throw new OutOfMemoryError("libdeflate got no memory for a compressor");
    }
    compressor = made;
    handle = CLEANER.register(this, () -> LibDeflate.freeCompressor(made));
  }

  @Override
  public byte[] deflate(byte[] data, int from, int count) {
    in.require(count);
    in.bytes().put(0, data, from, count);
    long bound = LibDeflate.zlibCompressBound(compressor, count);
    out.require(bound);
    long length = LibDeflate.zlibCompress(compressor, in.address(), count, out.address(), bound);
    if (length == 0) {
      throw new IllegalStateException("libdeflate must compress " + count + " bytes to " + bound);
    }
    byte[] stream = new byte[Math.toIntExact(length)];
    out.bytes().get(0, stream);
    return stream;
  }

  @Override
  public void trim() {
    if (in.size() > MAX_KEPT || out.size() > MAX_KEPT) {
      in.release();
      out.release();
    }
  }

  @Override
  public void close() {
    handle.clean();
    in.release();
    out.release();
  }
}
