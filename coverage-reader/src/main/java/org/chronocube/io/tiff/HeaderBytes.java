// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.chronocube.io.range.ByteRange;
import org.chronocube.io.range.ByteSource;
import org.chronocube.io.range.OpenedSource;

/**
 * Access to the header by absolute offset, with few reads: chunks of some KiB are kept while the
 * header is parsed. For one thread.
 */
final class HeaderBytes {

  private static final int CHUNK = 16 * 1024;

  /** A header of honest files is far smaller; more is the work of a loop or an attack. */
  private static final long MAX_TOTAL = 32L << 20;

  private record Chunk(long offset, ByteBuffer bytes) {
    boolean holds(long from, int length) {
      return from >= offset && from + length <= offset + bytes.remaining();
    }
  }

  private final ByteSource source;
  private final List<Chunk> chunks = new ArrayList<>();
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
  private long total;

  HeaderBytes(OpenedSource file) {
    this.source = file.source();
    chunks.add(new Chunk(0, file.head().slice()));
  }

  void order(ByteOrder value) {
    order = value;
  }

  ByteOrder order() {
    return order;
  }

  ByteSource source() {
    return source;
  }

  /**
   * Some bytes in the file's byte order.
   *
   * @throws TiffException when they do not lie inside the file
   */
  ByteBuffer at(long offset, int length, String what) throws IOException {
    if (offset < 0 || offset > source.size() - length) {
      throw new TiffException(
          what + " must lie inside the file of " + source.size() + " bytes, was at " + offset);
    }
    for (Chunk chunk : chunks) {
      if (chunk.holds(offset, length)) {
        return chunk.bytes().slice((int) (offset - chunk.offset()), length).order(order);
      }
    }
    int wanted = (int) Math.min(Math.max(length, CHUNK), source.size() - offset);
    total += wanted;
    if (total > MAX_TOTAL) {
      throw new TiffException("the header must be smaller than " + MAX_TOTAL + " bytes");
    }
    Chunk chunk = new Chunk(offset, source.read(new ByteRange(offset, wanted)).slice());
    chunks.add(chunk);
    return chunk.bytes().slice(0, length).order(order);
  }
}
