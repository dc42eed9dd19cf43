// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

/** The bits of packet headers: after a byte of ones, one bit is stuffed (B.10.1). */
final class PacketBits {

  private final byte[] data;
  private final int end;
  private int position;
  private int current;
  private int left;

  PacketBits(byte[] data, int end) {
    this.data = data;
    this.end = end;
  }

  void start(int at) {
    position = at;
    current = 0;
    left = 0;
  }

  int bit() throws Jp2Exception {
    if (left == 0) {
      left = current == 0xff ? 7 : 8;
      if (position >= end) {
        throw new Jp2Exception("packet header must end inside its tile");
      }
      current = data[position++] & 0xff;
    }
    left--;
    return current >> left & 1;
  }

  int bits(int count) throws Jp2Exception {
    if (count > 31) {
      throw new Jp2Exception("length of a segment must have at most 31 bits, was " + count);
    }
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | bit();
    }
    return value;
  }

  /** Ends a header; gives where its packet's body begins. */
  int align() {
    if (current == 0xff) {
      position++;
    }
    left = 0;
    current = 0;
    return position;
  }
}
