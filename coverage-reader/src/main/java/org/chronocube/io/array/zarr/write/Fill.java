// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr.write;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.chronocube.io.array.ElementType;

/** The bytes of the element that stands where nothing was written. */
final class Fill {

  private final byte[] bytes;

  private Fill(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Of a variable that has one. */
  static Fill of(Variable variable) {
    return new Fill(bytes(variable.type(), variable.fill()));
  }

  private static byte[] bytes(ElementType type, double value) {
    ByteBuffer out = ByteBuffer.allocate(type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    switch (type) {
      case INT8, UINT8 -> out.put((byte) (long) value);
      case INT16, UINT16 -> out.putShort((short) (long) value);
      case INT32, UINT32 -> out.putInt((int) (long) value);
      case INT64, UINT64 -> out.putLong((long) value);
      case FLOAT32 -> out.putFloat((float) value);
      case FLOAT64 -> out.putDouble(value);
    }
    return out.array();
  }

  /** True when elements are nothing else. */
  boolean isAll(byte[] elements) {
    int size = bytes.length;
    return Arrays.equals(elements, 0, size, bytes, 0, size)
        && Arrays.equals(elements, 0, elements.length - size, elements, size, elements.length);
  }

  /** As many elements. */
  byte[] array(int count) {
    byte[] all = new byte[Math.multiplyExact(count, bytes.length)];
    for (int i = 0; i < all.length; i += bytes.length) {
      System.arraycopy(bytes, 0, all, i, bytes.length);
    }
    return all;
  }
}
