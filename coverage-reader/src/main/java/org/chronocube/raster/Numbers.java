// SPDX-License-Identifier: Apache-2.0
package org.chronocube.raster;

import org.chronocube.band.DataType;

/**
 * An array of samples and what its numbers mean. What depends on the type is here, one loop each.
 *
 * @param type uint8, int8, uint16, int16 or float32
 * @param array {@code byte[]}, {@code short[]} or {@code float[]}
 */
record Numbers(DataType type, Object array) {

  /** Pixels that are looked at together before it is asked which of them it is. */
  private static final int RUN = 512;

  /** Takes found pixels, at most 64 at a time: the lowest bit for the first. */
  interface Found {
    void at(int from, int count, long bits);
  }

  static Numbers of(float[] samples) {
    return new Numbers(DataType.FLOAT32, samples);
  }

  static Numbers of(DataType type, Object integers) {
    boolean fits =
        switch (type) {
          case UINT8, INT8 -> integers instanceof byte[];
          case UINT16, INT16 -> integers instanceof short[];
          default -> false;
        };
    if (!fits) {
      throw new IllegalArgumentException(
          "samples must be bytes or shorts as their type, were "
              + integers.getClass().getSimpleName()
              + " of "
              + type.id());
    }
    return new Numbers(type, integers);
  }

  /** Floats for all types but those of 8 and 16 bits. */
  static Numbers zeros(DataType type, int n) {
    return switch (type) {
      case UINT8, INT8 -> new Numbers(type, new byte[n]);
      case UINT16, INT16 -> new Numbers(type, new short[n]);
      default -> of(new float[n]);
    };
  }

  boolean isInteger() {
    return type != DataType.FLOAT32;
  }

  int length() {
    return array instanceof byte[] bytes
        ? bytes.length
        : array instanceof short[] shorts ? shorts.length : ((float[]) array).length;
  }

  float at(int i) {
    return switch (type) {
      case UINT8 -> ((byte[]) array)[i] & 0xff;
      case INT8 -> ((byte[]) array)[i];
      case UINT16 -> ((short[]) array)[i] & 0xffff;
      case INT16 -> ((short[]) array)[i];
      default -> ((float[]) array)[i];
    };
  }

  Numbers copy() {
    Numbers copy = zeros(type, length());
    copy(0, copy, 0, length());
    return copy;
  }

  Numbers widened() {
    Numbers floats = zeros(DataType.FLOAT32, length());
    copy(0, floats, 0, length());
    return floats;
  }

  /**
   * Copies a run.
   *
   * @param to of the same type, or floats
   */
  void copy(int from, Numbers to, int at, int count) {
    if (type == to.type) {
      System.arraycopy(array, from, to.array, at, count);
      return;
    }
    float[] floats = (float[]) to.array;
    switch (type) {
      case UINT8 -> widen((byte[]) array, from, 0xff, floats, at, count);
      case INT8 -> widen((byte[]) array, from, -1, floats, at, count);
      case UINT16 -> widen((short[]) array, from, 0xffff, floats, at, count);
      default -> widen((short[]) array, from, -1, floats, at, count);
    }
  }

  private static void widen(byte[] s, int from, int bits, float[] to, int at, int count) {
    for (int i = 0; i < count; i++) {
      to[at + i] = s[from + i] & bits;
    }
  }

  private static void widen(short[] s, int from, int bits, float[] to, int at, int count) {
    for (int i = 0; i < count; i++) {
      to[at + i] = s[from + i] & bits;
    }
  }

  boolean contains(float value, int from, int count) {
    if (!isInteger()) {
      return contains((float[]) array, from, count, value);
    }
    return type.holds(value)
        && (array instanceof byte[] bytes
            ? ByteSearch.contains(bytes, from, count, (int) value)
            : contains((short[]) array, from, count, (short) (int) value));
  }

  private static boolean contains(short[] s, int from, int count, short sought) {
    boolean found = false;
    for (int i = from; i < from + count; i++) {
      found |= s[i] == sought;
    }
    return found;
  }

  private static boolean contains(float[] s, int from, int count, float sought) {
    boolean found = false;
    for (int i = from; i < from + count; i++) {
      found |= s[i] == sought;
    }
    return found;
  }

  /** Tells where a value is. */
  void forEach(float value, int from, int count, Found found) {
    if (isInteger() && !type.holds(value)) {
      return;
    }
    for (int done = 0; done < count; done += RUN) {
      int run = Math.min(RUN, count - done);
      if (contains(value, from + done, run)) {
        for (int i = done; i < done + run; i += 64) {
          int some = Math.min(64, done + run - i);
          long bits = equal(value, from + i, some);
          if (bits != 0) {
            found.at(from + i, some, bits);
          }
        }
      }
    }
  }

  private long equal(float value, int from, int count) {
    if (array instanceof byte[] bytes) {
      return equal(bytes, (byte) (int) value, from, count);
    }
    return array instanceof short[] shorts
        ? equal(shorts, (short) (int) value, from, count)
        : equal((float[]) array, value, from, count);
  }

  private static long equal(byte[] s, byte value, int from, int count) {
    long bits = 0;
    for (int i = 0; i < count; i++) {
      bits |= (s[from + i] == value ? 1L : 0L) << i;
    }
    return bits;
  }

  private static long equal(short[] s, short value, int from, int count) {
    long bits = 0;
    for (int i = 0; i < count; i++) {
      bits |= (s[from + i] == value ? 1L : 0L) << i;
    }
    return bits;
  }

  private static long equal(float[] s, float value, int from, int count) {
    long bits = 0;
    for (int i = 0; i < count; i++) {
      bits |= (s[from + i] == value ? 1L : 0L) << i;
    }
    return bits;
  }
}
