// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr.write;

/** How chunks are compressed. */
public sealed interface Compression {

  /** Not at all. */
  record None() implements Compression {}

  /**
   * Zstandard, RFC 8878.
   *
   * @param level 1 (fast) to 22 (small)
   */
  record Zstd(int level) implements Compression {

    public Zstd {
      check("zstd", level, 1, 22);
    }
  }

  /**
   * A container of Blosc 1: blocks that are shuffled, then compressed.
   *
   * @param codec that compresses
   * @param level 1 (fast) to 9 (small)
   * @param shuffle true to put all first bytes of the samples before all second ones, which makes
   *     smaller what varies slowly
   */
  record Blosc(Codec codec, int level, boolean shuffle) implements Compression {

    /** What compresses the blocks. */
    public enum Codec {
      LZ4,
      ZSTD
    }

    public Blosc {
      check("blosc", level, 1, 9);
    }
  }

  private static void check(String name, int level, int least, int most) {
    if (level < least || level > most) {
      throw new IllegalArgumentException(
          "level of " + name + " must be " + least + " to " + most + ", was " + level);
    }
  }
}
