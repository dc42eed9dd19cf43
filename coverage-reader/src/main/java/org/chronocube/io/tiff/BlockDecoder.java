// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.chronocube.io.deflate.Zlib;

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

  private final Decompressor decompressor;

  private BlockDecoder(Decompressor decompressor) {
    this.decompressor = decompressor;
  }

  /** Decoders at rest: as many as ever worked at once, up to a bound. Safe for concurrent use. */
  static final class Pool {

    private static final int MAX_IDLE = 16;

    private final Zlib zlib;
    private final Deque<BlockDecoder> idle = new ArrayDeque<>();

    Pool(Zlib zlib) {
      this.zlib = zlib;
    }

    BlockDecoder take() {
      BlockDecoder decoder;
      synchronized (idle) {
        decoder = idle.pollLast();
      }
      return decoder == null ? new BlockDecoder(new Decompressor(zlib.newInflater())) : decoder;
    }

    void giveBack(BlockDecoder decoder) {
      decoder.decompressor.trim(MAX_KEPT_SCRATCH);
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
  Object decode(TiffImage image, int rows, ByteBuffer stored) throws IOException {
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
      return Samples.unpack(ByteBuffer.wrap(in, from, count).slice(), rows, width, layout);
    }
    int capacity = rowBytes * image.block().height();
    ByteBuffer raw =
        decompressor.decode(layout.compression(), in, from, count, rowBytes * rows, capacity);
    return Samples.unpack(raw, rows, width, layout);
  }

  private static byte[] reversed(byte[] in, int from, int count) {
    byte[] out = new byte[count];
    for (int i = 0; i < count; i++) {
      out[i] = REVERSED[in[from + i] & 0xff];
    }
    return out;
  }
}
