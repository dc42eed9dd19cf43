// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.tiff;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The LZW compression of TIFF 6.0, section 13: codes of 9 to 12 bits, most significant bit first,
 * widened as soon as the last code of a width is in the table.
 */
final class Lzw {

  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int FIRST = 258;
  private static final int LAST = 4094;
  // Prime, about twice the number of codes: the load stays below one half.
  private static final int HASH = 9001;

  private final ByteArrayOutputStream out;
  private final int[] keys = new int[HASH];
  private final short[] codes = new short[HASH];
  private int next;
  private int width;
  private int bits;
  private int bitCount;

  private Lzw(int expected) {
    out = new ByteArrayOutputStream(Math.max(64, expected));
  }

  static byte[] compress(byte[] data) {
    Lzw lzw = new Lzw(data.length / 2);
    lzw.run(data);
    return lzw.out.toByteArray();
  }

  private void run(byte[] data) {
    width = 9;
    emit(CLEAR);
    reset();
    int prefix = data[0] & 0xff;
    for (int i = 1; i < data.length; i++) {
      int value = data[i] & 0xff;
      int slot = find(prefix << 8 | value);
      if (keys[slot] >= 0) {
        prefix = codes[slot];
        continue;
      }
      emit(prefix);
      keys[slot] = prefix << 8 | value;
      codes[slot] = (short) next;
      grow();
      prefix = value;
    }
    emit(prefix);
    grow();
    emit(END);
    if (bitCount > 0) {
      out.write(bits << (8 - bitCount));
    }
  }

  private int find(int key) {
    int slot = (key * 31 & 0x7fffffff) % HASH;
    while (keys[slot] >= 0 && keys[slot] != key) {
      slot = slot + 1 == HASH ? 0 : slot + 1;
    }
    return slot;
  }

  private void grow() {
    next++;
    if (next == LAST) {
      emit(CLEAR);
      reset();
    } else if (next == 1 << width) {
      width++;
    }
  }

  private void reset() {
    Arrays.fill(keys, -1);
    next = FIRST;
    width = 9;
  }

  private void emit(int code) {
    bits = bits << width | code;
    bitCount += width;
    while (bitCount >= 8) {
      bitCount -= 8;
      out.write(bits >> bitCount);
    }
    bits &= (1 << bitCount) - 1;
  }
}
