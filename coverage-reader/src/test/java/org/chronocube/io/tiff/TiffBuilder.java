// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lays out TIFFs that GDAL would not write. Little endian; all integers are LONG or LONG8. */
final class TiffBuilder {

  private static final int START = 16;

  /** Fields of one directory by tag: {@code long[]}, {@code double[]} or {@code String}. */
  static final class Directory {
    private final Map<Integer, Object> fields = new TreeMap<>();

    Directory put(int tag, long... values) {
      fields.put(tag, values);
      return this;
    }

    Directory put(int tag, double... values) {
      fields.put(tag, values);
      return this;
    }

    Directory put(int tag, String text) {
      fields.put(tag, text);
      return this;
    }
  }

  private final boolean big;
  private final byte[] data;
  private final List<Directory> chain = new ArrayList<>();
  private long lastLink = 0;
  private Directory child;

  /**
   * @param data block bytes; its first byte is at offset {@link #START}
   */
  TiffBuilder(boolean big, byte[] data) {
    this.big = big;
    this.data = data;
  }

  /** Offset in the file of a byte of the data. */
  static long offset(int at) {
    return START + at;
  }

  /** An image of uint8 in one block. */
  static Directory image(int height, int width) {
    return new Directory()
        .put(Tag.IMAGE_WIDTH, width)
        .put(Tag.IMAGE_LENGTH, height)
        .put(Tag.BITS_PER_SAMPLE, 8)
        .put(Tag.STRIP_OFFSETS, START)
        .put(Tag.STRIP_BYTE_COUNTS, (long) height * width);
  }

  TiffBuilder add(Directory directory) {
    chain.add(directory);
    return this;
  }

  /** A directory that the SubIFDs field of the first one points to. */
  TiffBuilder child(Directory directory) {
    child = directory;
    return this;
  }

  /** Where the last directory of the chain says that the next one is. */
  TiffBuilder lastLink(long offset) {
    lastLink = offset;
    return this;
  }

  byte[] build() {
    ByteBuffer out = ByteBuffer.allocate(data.length + (1 << 20)).order(ByteOrder.LITTLE_ENDIAN);
    out.putShort((short) 0x4949).putShort((short) (big ? 43 : 42));
    if (big) {
      out.putShort((short) 8).putShort((short) 0);
    }
    int link = out.position();
    out.position(START).put(data);
    if (child != null) {
      chain.get(0).put(Tag.SUB_IFDS, out.position());
      write(out, child);
    }
    for (Directory directory : chain) {
      putLink(out, link, out.position());
      link = write(out, directory);
    }
    putLink(out, link, lastLink);
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  private void putLink(ByteBuffer out, int at, long offset) {
    if (big) {
      out.putLong(at, offset);
    } else {
      out.putInt(at, (int) offset);
    }
  }

  private int write(ByteBuffer out, Directory directory) {
    int entries = directory.fields.size();
    int entryBytes = big ? 20 : 12;
    if (big) {
      out.putLong(entries);
    } else {
      out.putShort((short) entries);
    }
    int entry = out.position();
    int link = entry + entries * entryBytes;
    out.position(link + (big ? 8 : 4));
    for (Map.Entry<Integer, Object> field : directory.fields.entrySet()) {
      writeField(out, entry, field.getKey(), field.getValue());
      entry += entryBytes;
    }
    return link;
  }

  private void writeField(ByteBuffer out, int entry, int tag, Object value) {
    byte[] bytes;
    int type;
    int count;
    if (value instanceof String text) {
      bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
      type = 2;
      count = bytes.length;
    } else if (value instanceof double[] doubles) {
      ByteBuffer buffer = ByteBuffer.allocate(doubles.length * 8).order(ByteOrder.LITTLE_ENDIAN);
      buffer.asDoubleBuffer().put(doubles);
      bytes = buffer.array();
      type = 12;
      count = doubles.length;
    } else {
      long[] longs = (long[]) value;
      int size = big ? 8 : 4;
      ByteBuffer buffer = ByteBuffer.allocate(longs.length * size).order(ByteOrder.LITTLE_ENDIAN);
      for (long v : longs) {
        if (big) {
          buffer.putLong(v);
        } else {
          buffer.putInt((int) v);
        }
      }
      bytes = buffer.array();
      type = big ? 16 : 4;
      count = longs.length;
    }
    out.putShort(entry, (short) tag).putShort(entry + 2, (short) type);
    int valueAt = entry + (big ? 12 : 8);
    if (big) {
      out.putLong(entry + 4, count);
    } else {
      out.putInt(entry + 4, count);
    }
    if (bytes.length <= (big ? 8 : 4)) {
      out.put(valueAt, bytes);
    } else {
      putLink(out, valueAt, out.position());
      out.put(bytes);
    }
  }
}
