// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Directories of a little-endian TIFF or BigTIFF, read straight by the specification. */
record TiffStructure(boolean big, List<Directory> directories) {

  /**
   * @param offset of the directory in the file
   * @param numbers values of each numeric tag
   * @param texts values of each ASCII tag
   */
  record Directory(long offset, Map<Integer, double[]> numbers, Map<Integer, String> texts) {

    double number(int tag) {
      return numbers.get(tag)[0];
    }
  }

  static TiffStructure of(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    boolean big = in.getShort(2) == 43;
    List<Directory> all = new ArrayList<>();
    long next = big ? in.getLong(8) : in.getInt(4);
    while (next != 0) {
      int at = (int) next;
      int count = big ? (int) in.getLong(at) : in.getShort(at);
      int first = at + (big ? 8 : 2);
      int size = big ? 20 : 12;
      Directory directory = new Directory(next, new TreeMap<>(), new TreeMap<>());
      for (int i = 0; i < count; i++) {
        entry(in, first + i * size, big, directory);
      }
      all.add(directory);
      next = big ? in.getLong(first + count * size) : in.getInt(first + count * size);
    }
    return new TiffStructure(big, all);
  }

  private static void entry(ByteBuffer in, int at, boolean big, Directory directory) {
    int tag = in.getShort(at) & 0xffff;
    int type = in.getShort(at + 2);
    int count = big ? (int) in.getLong(at + 4) : in.getInt(at + 4);
    int bytes =
        switch (type) {
          case 2 -> 1;
          case 3 -> 2;
          case 4 -> 4;
          case 12, 16 -> 8;
          default -> throw new AssertionError("type " + type);
        };
    int value = at + (big ? 12 : 8);
    if (bytes * count > (big ? 8 : 4)) {
      value = big ? (int) in.getLong(value) : in.getInt(value);
    }
    if (type == 2) {
      byte[] text = new byte[count - 1];
      in.get(value, text);
      directory.texts.put(tag, new String(text, StandardCharsets.UTF_8));
      return;
    }
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] =
          switch (type) {
            case 3 -> in.getShort(value + 2 * i) & 0xffff;
            case 4 -> in.getInt(value + 4 * i) & 0xffffffffL;
            case 12 -> in.getDouble(value + 8 * i);
            default -> in.getLong(value + 8 * i);
          };
    }
    directory.numbers.put(tag, numbers);
  }
}
