// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * TIFF's LZW (TIFF 6.0 section 13): codes of 9 to 12 bits, most significant bit first, the width
 * growing one code early.
 *
 * <p>A table entry is not a chain of prefixes but a place in the output: the string of a new code
 * is the string before it plus the byte that follows it there, so it is already written. Decoding a
 * code is a short forward copy. Reusable, for one thread.
 */
final class Lzw {

  /** Bytes behind the output that may be overwritten. */
  static final int SLACK = 8;

  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int FIRST = 258;
  private static final int CODES = 4096;

  private static final VarHandle LONG_BE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG_NATIVE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final int[] position = new int[CODES + 1];
  private final int[] length = new int[CODES + 1];

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
    int in0 = from;
    long bits = 0; // left-aligned
    int have = 0;
    int width = 9;
    int next = FIRST;
    int done = 0;
    int previous = 0;
    int previousLength = 0; // 0 after a clear code
    while (done < needed) {
      if (have < width) {
        if (in0 + 8 <= end) {
          bits |= (long) LONG_BE.get(in, in0) >>> have;
          int taken = (63 - have) >>> 3;
          in0 += taken;
          have += taken << 3;
          // Bits beyond the whole bytes taken come again with the next refill: or is idempotent.
        } else {
          while (have <= 56 && in0 < end) {
            bits |= (in[in0++] & 0xffL) << (56 - have);
            have += 8;
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
        position[next] = previous;
        length[next] = previousLength + 1;
        next++;
        if (next >= (1 << width) - 1 && width < 12) {
          width++;
        }
      }
      previous = done;
      if (code < CLEAR) {
        out[done++] = (byte) code;
        previousLength = 1;
        continue;
      }
      if (code >= next) {
        throw new TiffException("LZW code must be below " + next + ", was " + code);
      }
      int n = Math.min(length[code], needed - done);
      copy(out, position[code], done, n);
      previousLength = n;
      done += n;
    }
    return done;
  }

  // Eight bytes at a time, running over into the slack or into what is decoded next.
  private static void copy(byte[] out, int from, int to, int n) {
    if (to - from >= 8) {
      for (int i = 0; i < n; i += 8) {
        LONG_NATIVE.set(out, to + i, (long) LONG_NATIVE.get(out, from + i));
      }
      return;
    }
    for (int i = 0; i < n; i++) {
      out[to + i] = out[from + i];
    }
  }
}
