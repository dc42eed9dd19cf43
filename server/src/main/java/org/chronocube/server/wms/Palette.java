// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * At most 256 colours for a picture: its own if it has no more, else the means of boxes made by
 * median cut (Heckbert, Color image quantization for frame buffer display, 1982) over red, green,
 * blue and opacity. Wholly transparent pixels always keep an entry of their own.
 */
final class Palette {

  private static final int MAX = 256;
  private static final int EMPTY_KEY = 0;

  private final int[] colours;
  private final byte[] indices;

  private Palette(int[] colours, byte[] indices) {
    this.colours = colours;
    this.indices = indices;
  }

  /** {@code 0xAARRGGBB} by index. */
  int[] colours() {
    return colours;
  }

  /** One index a pixel. */
  byte[] indices() {
    return indices;
  }

  /** The colours of a picture, as they are or, when they are more than 256, close to it. */
  static Palette of(int[] argb) {
    return exact(argb).orElseGet(() -> reduced(argb));
  }

  /** The very colours of a picture; empty when they are more than 256. */
  static Optional<Palette> exact(int[] argb) {
    return grays(argb).or(() -> Exact.of(argb));
  }

  // The usual picture of one band: nothing is to be looked up.
  private static Optional<Palette> grays(int[] argb) {
    byte[] indices = new byte[argb.length];
    int most = 0;
    for (int i = 0; i < argb.length; i++) {
      int gray = argb[i] & 255;
      if (argb[i] != gray(gray)) {
        return Optional.empty();
      }
      indices[i] = (byte) gray;
      most = Math.max(most, gray);
    }
    int[] colours = new int[most + 1];
    Arrays.setAll(colours, Palette::gray);
    return Optional.of(new Palette(colours, indices));
  }

  private static int gray(int level) {
    return 0xFF000000 | level * 0x010101;
  }

  private static Palette reduced(int[] argb) {
    Counts counts = new Counts(argb);
    List<Box> boxes = cut(counts);
    int[] colours = new int[boxes.size()];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = boxes.get(i).mean(counts);
      boxes.get(i).assign(counts, i);
    }
    byte[] indices = new byte[argb.length];
    for (int i = 0; i < argb.length; i++) {
      indices[i] = (byte) counts.index[counts.slot(normal(argb[i]))];
    }
    return new Palette(colours, indices);
  }

  // All wholly transparent pixels are one colour.
  private static int normal(int argb) {
    return argb >>> 24 == 0 ? 0 : argb;
  }

  private static List<Box> cut(Counts counts) {
    int[] slots = counts.slots();
    List<Box> boxes = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < slots.length; i++) {
      if (counts.colour[slots[i]] == 0) {
        int swap = slots[0];
        slots[0] = slots[i];
        slots[i] = swap;
        boxes.add(new Box(slots, 0, 1, counts));
        from = 1;
        break;
      }
    }
    if (from < slots.length) {
      boxes.add(new Box(slots, from, slots.length, counts));
    }
    while (boxes.size() < MAX) {
      Box widest = boxes.stream().max(Comparator.comparingLong(Box::weight)).orElseThrow();
      if (widest.weight() == 0) {
        break;
      }
      boxes.remove(widest);
      boxes.addAll(widest.split(counts));
    }
    return boxes;
  }

  /**
   * Finds up to 256 colours. They are sorted by opacity and brightness, so that pixels alike have
   * indices alike, which compresses well.
   */
  private static final class Exact {

    private static final int SLOTS = 1024;

    private final int[] colour = new int[SLOTS];
    private final short[] index = new short[SLOTS];
    private final int[] found = new int[MAX];
    private int size;

    static Optional<Palette> of(int[] argb) {
      Exact exact = new Exact();
      byte[] indices = new byte[argb.length];
      for (int i = 0; i < argb.length; i++) {
        int at = exact.index(normal(argb[i]));
        if (at < 0) {
          return Optional.empty();
        }
        indices[i] = (byte) at;
      }
      return Optional.of(exact.sorted(indices));
    }

    // Minus one when there is no more room; an index of 0 in the table is an empty slot.
    private int index(int argb) {
      int at = ((argb * 0x9E3779B9) >>> 9) & (SLOTS - 1);
      while (index[at] != 0 && colour[at] != argb) {
        at = (at + 1) & (SLOTS - 1);
      }
      if (index[at] == 0) {
        if (size == MAX) {
          return -1;
        }
        found[size++] = argb;
        colour[at] = argb;
        index[at] = (short) size;
      }
      return index[at] - 1;
    }

    private Palette sorted(byte[] indices) {
      long[] keys = new long[size];
      for (int i = 0; i < size; i++) {
        keys[i] = (long) (found[i] >>> 24) << 32 | (long) brightness(found[i]) << 8 | i;
      }
      Arrays.sort(keys);
      int[] colours = new int[size];
      byte[] place = new byte[MAX];
      for (int i = 0; i < size; i++) {
        int old = (int) (keys[i] & 255);
        colours[i] = found[old];
        place[old] = (byte) i;
      }
      for (int i = 0; i < indices.length; i++) {
        indices[i] = place[indices[i] & 255];
      }
      return new Palette(colours, indices);
    }

    // Rec. 601 luma in thousandths.
    private static int brightness(int argb) {
      return 299 * (argb >> 16 & 255) + 587 * (argb >> 8 & 255) + 114 * (argb & 255);
    }
  }

  /** How often each colour occurs: an open hash table. */
  private static final class Counts {

    private int[] colour = new int[1 << 10];
    private long[] count = new long[1 << 10];
    private int[] index;
    private int size;

    Counts(int[] argb) {
      for (int pixel : argb) {
        int slot = slot(normal(pixel));
        if (count[slot]++ == 0) {
          colour[slot] = normal(pixel);
          if (++size * 2 > colour.length) {
            grow();
          }
        }
      }
      index = new int[colour.length];
    }

    // Where a colour is, or would be.
    int slot(int argb) {
      int mask = colour.length - 1;
      int at = ((argb * 0x9E3779B9) >>> 7) & mask;
      while (count[at] != EMPTY_KEY && colour[at] != argb) {
        at = (at + 1) & mask;
      }
      return at;
    }

    private void grow() {
      int[] oldColour = colour;
      long[] oldCount = count;
      colour = new int[2 * oldColour.length];
      count = new long[colour.length];
      for (int i = 0; i < oldColour.length; i++) {
        if (oldCount[i] > 0) {
          int slot = slot(oldColour[i]);
          colour[slot] = oldColour[i];
          count[slot] = oldCount[i];
        }
      }
    }

    int[] slots() {
      int[] slots = new int[size];
      int n = 0;
      for (int i = 0; i < colour.length; i++) {
        if (count[i] > 0) {
          slots[n++] = i;
        }
      }
      return slots;
    }
  }

  /** Colours close together: slots {@code from} to {@code to} of a shared array. */
  private static final class Box {

    private final int[] slots;
    private final int from;
    private final int to;
    private final int shift;
    private final long weight;

    Box(int[] slots, int from, int to, Counts counts) {
      this.slots = slots;
      this.from = from;
      this.to = to;
      int widestShift = 0;
      int widest = 0;
      long pixels = 0;
      for (int s = 0; s < 32; s += 8) {
        int min = 255;
        int max = 0;
        for (int i = from; i < to; i++) {
          int v = counts.colour[slots[i]] >>> s & 255;
          min = Math.min(min, v);
          max = Math.max(max, v);
        }
        if (max - min > widest) {
          widest = max - min;
          widestShift = s;
        }
      }
      for (int i = from; i < to; i++) {
        pixels += counts.count[slots[i]];
      }
      this.shift = widestShift;
      // Cutting a box gains most where many pixels lie far apart.
      this.weight = to - from < 2 ? 0 : Math.max(1, pixels * (long) widest);
    }

    long weight() {
      return weight;
    }

    List<Box> split(Counts counts) {
      long[] keyed = new long[to - from];
      long half = 0;
      for (int i = from; i < to; i++) {
        long component = ((long) counts.colour[slots[i]] >>> shift) & 255;
        keyed[i - from] = (component << 32) | slots[i];
        half += counts.count[slots[i]];
      }
      Arrays.sort(keyed);
      half /= 2;
      int cut = from + 1;
      long sum = 0;
      for (int i = 0; i < keyed.length; i++) {
        slots[from + i] = (int) keyed[i];
        sum += counts.count[slots[from + i]];
        if (sum <= half) {
          cut = from + i + 1;
        }
      }
      cut = Math.max(from + 1, Math.min(to - 1, cut));
      return List.of(new Box(slots, from, cut, counts), new Box(slots, cut, to, counts));
    }

    int mean(Counts counts) {
      long[] sums = new long[4];
      long pixels = 0;
      for (int i = from; i < to; i++) {
        long n = counts.count[slots[i]];
        int colour = counts.colour[slots[i]];
        for (int c = 0; c < 4; c++) {
          sums[c] += n * ((colour >>> (8 * c)) & 255);
        }
        pixels += n;
      }
      int mean = 0;
      for (int c = 0; c < 4; c++) {
        mean |= (int) ((sums[c] + pixels / 2) / pixels) << (8 * c);
      }
      return mean;
    }

    void assign(Counts counts, int paletteIndex) {
      for (int i = from; i < to; i++) {
        counts.index[slots[i]] = paletteIndex;
      }
    }
  }
}
