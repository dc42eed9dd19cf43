// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel;

import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;

/** Takes samples of one block to another one, row by row, in the type they have. */
final class Gathering {

  /** In place of a pixel that there is none of. */
  static final int NONE = -1;

  private static final int WORD = 64;

  private final Object from;
  private final Object to;
  private final ValidMask valid;

  /**
   * @param source not written to
   * @param result of the same type, all of it invalid
   */
  Gathering(RasterBlock source, RasterBlock result) {
    boolean integers = source.integers() != null;
    this.from = integers ? source.integers() : source.samples();
    this.to = integers ? result.integers() : result.samples();
    this.valid = result.mask();
  }

  /**
   * Takes the pixels of one row and makes them valid.
   *
   * @param picks index of each pixel in the source, or {@link #NONE}
   * @param at index of the row's first pixel in the result
   */
  void row(int[] picks, int at) {
    if (from instanceof short[] shorts) {
      take(shorts, (short[]) to, picks, at);
    } else if (from instanceof byte[] bytes) {
      take(bytes, (byte[]) to, picks, at);
    } else {
      take((float[]) from, (float[]) to, picks, at);
    }
    for (int i = 0; i < picks.length; i += WORD) {
      mark(picks, i, Math.min(WORD, picks.length - i), at + i);
    }
  }

  private void mark(int[] picks, int first, int count, int at) {
    long bits = 0;
    for (int i = 0; i < count; i++) {
      bits |= (~picks[first + i] >>> 31 & 1L) << i;
    }
    valid.setBits(at, count, bits);
  }

  private static void take(short[] from, short[] to, int[] picks, int at) {
    for (int i = 0; i < picks.length; i++) {
      if (picks[i] >= 0) {
        to[at + i] = from[picks[i]];
      }
    }
  }

  private static void take(byte[] from, byte[] to, int[] picks, int at) {
    for (int i = 0; i < picks.length; i++) {
      if (picks[i] >= 0) {
        to[at + i] = from[picks[i]];
      }
    }
  }

  private static void take(float[] from, float[] to, int[] picks, int at) {
    for (int i = 0; i < picks.length; i++) {
      if (picks[i] >= 0) {
        to[at + i] = from[picks[i]];
      }
    }
  }
}
