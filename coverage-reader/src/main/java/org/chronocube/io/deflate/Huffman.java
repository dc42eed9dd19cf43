// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.deflate;

import java.util.Arrays;

/**
 * Lookup table of a canonical Huffman code (RFC 1951, 3.2.2), indexed by the next bits of the
 * stream. Codes longer than the index have a second table behind the first. Reusable.
 *
 * <p>An entry is an int:
 *
 * <pre>
 *   bits 0..7    bits to consume: code and extra bits
 *   bit  31      literal, in bits 16..23
 *   otherwise
 *   bits 8..11   bits of the code alone; of a link, index bits of the second table
 *   bit  12      special: neither a length nor a distance; then one of
 *   bit  13        link to a second table
 *   bit  14        end of block
 *                  else no code
 *   bits 16..30  base length or distance; of a link, start of the second table
 * </pre>
 */
final class Huffman {

  static final int LITERAL = 1 << 31;
  static final int SPECIAL = 1 << 12;
  static final int LINK = 1 << 13;
  static final int END = 1 << 14;

  private static final int MAX_BITS = 15;

  /** The table; its length does not change. */
  final int[] table;

  private final int indexBits;
  private final int[] counts = new int[MAX_BITS + 1];
  private final int[] starts = new int[MAX_BITS + 2];
  private final int[] sorted;

  /**
   * @param indexBits bits of the first table
   * @param symbols most symbols of a code
   */
  Huffman(int indexBits, int symbols) {
    this.indexBits = indexBits;
    // A second table has at most 2^(15 - indexBits) entries and at least two symbols.
    this.table = new int[(1 << indexBits) + (symbols << (MAX_BITS - indexBits)) / 2];
    this.sorted = new int[symbols];
  }

  /**
   * Fills the table.
   *
   * @param lengths bits of each symbol's code, 0 for none
   * @param n number of symbols
   * @param entries of the symbols, without lengths: value, flags, and extra bits in bits 0..7
   * @throws ZlibException when no such code exists
   */
  void build(byte[] lengths, int from, int n, int[] entries) throws ZlibException {
    Arrays.fill(counts, 0);
    for (int i = 0; i < n; i++) {
      counts[lengths[from + i]]++;
    }
    counts[0] = 0;
    int longest = check();
    for (int length = 1; length <= MAX_BITS; length++) {
      starts[length + 1] = starts[length] + counts[length];
    }
    for (int i = 0; i < n; i++) {
      int length = lengths[from + i];
      if (length > 0) {
        sorted[starts[length]++] = i;
      }
    }
    Arrays.fill(starts, 0);
    Arrays.fill(table, 0, 1 << indexBits, SPECIAL);
    fill(longest, entries);
  }

  // Codes must be neither over-subscribed nor, but for a single one, incomplete.
  private int check() throws ZlibException {
    int left = 1;
    int longest = 0;
    int codes = 0;
    for (int length = 1; length <= MAX_BITS; length++) {
      left = (left << 1) - counts[length];
      codes += counts[length];
      longest = counts[length] > 0 ? length : longest;
      if (left < 0) {
        throw new ZlibException("DEFLATE code must not be over-subscribed");
      }
    }
    if (left > 0 && (codes > 1 || longest > 1)) {
      throw new ZlibException("DEFLATE code must be complete");
    }
    return longest;
  }

  private void fill(int longest, int[] entries) {
    int code = 0;
    int next = 0;
    int end = 1 << indexBits;
    int prefix = -1;
    int start = 0;
    int startBits = 0;
    for (int length = 1; length <= longest; length++) {
      for (int i = 0; i < counts[length]; i++) {
        int reversed = Integer.reverse(code) >>> (32 - length);
        int entry = entries[sorted[next++]];
        entry += length << 8 | length;
        if (length <= indexBits) {
          for (int at = reversed; at < 1 << indexBits; at += 1 << length) {
            table[at] = entry;
          }
        } else {
          int low = reversed & ((1 << indexBits) - 1);
          if (low != prefix) {
            prefix = low;
            start = end;
            startBits = secondBits(length, counts[length] - i, longest);
            end += 1 << startBits;
            Arrays.fill(table, start, end, SPECIAL);
            table[low] = start << 16 | SPECIAL | LINK | startBits << 8;
          }
          for (int at = reversed >>> indexBits;
              at < 1 << startBits;
              at += 1 << (length - indexBits)) {
            table[start + at] = entry;
          }
        }
        code++;
      }
      code <<= 1;
    }
  }

  // The second table grows until the codes that are left fill it.
  private int secondBits(int length, int remaining, int longest) {
    int bits = length - indexBits;
    int left = (1 << bits) - remaining;
    while (left > 0 && bits + indexBits < longest) {
      bits++;
      left = (left << 1) - counts[bits + indexBits];
    }
    return bits;
  }
}
