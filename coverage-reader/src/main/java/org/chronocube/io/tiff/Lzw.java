// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * TIFF's LZW (TIFF 6.0 section 13): codes of 9 to 12 bits, most significant bit first, the width
 * growing one code early.
 *
 * <p>A table entry is not a chain of prefixes: it holds the first eight bytes of its string and
 * where the string stands in the output, which is one byte longer than the string before it. So
 * most codes are decoded by one store. Reusable, for one thread.
 */
final class Lzw {

  /** Bytes behind the output that may be overwritten. */
  static final int SLACK = 8;

  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int FIRST = 258;
  private static final int CODES = 4096;

  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LITTLE_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** First eight bytes of each string, the first one lowest. */
  private final long[] heads = new long[CODES];

  private final int[] lengths = new int[CODES];

  /** Where a string starts in the output; of use for those longer than eight bytes. */
  private final int[] positions = new int[CODES];

  Lzw() {
    for (int i = 0; i < CLEAR; i++) {
      heads[i] = i;
      lengths[i] = 1;
    }
  }

  /**
   * Decodes until {@code needed} bytes are there.
   *
   * @param out has room for {@code needed + SLACK} bytes
   * @return number of bytes decoded, less than needed when the data ends early
   * @throws TiffException when a code has no string yet
   */
  int decode(byte[] in, int from, int count, byte[] out, int needed) throws TiffException {
    if (count > 1 && in[from] == 0 && (in[from + 1] & 1) == 1) {
      throw new TiffException("LZW data must have the bit order of TIFF 6.0, has the old one");
    }
    int end = from + count;
    int at = from;
    long bits = 0; // the next bit highest
    int have = 0;
    int width = 9;
    int next = FIRST;
    int done = 0;
    int previous = 0;
    int previousLength = 0; // 0 after a clear code
    long previousHead = 0;
    while (done < needed) {
      if (have < width) {
        if (at + 8 <= end) {
          // What lies below the whole bytes taken is the same bits again at the next refill.
          bits |= (long) BIG_ENDIAN.get(in, at) >>> have;
          int taken = (63 - have) >>> 3;
          at += taken;
          have += taken << 3;
        } else {
          for (; have <= 56 && at < end; have += 8) {
            bits |= (in[at++] & 0xffL) << (56 - have);
          }
          if (have < width) {
            return done;
          }
        }
      }
      int code = (int) (bits >>> (64 - width));
      bits <<= width;
      have -= width;
      if (code == CLEAR) {
        width = 9;
        next = FIRST;
        previousLength = 0;
        continue;
      }
      if (code == END) {
        return done;
      }
      if (previousLength > 0 && next < CODES) {
        // The string before plus the first byte of this one, which may be that very string.
        long first = (code == next ? previousHead : heads[code]) & 0xff;
        heads[next] =
            previousLength < 8 ? previousHead | first << (previousLength << 3) : previousHead;
        lengths[next] = previousLength + 1;
        positions[next] = previous;
        next++;
        if (next >= (1 << width) - 1 && width < 12) {
          width++;
        }
      }
      if (code >= next) {
        throw new TiffException("LZW code must be below " + next + ", was " + code);
      }
      long head = heads[code];
      int length = lengths[code];
      LITTLE_ENDIAN.set(out, done, head);
      previous = done;
      previousLength = length;
      previousHead = head;
      done += length;
      if (length > 8) {
        int rest = Math.min(done, needed) - previous - 8;
        copy(out, positions[code] + 8, previous + 8, rest);
      }
    }
    return needed;
  }

  // Eight bytes at a time, running over into the slack or into what is decoded next.
  private static void copy(byte[] out, int from, int to, int n) {
    if (to - from >= 8) {
      for (int i = 0; i < n; i += 8) {
        LITTLE_ENDIAN.set(out, to + i, (long) LITTLE_ENDIAN.get(out, from + i));
      }
      return;
    }
    for (int i = 0; i < n; i++) {
      out[to + i] = out[from + i];
    }
  }
}
