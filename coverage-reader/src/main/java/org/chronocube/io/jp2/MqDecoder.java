// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

import java.util.Arrays;

/**
 * The arithmetic decoder of JPEG 2000 and, for lazy passes, the reader of raw bits (ISO/IEC
 * 15444-1, annex C and D.6). One decoder serves many segments, one after the other.
 */
final class MqDecoder {

  static final int CONTEXTS = 19;
  static final int CONTEXT_RUN = 17;
  static final int CONTEXT_UNIFORM = 18;

  // Table C.2, each state twice: the even entry for a more probable symbol of 0, the odd one for 1.
  private static final int[] QE = new int[94];
  private static final byte[] NEXT_MPS = new byte[94];
  private static final byte[] NEXT_LPS = new byte[94];
  private static final int[] TABLE_QE = {
    0x5601, 0x3401, 0x1801, 0x0AC1, 0x0521, 0x0221, 0x5601, 0x5401, 0x4801, 0x3801, 0x3001, 0x2401,
    0x1C01, 0x1601, 0x5601, 0x5401, 0x5101, 0x4801, 0x3801, 0x3401, 0x3001, 0x2801, 0x2401, 0x2201,
    0x1C01, 0x1801, 0x1601, 0x1401, 0x1201, 0x1101, 0x0AC1, 0x09C1, 0x08A1, 0x0521, 0x0441, 0x02A1,
    0x0221, 0x0141, 0x0111, 0x0085, 0x0049, 0x0025, 0x0015, 0x0009, 0x0005, 0x0001, 0x5601
  };
  private static final int[] TABLE_MPS = {
    1, 2, 3, 4, 5, 38, 7, 8, 9, 10, 11, 12, 13, 29, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
    27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 45, 46
  };
  private static final int[] TABLE_LPS = {
    1, 6, 9, 12, 29, 33, 6, 14, 14, 14, 17, 18, 20, 21, 14, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22,
    23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 46
  };

  static {
    for (int i = 0; i < 47; i++) {
      boolean switches = i == 0 || i == 6 || i == 14;
      for (int mps = 0; mps < 2; mps++) {
        QE[2 * i + mps] = TABLE_QE[i];
        NEXT_MPS[2 * i + mps] = (byte) (2 * TABLE_MPS[i] + mps);
        NEXT_LPS[2 * i + mps] = (byte) (2 * TABLE_LPS[i] + (switches ? 1 - mps : mps));
      }
    }
  }

  private final byte[] states = new byte[CONTEXTS];
  private byte[] data;
  private int position;
  private int end;
  private int a;
  private int c;
  private int ct;
  private int rawByte;
  private int rawBits;

  /** Table D.7: the states at the beginning of a code-block. */
  void resetContexts() {
    Arrays.fill(states, (byte) 0);
    states[0] = 2 * 4;
    states[CONTEXT_RUN] = 2 * 3;
    states[CONTEXT_UNIFORM] = 2 * 46;
  }

  /** Begins a segment of arithmetic code. */
  void start(byte[] bytes, int from, int to) {
    data = bytes;
    position = from;
    end = to;
    c = at(position) << 16;
    byteIn();
    c <<= 7;
    ct -= 7;
    a = 0x8000;
  }

  /** Begins a segment of raw bits. */
  void startRaw(byte[] bytes, int from, int to) {
    data = bytes;
    position = from;
    end = to;
    rawByte = 0;
    rawBits = 0;
  }

  // Beyond the end of a segment there are ones (C.3.4), as after a marker.
  private int at(int index) {
    return index < end ? data[index] & 0xff : 0xff;
  }

  private void byteIn() {
    if (at(position) == 0xff) {
      int next = at(position + 1);
      if (next > 0x8f) {
        c += 0xff00;
        ct = 8;
      } else {
        position++;
        c += next << 9;
        ct = 7;
      }
    } else {
      position++;
      c += at(position) << 8;
      ct = 8;
    }
  }

  /** The next binary decision in a context. */
  int decode(int context) {
    int state = states[context];
    int qe = QE[state];
    int bit = state & 1;
    a -= qe;
    if (c >>> 16 < qe) {
      if (a < qe) {
        states[context] = NEXT_MPS[state];
      } else {
        bit ^= 1;
        states[context] = NEXT_LPS[state];
      }
      a = qe;
      renormalize();
    } else {
      c -= qe << 16;
      if ((a & 0x8000) == 0) {
        if (a < qe) {
          bit ^= 1;
          states[context] = NEXT_LPS[state];
        } else {
          states[context] = NEXT_MPS[state];
        }
        renormalize();
      }
    }
    return bit;
  }

  private void renormalize() {
    do {
      if (ct == 0) {
        byteIn();
      }
      a <<= 1;
      c <<= 1;
      ct--;
    } while ((a & 0x8000) == 0);
  }

  /** The next raw bit; after a byte of ones a bit is stuffed. */
  int rawBit() {
    if (rawBits == 0) {
      boolean stuffed = rawByte == 0xff;
      rawByte = at(position++);
      rawBits = stuffed ? 7 : 8;
    }
    rawBits--;
    return rawByte >> rawBits & 1;
  }
}
