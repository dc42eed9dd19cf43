// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Elements of two bytes as Blosc shuffles them: block by block, all low bytes before all high ones.
 * Windows need few elements of a chunk, so only these are put together.
 *
 * @param bytes of all blocks, then four bytes that tell how long a block is
 */
record ShuffledShorts(byte[] bytes) {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** Room for blocks. */
  static byte[] allocate(int length, int blockSize) {
    byte[] bytes = new byte[Math.addExact(length, Integer.BYTES)];
    INT.set(bytes, length, blockSize);
    return bytes;
  }

  /**
   * Copies elements.
   *
   * @param from number of the first one
   * @param at where it goes
   */
  void copy(int from, short[] to, int at, int count) {
    int length = bytes.length - Integer.BYTES;
    int inBlock = (int) INT.get(bytes, length) / Short.BYTES;
    int done = 0;
    while (done < count) {
      int first = (from + done) / inBlock * inBlock;
      int elements = Math.min(inBlock, length / Short.BYTES - first);
      int inside = from + done - first;
      int n = Math.min(count - done, elements - inside);
      int low = first * Short.BYTES + inside;
      Shuffle.shorts(bytes, low, low + elements, to, at + done, n);
      done += n;
    }
  }
}
