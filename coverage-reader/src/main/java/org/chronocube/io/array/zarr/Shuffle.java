// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * From all first bytes of the elements, all second ones and so on to elements; a rest shorter than
 * an element stays at the end. Elements of two and four bytes, the usual ones, are put together
 * eight bytes at a time.
 */
final class Shuffle {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private Shuffle() {}

  /**
   * @param data shuffled, from its start
   * @param length bytes of it
   * @param size bytes of an element, &ge; 1
   * @param at first byte of {@code out} that is written
   */
  static void undo(byte[] data, int length, int size, byte[] out, int at) {
    int n = length / size;
    int done =
        switch (size) {
          case 1 -> 0;
          case 2 -> pairs(data, n, out, at);
          case 4 -> fours(data, n, out, at);
          default -> 0;
        };
    for (int b = 0; b < size; b++) {
      int from = b * n;
      for (int i = done, to = at + done * size + b; i < n; i++, to += size) {
        out[to] = data[from + i];
      }
    }
    System.arraycopy(data, n * size, out, at + n * size, length - n * size);
  }

  /**
   * Puts elements of two bytes together, low bytes first.
   *
   * @param low where the low byte of the first element is
   * @param high where its high byte is
   */
  static void shorts(byte[] data, int low, int high, short[] out, int at, int count) {
    for (int i = 0; i < count; i++) {
      out[at + i] = (short) (data[low + i] & 0xff | data[high + i] << 8);
    }
  }

  // Four elements of two bytes at a time.
  private static int pairs(byte[] data, int n, byte[] out, int at) {
    int most = n & ~3;
    for (int i = 0; i < most; i += 4) {
      long low = spread((int) INT.get(data, i));
      long high = spread((int) INT.get(data, n + i));
      LONG.set(out, at + 2 * i, low | high << 8);
    }
    return most;
  }

  // Two elements of four bytes at a time.
  private static int fours(byte[] data, int n, byte[] out, int at) {
    int most = n & ~1;
    for (int i = 0; i < most; i += 2) {
      long value =
          halves((short) SHORT.get(data, i))
              | halves((short) SHORT.get(data, n + i)) << 8
              | halves((short) SHORT.get(data, 2 * n + i)) << 16
              | halves((short) SHORT.get(data, 3 * n + i)) << 24;
      LONG.set(out, at + 4 * i, value);
    }
    return most;
  }

  /** Four bytes, each with a zero byte above it. */
  private static long spread(int bytes) {
    long x = bytes & 0xffffffffL;
    x = (x | x << 16) & 0x0000ffff0000ffffL;
    return (x | x << 8) & 0x00ff00ff00ff00ffL;
  }

  /** Two bytes, each with three zero bytes above it. */
  private static long halves(short bytes) {
    long x = bytes & 0xffffL;
    return (x | x << 24) & 0x000000ff000000ffL;
  }
}
