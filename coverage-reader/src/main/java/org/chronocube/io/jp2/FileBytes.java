// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.chronocube.io.range.ByteRange;
import org.chronocube.io.range.ByteSource;
import org.chronocube.io.range.OpenedSource;

/** Headers of a file, from the bytes that came with opening it or the chunk that was read last. */
final class FileBytes {

  private static final int CHUNK = 16 * 1024;
  private static final int MAX_LENGTH = 16 << 20;

  private final ByteSource source;
  private ByteBuffer chunk;
  private long chunkOffset;

  FileBytes(OpenedSource file) {
    this.source = file.source();
    this.chunk = file.head().slice();
  }

  long size() {
    return source.size();
  }

  /**
   * @return big-endian, from position 0 to the limit
   * @throws Jp2Exception when they do not lie inside the file
   */
  ByteBuffer at(long offset, int length, String what) throws IOException {
    if (length < 0 || length > MAX_LENGTH || offset < 0 || offset + length > size()) {
      throw new Jp2Exception(
          what
              + " must lie inside the file of "
              + size()
              + " bytes, was "
              + length
              + " at "
              + offset);
    }
    if (offset < chunkOffset || offset + length > chunkOffset + chunk.remaining()) {
      long end = Math.min(size(), offset + Math.max(length, CHUNK));
      chunk = source.read(new ByteRange(offset, (int) (end - offset))).slice();
      chunkOffset = offset;
    }
    return chunk.slice((int) (offset - chunkOffset), length);
  }
}
