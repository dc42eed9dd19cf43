// SPDX-License-Identifier: Apache-2.0
package org.chronocube.raster;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for a byte, eight at a time. */
final class ByteSearch {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private ByteSearch() {}

  /**
   * @param value of which the lowest 8 bits are sought
   */
  static boolean contains(byte[] bytes, int from, int count, int value) {
    long pattern = (value & 0xff) * ONES;
    int end = from + count;
    int i = from;
    long found = 0;
    for (; i <= end - 8; i += 8) {
      long x = (long) LONGS.get(bytes, i) ^ pattern;
      // The high bit of the lowest zero byte is set, and none where no byte is zero.
      found |= (x - ONES) & ~x & HIGHS;
    }
    for (; i < end; i++) {
      found |= bytes[i] == (byte) value ? 1 : 0;
    }
    return found != 0;
  }
}
