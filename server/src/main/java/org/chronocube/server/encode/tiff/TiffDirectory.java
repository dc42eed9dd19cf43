// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * An image file directory in the making, little-endian, for classic TIFF (TIFF 6.0, section 2) or
 * BigTIFF: its entries by tag, followed by the values that do not fit into them.
 */
final class TiffDirectory {

  private static final int ASCII = 2;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int DOUBLE = 12;
  private static final int LONG8 = 16;

  private static final class Entry {

    private final int type;
    private final int count;
    private final byte[] value;

    Entry(int type, int count, int bytes) {
      this.type = type;
      this.count = count;
      this.value = new byte[bytes];
    }

    ByteBuffer buffer() {
      return ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  private final boolean big;
  private final Map<Integer, Entry> entries = new TreeMap<>();

  TiffDirectory(boolean big) {
    this.big = big;
  }

  TiffDirectory shorts(int tag, int... values) {
    ByteBuffer buffer = put(tag, SHORT, values.length, 2 * values.length);
    for (int value : values) {
      buffer.putShort((short) value);
    }
    return this;
  }

  /** Sizes: always 32 bits. */
  TiffDirectory longs(int tag, long... values) {
    ByteBuffer buffer = put(tag, LONG, values.length, 4 * values.length);
    for (long value : values) {
      buffer.putInt((int) value);
    }
    return this;
  }

  /** Positions in the file: 64 bits in a BigTIFF. */
  TiffDirectory offsets(int tag, long[] values, long base) {
    int bytes = Math.multiplyExact(big ? 8 : 4, values.length);
    ByteBuffer buffer = put(tag, big ? LONG8 : LONG, values.length, bytes);
    for (long value : values) {
      if (big) {
        buffer.putLong(base + value);
      } else {
        buffer.putInt((int) (base + value));
      }
    }
    return this;
  }

  TiffDirectory doubles(int tag, double... values) {
    ByteBuffer buffer = put(tag, DOUBLE, values.length, 8 * values.length);
    for (double value : values) {
      buffer.putDouble(value);
    }
    return this;
  }

  TiffDirectory ascii(int tag, String text) {
    byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
    put(tag, ASCII, bytes.length, bytes.length).put(bytes);
    return this;
  }

  private ByteBuffer put(int tag, int type, int count, int bytes) {
    Entry entry = new Entry(type, count, bytes);
    entries.put(tag, entry);
    return entry.buffer();
  }

  /** Bytes of the directory and of the values behind it. */
  long size() {
    long bytes = tableSize();
    for (Entry entry : entries.values()) {
      bytes += isInline(entry) ? 0 : even(entry.value.length);
    }
    return bytes;
  }

  private long tableSize() {
    return big ? 8 + 20L * entries.size() + 8 : 2 + 12L * entries.size() + 4;
  }

  private boolean isInline(Entry entry) {
    return entry.value.length <= (big ? 8 : 4);
  }

  /**
   * The bytes of the directory.
   *
   * @param position where in the file it will start, even
   * @param next position of the next directory, 0 after the last
   */
  byte[] toBytes(long position, long next) {
    byte[] bytes = new byte[Math.toIntExact(size())];
    ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long outside = position + tableSize();
    if (big) {
      out.putLong(entries.size());
    } else {
      out.putShort((short) entries.size());
    }
    int valuesAt = (int) tableSize();
    for (Map.Entry<Integer, Entry> tagged : entries.entrySet()) {
      Entry entry = tagged.getValue();
      out.putShort((short) (int) tagged.getKey()).putShort((short) entry.type);
      putNumber(out, entry.count);
      if (isInline(entry)) {
        out.put(entry.value).position(out.position() + (big ? 8 : 4) - entry.value.length);
      } else {
        putNumber(out, outside);
        out.put(valuesAt, entry.value);
        valuesAt += even(entry.value.length);
        outside += even(entry.value.length);
      }
    }
    putNumber(out, next);
    return bytes;
  }

  private void putNumber(ByteBuffer out, long value) {
    if (big) {
      out.putLong(value);
    } else {
      out.putInt((int) value);
    }
  }

  private static int even(int bytes) {
    return bytes + (bytes & 1);
  }
}
