// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.range;

import java.io.EOFException;
import java.util.List;

/**
 * Some bytes of a source.
 *
 * @param offset of the first byte, ≥ 0
 * @param length in bytes, ≥ 0
 */
public record ByteRange(long offset, int length) {

  public ByteRange {
    if (offset < 0 || length < 0 || offset > Long.MAX_VALUE - length) {
      throw new IllegalArgumentException(
          "byte range must have offset and length >= 0, was " + offset + " + " + length);
    }
  }

  /**
   * Checks that ranges lie inside a content, before anything is allocated for them.
   *
   * @param size of the content in bytes
   * @throws EOFException naming the first range that does not
   */
  public static void checkWithin(List<ByteRange> ranges, long size) throws EOFException {
    for (ByteRange range : ranges) {
      if (range.end() > size) {
        throw new EOFException(
            "bytes %d..%d lie beyond the end of the content at %d"
                .formatted(range.offset(), range.end(), size));
      }
    }
  }

  /** The offset after the last byte. */
  public long end() {
    return offset + length;
  }
}
