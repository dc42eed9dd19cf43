// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import org.chronocube.io.array.ElementType;

/**
 * How the elements of one chunk were made bytes.
 *
 * @param order of the bytes of an element
 * @param axes of the array, in the order in which they are stored, the slowest first; C order when
 *     they ascend
 * @param codecs to undo, in this order
 */
record ChunkCoding(ByteOrder order, List<Integer> axes, List<BytesCodec> codecs) {

  // What checksums and the like may add on the way.
  private static final int SLACK = 64;

  ChunkCoding {
    axes = List.copyOf(axes);
    codecs = List.copyOf(codecs);
  }

  /**
   * @param shape of the whole chunk
   * @return its elements, in C order
   */
  Object decode(byte[] data, ElementType type, int[] shape) throws IOException {
    int count = 1;
    for (int n : shape) {
      count *= n;
    }
    int size = count * type.bytes();
    byte[] bytes = data;
    for (BytesCodec codec : codecs) {
      bytes = codec.decode(bytes, size + SLACK);
    }
    if (bytes.length < size) {
      throw new IOException("a chunk must give " + size + " bytes, gave " + bytes.length);
    }
    return type.decode(isOrdered() ? bytes : ordered(bytes, type.bytes(), shape), order, count);
  }

  /** True when chunks are Blosc containers of integers of 16 bits, low bytes first, in C order. */
  boolean isShuffledShorts(ElementType type) {
    return type.bytes() == Short.BYTES
        && order == ByteOrder.LITTLE_ENDIAN
        && isOrdered()
        && codecs.size() == 1
        && codecs.get(0) == Codecs.BLOSC;
  }

  private boolean isOrdered() {
    for (int i = 0; i < axes.size(); i++) {
      if (axes.get(i) != i) {
        return false;
      }
    }
    return true;
  }

  private byte[] ordered(byte[] stored, int size, int[] shape) {
    int rank = shape.length;
    int[] stride = new int[rank];
    int step = size;
    for (int i = rank - 1; i >= 0; i--) {
      stride[axes.get(i)] = step;
      step *= shape[axes.get(i)];
    }
    byte[] out = new byte[step];
    int[] index = new int[rank];
    int from = 0;
    for (int to = 0; to < step; to += size) {
      System.arraycopy(stored, from, out, to, size);
      for (int d = rank - 1; d >= 0; d--) {
        from += stride[d];
        if (++index[d] < shape[d]) {
          break;
        }
        from -= index[d] * stride[d];
        index[d] = 0;
      }
    }
    return out;
  }
}
