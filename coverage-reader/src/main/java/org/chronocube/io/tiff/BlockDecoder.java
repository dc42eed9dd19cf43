// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Turns the stored bytes of a block into samples. Holds scratch memory and the state of the codecs,
 * so it is used by one thread at a time and kept in a {@link Pool}.
 */
final class BlockDecoder {

  private static final byte[] REVERSED = new byte[256];

  static {
    for (int i = 0; i < 256; i++) {
      REVERSED[i] = (byte) (Integer.reverse(i) >>> 24);
    }
  }

  private final Decompressor decompressor = new Decompressor();
  private byte[] scratch = new byte[0];

  private BlockDecoder() {}

  /** Decoders at rest: as many as ever worked at once, up to a bound. Safe for concurrent use. */
  static final class Pool {

    private static final int MAX_IDLE = 16;

    private final Deque<BlockDecoder> idle = new ArrayDeque<>();

    BlockDecoder take() {
      synchronized (idle) {
        BlockDecoder decoder = idle.pollLast();
        return decoder == null ? new BlockDecoder() : decoder;
      }
    }

    void giveBack(BlockDecoder decoder) {
      if (decoder.scratch.length > MAX_KEPT_SCRATCH) {
        decoder.scratch = new byte[0];
      }
      synchronized (idle) {
        if (idle.size() < MAX_IDLE) {
          idle.addLast(decoder);
          return;
        }
      }
      decoder.decompressor.close();
    }
  }

  private static final int MAX_KEPT_SCRATCH = 4 << 20;

  /**
   * @param rows of the block that are wanted
   * @param stored the block's bytes as they are in the file
   */
  Object decode(TiffImage image, int rows, ByteBuffer stored) throws TiffException {
    SampleLayout layout = image.layout();
    int blockWidth = image.block().width();
    int rowBytes = (int) layout.rowBytes(blockWidth);
    int width = blockWidth * layout.blockBands();
    byte[] in = stored.array();
    int from = stored.arrayOffset() + stored.position();
    int count = stored.remaining();
    if (layout.reverseBits()) {
      in = reversed(in, from, count);
      from = 0;
    }
    if (layout.compression() == Compression.NONE) {
      return Samples.unpack(in, from, rows, width, layout);
    }
    int capacity = rowBytes * image.block().height();
    if (scratch.length < capacity + Decompressor.SLACK) {
      scratch = new byte[capacity + Decompressor.SLACK];
    }
    decompressor.decode(layout.compression(), in, from, count, scratch, rowBytes * rows, capacity);
    return Samples.unpack(scratch, 0, rows, width, layout);
  }

  private static byte[] reversed(byte[] in, int from, int count) {
    byte[] out = new byte[count];
    for (int i = 0; i < count; i++) {
      out[i] = REVERSED[in[from + i] & 0xff];
    }
    return out;
  }
}
