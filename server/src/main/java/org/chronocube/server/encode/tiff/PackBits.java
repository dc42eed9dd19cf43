// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.tiff;

import java.io.ByteArrayOutputStream;

/** The run-length compression of TIFF 6.0, section 9; every row is packed by itself. */
final class PackBits {

  private static final int LONGEST = 128;

  private PackBits() {}

  static byte[] compress(byte[] data, int rowBytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(data.length / 2 + 64);
    for (int row = 0; row < data.length; row += rowBytes) {
      packRow(data, row, row + rowBytes, out);
    }
    return out.toByteArray();
  }

  private static void packRow(byte[] data, int start, int stop, ByteArrayOutputStream out) {
    int at = start;
    while (at < stop) {
      int run = runLength(data, at, stop);
      if (run > 1) {
        out.write(1 - run);
        out.write(data[at]);
        at += run;
      } else {
        int literals = literalLength(data, at, stop);
        out.write(literals - 1);
        out.write(data, at, literals);
        at += literals;
      }
    }
  }

  private static int runLength(byte[] data, int at, int stop) {
    int end = Math.min(stop, at + LONGEST);
    int i = at + 1;
    while (i < end && data[i] == data[at]) {
      i++;
    }
    return i - at;
  }

  // A literal ends where a run of at least three begins: a shorter one saves nothing.
  private static int literalLength(byte[] data, int at, int stop) {
    int end = Math.min(stop, at + LONGEST);
    int i = at + 1;
    while (i < end && !(i + 2 < stop && data[i] == data[i + 1] && data[i] == data[i + 2])) {
      i++;
    }
    return i - at;
  }
}
