// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.zip;

import java.io.IOException;

/**
 * A canonical Huffman code (RFC 1951, 3.2.2). Immutable, since the inflater's marks keep it. Codes
 * of up to {@link #INDEX_BITS} bits are looked up, longer ones walked bit by bit.
 */
final class Huffman {

  static final int INDEX_BITS = 10;
  private static final int MAX_BITS = 15;

  /** By the next bits of the stream: symbol × 16 + bits of its code, or 0 for a longer code. */
  private final short[] index = new short[1 << INDEX_BITS];

  private final int[] counts = new int[MAX_BITS + 1];
  private final short[] symbols;

  /**
   * @param lengths bits of each symbol's code, 0 for none
   * @throws IOException when there is no such code
   */
  Huffman(byte[] lengths, int from, int n) throws IOException {
    int[] starts = new int[MAX_BITS + 2];
    for (int i = 0; i < n; i++) {
      counts[lengths[from + i]]++;
    }
    symbols = new short[n - counts[0]];
    counts[0] = 0;
    check();
    for (int length = 1; length <= MAX_BITS; length++) {
      starts[length + 1] = starts[length] + counts[length];
    }
    for (int i = 0; i < n; i++) {
      if (lengths[from + i] > 0) {
        symbols[starts[lengths[from + i]]++] = (short) i;
      }
    }
    fill();
  }

  // Codes must be neither over-subscribed nor, but for a single one, incomplete.
  private void check() throws IOException {
    int left = 1;
    for (int length = 1; length <= MAX_BITS; length++) {
      left = (left << 1) - counts[length];
      if (left < 0) {
        throw new IOException("DEFLATE code must not be over-subscribed");
      }
    }
    if (left > 0 && (symbols.length > 1 || (symbols.length == 1 && counts[1] == 0))) {
      throw new IOException("DEFLATE code must be complete");
    }
  }

  private void fill() {
    int code = 0;
    int next = 0;
    for (int length = 1; length <= INDEX_BITS; length++) {
      for (int i = 0; i < counts[length]; i++) {
        int reversed = Integer.reverse(code++) >>> (32 - length);
        for (int at = reversed; at < index.length; at += 1 << length) {
          index[at] = (short) (symbols[next] << 4 | length);
        }
        next++;
      }
      code <<= 1;
    }
  }

  /**
   * The symbol whose code comes next.
   *
   * @param bits of the stream, at least 15
   * @return symbol × 16 + bits of its code
   * @throws IOException when no code begins like this
   */
  int next(long bits) throws IOException {
    int found = index[(int) bits & ((1 << INDEX_BITS) - 1)];
    return found != 0 ? found : walk(bits);
  }

  private int walk(long bits) throws IOException {
    int code = 0;
    int first = 0;
    int at = 0;
    for (int length = 1; length <= MAX_BITS; length++) {
      code |= (int) (bits >>> (length - 1)) & 1;
      if (code - first < counts[length]) {
        return symbols[at + code - first] << 4 | length;
      }
      at += counts[length];
      first = (first + counts[length]) << 1;
      code <<= 1;
    }
    throw new IOException("DEFLATE code must be one that is defined");
  }
}
