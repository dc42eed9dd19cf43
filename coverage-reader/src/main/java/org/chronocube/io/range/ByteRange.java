// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.range;

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

  /** The offset after the last byte. */
  public long end() {
    return offset + length;
  }
}
