// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Optional;
import org.chronocube.band.DataType;

/** Types of numbers in arrays. Booleans are {@link #UINT8}. */
public enum ElementType {
  INT8(1, DataType.INT8),
  UINT8(1, DataType.UINT8),
  INT16(2, DataType.INT16),
  UINT16(2, DataType.UINT16),
  INT32(4, DataType.INT32),
  UINT32(4, DataType.UINT32),
  INT64(8, DataType.FLOAT64),
  UINT64(8, DataType.FLOAT64),
  FLOAT32(4, DataType.FLOAT32),
  FLOAT64(8, DataType.FLOAT64);

  private final int bytes;
  private final DataType raster;

  ElementType(int bytes, DataType raster) {
    this.bytes = bytes;
    this.raster = raster;
  }

  /** The type of a name such as {@code int16}; empty when it is none of a number. */
  public static Optional<ElementType> of(String name) {
    for (ElementType type : values()) {
      if (type.name().equals(name.toUpperCase(Locale.ROOT))) {
        return Optional.of(type);
      }
    }
    return name.equals("bool") ? Optional.of(UINT8) : Optional.empty();
  }

  /** Bytes of one element. */
  public int bytes() {
    return bytes;
  }

  /** The type of a raster that holds such numbers; of 64-bit integers a floating one. */
  public DataType raster() {
    return raster;
  }

  /** The type of the same bits without a sign, as NetCDF's attribute {@code _Unsigned} asks. */
  public ElementType unsigned() {
    return switch (this) {
      case INT8 -> UINT8;
      case INT16 -> UINT16;
      case INT32 -> UINT32;
      case INT64 -> UINT64;
      default -> this;
    };
  }

  /**
   * Bytes as numbers.
   *
   * @param data exactly the bytes of {@code count} elements from its start on
   * @return a primitive array of that many elements, bits as stored
   */
  public Object decode(byte[] data, ByteOrder order, int count) {
    ByteBuffer bytes = ByteBuffer.wrap(data).order(order);
    switch (this) {
      case INT8, UINT8 -> {
        byte[] to = new byte[count];
        bytes.get(to);
        return to;
      }
      case INT16, UINT16 -> {
        short[] to = new short[count];
        bytes.asShortBuffer().get(to);
        return to;
      }
      case INT32, UINT32 -> {
        int[] to = new int[count];
        bytes.asIntBuffer().get(to);
        return to;
      }
      case INT64, UINT64 -> {
        long[] to = new long[count];
        bytes.asLongBuffer().get(to);
        return to;
      }
      case FLOAT32 -> {
        float[] to = new float[count];
        bytes.asFloatBuffer().get(to);
        return to;
      }
      default -> {
        double[] to = new double[count];
        bytes.asDoubleBuffer().get(to);
        return to;
      }
    }
  }

  /**
   * Copies elements of an array of {@link #decode} as samples.
   *
   * @param from first element
   * @param to samples from {@code at} on
   */
  void samples(Object elements, int from, float[] to, int at, int count) {
    switch (this) {
      case INT8 -> {
        byte[] a = (byte[]) elements;
        for (int i = 0; i < count; i++) {
          to[at + i] = a[from + i];
        }
      }
      case UINT8 -> {
        byte[] a = (byte[]) elements;
        for (int i = 0; i < count; i++) {
          to[at + i] = a[from + i] & 0xff;
        }
      }
      case INT16 -> {
        short[] a = (short[]) elements;
        for (int i = 0; i < count; i++) {
          to[at + i] = a[from + i];
        }
      }
      case UINT16 -> {
        short[] a = (short[]) elements;
        for (int i = 0; i < count; i++) {
          to[at + i] = a[from + i] & 0xffff;
        }
      }
      case INT32 -> {
        int[] a = (int[]) elements;
        for (int i = 0; i < count; i++) {
          to[at + i] = a[from + i];
        }
      }
      case UINT32 -> {
        int[] a = (int[]) elements;
        for (int i = 0; i < count; i++) {
          to[at + i] = a[from + i] & 0xffffffffL;
        }
      }
      case FLOAT32 -> System.arraycopy(elements, from, to, at, count);
      default -> {
        for (int i = 0; i < count; i++) {
          to[at + i] = (float) value(elements, from + i);
        }
      }
    }
  }

  /** One element of an array of {@link #decode}. */
  public double value(Object elements, int index) {
    return switch (this) {
      case INT8 -> ((byte[]) elements)[index];
      case UINT8 -> ((byte[]) elements)[index] & 0xff;
      case INT16 -> ((short[]) elements)[index];
      case UINT16 -> ((short[]) elements)[index] & 0xffff;
      case INT32 -> ((int[]) elements)[index];
      case UINT32 -> ((int[]) elements)[index] & 0xffffffffL;
      case INT64 -> ((long[]) elements)[index];
      case UINT64 -> unsigned(((long[]) elements)[index]);
      case FLOAT32 -> ((float[]) elements)[index];
      case FLOAT64 -> ((double[]) elements)[index];
    };
  }

  private static double unsigned(long bits) {
    return bits >= 0 ? bits : (bits >>> 1) * 2.0 + (bits & 1);
  }

  /** An array of elements, all of one value. */
  public Object filled(int count, double value) {
    byte[] bytes = new byte[Math.multiplyExact(count, this.bytes)];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (Double.doubleToRawLongBits(value) != 0) {
      for (int i = 0; i < count; i++) {
        put(buffer, value);
      }
    }
    return decode(bytes, ByteOrder.BIG_ENDIAN, count);
  }

  private void put(ByteBuffer to, double value) {
    switch (this) {
      case INT8, UINT8 -> to.put((byte) (long) value);
      case INT16, UINT16 -> to.putShort((short) (long) value);
      case INT32, UINT32 -> to.putInt((int) (long) value);
      case INT64 -> to.putLong((long) value);
      case UINT64 -> to.putLong(value < 0x1p63 ? (long) value : (long) (value - 0x1p63) | 1L << 63);
      case FLOAT32 -> to.putFloat((float) value);
      case FLOAT64 -> to.putDouble(value);
    }
  }
}
