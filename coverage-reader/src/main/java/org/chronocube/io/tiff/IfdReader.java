// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the directories of a classic TIFF or BigTIFF (TIFF 6.0 section 2; BigTIFF design by Aware
 * Systems). For one thread.
 */
final class IfdReader {

  private static final int MAX_IFDS = 1024;
  private static final int MAX_FIELDS = 4096;

  private final HeaderBytes bytes;
  private final boolean big;
  private final long first;
  private final Set<Long> seen = new HashSet<>();

  IfdReader(HeaderBytes bytes) throws IOException {
    this.bytes = bytes;
    ByteBuffer mark = bytes.at(0, 4, "header");
    bytes.order(mark.get(0) == 'M' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    this.big = bytes.at(2, 2, "header").getShort() == 43;
    this.first =
        big ? bytes.at(8, 8, "header").getLong() : bytes.at(4, 4, "header").getInt() & 0xffffffffL;
  }

  /** True for the first bytes of a TIFF of either byte order and offset size. */
  static boolean recognises(ByteBuffer head) {
    if (head.remaining() < 8) {
      return false;
    }
    int mark = head.order(ByteOrder.BIG_ENDIAN).getInt(head.position());
    return mark == 0x49492a00 || mark == 0x4d4d002a || mark == 0x49492b00 || mark == 0x4d4d002b;
  }

  /** The chain of directories, each followed by those its SubIFDs field points to. */
  List<Ifd> readAll() throws IOException {
    List<Ifd> result = new ArrayList<>();
    long offset = first;
    while (offset != 0) {
      Directory directory = readOne(offset);
      result.add(directory.ifd());
      for (long child : directory.ifd().longs(Tag.SUB_IFDS)) {
        result.add(readOne(child).ifd());
      }
      offset = directory.next();
    }
    if (result.isEmpty()) {
      throw new TiffException("the file must have a directory, had none");
    }
    return result;
  }

  private record Directory(Ifd ifd, long next) {}

  private Directory readOne(long offset) throws IOException {
    if (!seen.add(offset) || seen.size() > MAX_IFDS) {
      throw new TiffException("directories must not form a loop, did at " + offset);
    }
    int countBytes = big ? 8 : 2;
    ByteBuffer head = bytes.at(offset, countBytes, "directory");
    long count = big ? head.getLong() : head.getShort() & 0xffff;
    if (count < 1 || count > MAX_FIELDS) {
      throw new TiffException(
          "directory at " + offset + " must have 1.." + MAX_FIELDS + " fields, had " + count);
    }
    int entryBytes = big ? 20 : 12;
    int linkBytes = big ? 8 : 4;
    long start = offset + countBytes;
    int length = (int) count * entryBytes;
    ByteBuffer table = bytes.at(start, length + linkBytes, "directory");
    Map<Integer, Ifd.Field> fields = new HashMap<>();
    for (int i = 0; i < count; i++) {
      int entry = i * entryBytes;
      Ifd.Field field = field(table, entry, start + entry);
      if (field.valueBytes() > 0) {
        fields.putIfAbsent(table.getShort(entry) & 0xffff, field);
      }
    }
    long next = big ? table.getLong(length) : table.getInt(length) & 0xffffffffL;
    return new Directory(new Ifd(bytes, fields), next);
  }

  private Ifd.Field field(ByteBuffer table, int entry, long absolute) throws TiffException {
    int type = table.getShort(entry + 2) & 0xffff;
    long count = big ? table.getLong(entry + 4) : table.getInt(entry + 4) & 0xffffffffL;
    if (count < 0) {
      throw new TiffException("field counts must be >= 0, was " + count);
    }
    int valueAt = big ? 12 : 8;
    int inline = big ? 8 : 4;
    int valueBytes = new Ifd.Field(type, count, 0).valueBytes();
    if (valueBytes == 0 || count <= inline / valueBytes) {
      return new Ifd.Field(type, count, absolute + valueAt);
    }
    long position =
        big ? table.getLong(entry + valueAt) : table.getInt(entry + valueAt) & 0xffffffffL;
    return new Ifd.Field(type, count, position);
  }
}
