// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

/** A tag tree (ISO/IEC 15444-1, B.10.2), read bit by bit as packets need it. */
final class TagTree {

  private final int[] widths;
  private final int[] offsets;
  private final int[] values;
  private final boolean[] known;

  TagTree(int width, int height) {
    int levels = 1;
    for (int w = width, h = height; w > 1 || h > 1; w = (w + 1) / 2, h = (h + 1) / 2) {
      levels++;
    }
    widths = new int[levels];
    offsets = new int[levels];
    int nodes = 0;
    for (int i = 0, w = width, h = height; i < levels; i++, w = (w + 1) / 2, h = (h + 1) / 2) {
      widths[i] = w;
      offsets[i] = nodes;
      nodes += w * h;
    }
    values = new int[nodes];
    known = new boolean[nodes];
  }

  /** Reads on until it is known whether the value of a leaf is below a threshold. */
  boolean isBelow(int x, int y, int threshold, PacketBits bits) throws Jp2Exception {
    int low = 0;
    for (int level = widths.length - 1; level >= 0; level--) {
      int node = offsets[level] + (y >> level) * widths[level] + (x >> level);
      if (values[node] < low) {
        values[node] = low;
      }
      while (!known[node] && values[node] < threshold) {
        if (bits.bit() != 0) {
          known[node] = true;
        } else {
          values[node]++;
        }
      }
      low = values[node];
    }
    return known[offsets[0] + y * widths[0] + x] && low < threshold;
  }

  /** The value of a leaf, read to its end. */
  int value(int x, int y, int limit, PacketBits bits) throws Jp2Exception {
    for (int threshold = 1; threshold <= limit; threshold++) {
      if (isBelow(x, y, threshold, bits)) {
        return threshold - 1;
      }
    }
    throw new Jp2Exception("missing bit planes must be at most " + limit);
  }
}
