// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;

/**
 * Filters and deflates the lines of a PNG (W3C PNG, third edition, clauses 9 and 10). A sample of
 * lines decides how: the filter whose result has the least entropy, and whether to look for
 * repetitions at all. In satellite images there are none worth the time, and Huffman codes alone
 * are faster and smaller; in maps of classes repetitions are everything.
 */
final class PngPixels {

  /** Makes lines. */
  @FunctionalInterface
  interface Lines {
    /** Fills a line with the bytes of a row. */
    void fill(int row, byte[] line);
  }

  private static final int NONE = 0;
  private static final int SUB = 1;
  private static final int UP = 2;

  private static final int SAMPLED_LINES = 24;
  private static final double MANY_ZEROS = 0.3;
  private static final int LEVEL = 4;
  private static final int CHUNK = 1 << 15;

  private final Lines lines;
  private final int height;
  private final int pixelBytes;
  private final int filter;
  private final boolean repeats;
  private byte[] above;
  private byte[] line;

  private PngPixels(int height, int lineBytes, int pixelBytes, Lines lines) {
    this.lines = lines;
    this.height = height;
    this.pixelBytes = pixelBytes;
    this.above = new byte[lineBytes];
    this.line = new byte[lineBytes];
    int[][] counts = sample();
    this.filter = leastEntropy(counts);
    this.repeats = counts[filter][0] >= MANY_ZEROS * total(counts[filter]);
  }

  /**
   * @param height number of lines
   * @param lineBytes length of a line
   * @param pixelBytes bytes from a sample to the same one of the next pixel
   * @param lines called in order, some lines twice
   * @return a zlib stream of filtered lines
   */
  static byte[] deflate(int height, int lineBytes, int pixelBytes, Lines lines) {
    return new PngPixels(height, lineBytes, pixelBytes, lines).deflate();
  }

  private byte[] deflate() {
    Deflater deflater = new Deflater(LEVEL);
    try {
      deflater.setStrategy(repeats ? Deflater.DEFAULT_STRATEGY : Deflater.HUFFMAN_ONLY);
      int step = line.length + 1;
      byte[] some = new byte[Math.max(1, Math.min(height, CHUNK / step)) * step];
      byte[] buffer = new byte[CHUNK];
      ByteArrayOutputStream out = new ByteArrayOutputStream(CHUNK);
      int filled = 0;
      above = new byte[line.length];
      for (int row = 0; row < height; row++) {
        lines.fill(row, line);
        filter(some, filled);
        filled += step;
        if (filled == some.length || row == height - 1) {
          deflater.setInput(some, 0, filled);
          drain(deflater, buffer, out);
          filled = 0;
        }
        swap();
      }
      deflater.finish();
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static void drain(Deflater deflater, byte[] buffer, ByteArrayOutputStream out) {
    while (!deflater.needsInput()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
  }

  private void filter(byte[] to, int at) {
    to[at] = (byte) filter;
    int first = at + 1;
    switch (filter) {
      case NONE -> System.arraycopy(line, 0, to, first, line.length);
      case SUB -> {
        int start = Math.min(pixelBytes, line.length);
        System.arraycopy(line, 0, to, first, start);
        for (int i = start; i < line.length; i++) {
          to[first + i] = (byte) (line[i] - line[i - pixelBytes]);
        }
      }
      default -> {
        for (int i = 0; i < line.length; i++) {
          to[first + i] = (byte) (line[i] - above[i]);
        }
      }
    }
  }

  private void swap() {
    byte[] swap = above;
    above = line;
    line = swap;
  }

  // How often each byte comes after each filter.
  private int[][] sample() {
    int[][] counts = new int[3][256];
    int step = Math.max(2, height / SAMPLED_LINES);
    for (int row = height > 1 ? 1 : 0; row < height; row += step) {
      if (row > 0) {
        lines.fill(row - 1, above);
      }
      lines.fill(row, line);
      count(counts);
    }
    return counts;
  }

  private void count(int[][] counts) {
    for (int i = pixelBytes; i < line.length; i++) {
      counts[NONE][line[i] & 255]++;
      counts[SUB][line[i] - line[i - pixelBytes] & 255]++;
      counts[UP][line[i] - above[i] & 255]++;
    }
  }

  private static int leastEntropy(int[][] counts) {
    int best = NONE;
    for (int i = 1; i < counts.length; i++) {
      if (entropy(counts[i]) < entropy(counts[best])) {
        best = i;
      }
    }
    return best;
  }

  // Up to a factor and an offset that are the same for all.
  private static double entropy(int[] counts) {
    double sum = 0;
    for (int n : counts) {
      sum -= n == 0 ? 0 : n * Math.log(n);
    }
    return sum;
  }

  private static long total(int[] counts) {
    long sum = 0;
    for (int n : counts) {
      sum += n;
    }
    return sum;
  }
}
