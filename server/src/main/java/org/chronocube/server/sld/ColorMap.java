// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.sld;

import java.util.Arrays;
import java.util.List;

/**
 * Colours of a single band.
 *
 * @param type how entries are meant
 * @param entries with rising quantities, at least one
 */
public record ColorMap(Type type, List<Entry> entries) {

  /** How a sample finds its colour. */
  public enum Type {
    /** Colours and opacities run linearly between entries; beyond the ends they stay. */
    RAMP,
    /**
     * An entry holds for samples below its quantity, down to the one before; above all: nothing.
     */
    INTERVALS,
    /** An entry holds for exactly its quantity; nothing else is drawn. */
    VALUES
  }

  /**
   * One colour.
   *
   * @param rgb {@code 0xRRGGBB}
   * @param quantity sample; may be infinite in the last entry of intervals
   * @param opacity 0 to 1
   * @param label for the legend, may be empty
   */
  public record Entry(int rgb, double quantity, double opacity, String label) {

    public Entry {
      if (!(opacity >= 0 && opacity <= 1)) {
        throw new SldException("opacity of a ColorMapEntry must be in 0..1, was " + opacity);
      }
      if (Double.isNaN(quantity)) {
        throw new SldException("quantity of a ColorMapEntry must be a number, was NaN");
      }
    }

    /** The colour with its opacity as {@code 0xAARRGGBB}. */
    public int argb() {
      return (int) Math.round(opacity * 255) << 24 | rgb;
    }
  }

  public ColorMap {
    entries = List.copyOf(entries);
    if (entries.isEmpty()) {
      throw new SldException("ColorMap must have at least one ColorMapEntry, had none");
    }
    for (int i = 1; i < entries.size(); i++) {
      double before = entries.get(i - 1).quantity();
      double quantity = entries.get(i).quantity();
      // Two ramp entries of one quantity are a sharp edge.
      if (!(before < quantity || (before == quantity && type == Type.RAMP))) {
        throw new SldException(
            "quantities of a ColorMap must rise, were " + before + " then " + quantity);
      }
    }
  }

  /** A table of this map; looking a sample up allocates nothing. */
  public Table table() {
    return new Table(this);
  }

  /**
   * Colours by sample. Those of whole numbers, as most bands have, are worked out once each. For
   * one thread at a time.
   */
  public static final class Table {

    // Whole numbers from those of int16 to those of uint16, in pages that are made when met.
    private static final int LOWEST = Short.MIN_VALUE;
    private static final int HIGHEST = 1 << 16;
    private static final int PAGE_BITS = 8;
    private static final int PAGE = 1 << PAGE_BITS;

    private final int[][] pages = new int[(HIGHEST - LOWEST) >> PAGE_BITS][];
    private final Type type;
    private final double[] quantities;
    private final int[] colors;

    private Table(ColorMap map) {
      type = map.type;
      quantities = map.entries.stream().mapToDouble(Entry::quantity).toArray();
      colors = map.entries.stream().mapToInt(Entry::argb).toArray();
    }

    /** The colour {@code 0xAARRGGBB} of a sample, 0 for none. */
    public int argb(double sample) {
      int whole = (int) sample;
      if (whole != sample || whole < LOWEST || whole >= HIGHEST) {
        return find(sample);
      }
      int at = whole - LOWEST;
      int[] page = pages[at >>> PAGE_BITS];
      if (page == null) {
        page = page(at >>> PAGE_BITS);
      }
      return page[at & (PAGE - 1)];
    }

    private int[] page(int number) {
      int[] page = new int[PAGE];
      for (int i = 0; i < PAGE; i++) {
        page[i] = find(LOWEST + number * PAGE + i);
      }
      pages[number] = page;
      return page;
    }

    private int find(double sample) {
      int found = Arrays.binarySearch(quantities, sample);
      return switch (type) {
        case VALUES -> found >= 0 ? colors[found] : 0;
        case INTERVALS -> interval(found >= 0 ? found + 1 : -found - 1);
        case RAMP -> found >= 0 ? colors[lastOf(found)] : between(-found - 1, sample);
      };
    }

    private int interval(int next) {
      return next < colors.length ? colors[next] : 0;
    }

    // At a sharp edge the upper colour holds.
    private int lastOf(int index) {
      int i = index;
      while (i + 1 < quantities.length && quantities[i + 1] == quantities[i]) {
        i++;
      }
      return i;
    }

    private int between(int next, double sample) {
      if (next == 0) {
        return colors[0];
      }
      if (next == colors.length) {
        return colors[next - 1];
      }
      double low = quantities[next - 1];
      double t = (sample - low) / (quantities[next] - low);
      int a = colors[next - 1];
      int b = colors[next];
      return mix(a >>> 24, b >>> 24, t) << 24
          | mix(a >> 16 & 255, b >> 16 & 255, t) << 16
          | mix(a >> 8 & 255, b >> 8 & 255, t) << 8
          | mix(a & 255, b & 255, t);
    }

    private static int mix(int from, int to, double t) {
      return (int) Math.round(from + t * (to - from));
    }
  }
}
