// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr.write;

import java.util.Objects;

/**
 * How a cube lies in the files of a Zarr store.
 *
 * @param version of Zarr, 2 or 3
 * @param chunk what is compressed, and read, as one
 * @param shard chunks of one file, a multiple of {@code chunk}, of version 3; null when each chunk
 *     has its own file
 * @param bands of a chunk. With 1 each band is a variable (time, y, x) of its own name; with more,
 *     which must be alike in type, nodata and scaling, all bands are one variable (time, band, y,
 *     x)
 * @param compression of a chunk
 */
public record StoreLayout(
    int version, ChunkShape chunk, ChunkShape shard, int bands, Compression compression) {

  /** Most samples of a file: what is held in memory to write it. */
  private static final long MOST_IN_FILE = 1L << 26;

  /** Version 2, a file for 16 dates of 128 x 128 pixels, zstd. */
  public static final StoreLayout DEFAULT =
      new StoreLayout(2, new ChunkShape(16, 128, 128), null, 1, new Compression.Zstd(3));

  public StoreLayout {
    Objects.requireNonNull(chunk, "chunk");
    Objects.requireNonNull(compression, "compression");
    if (version != 2 && version != 3) {
      throw new IllegalArgumentException("version of Zarr must be 2 or 3, was " + version);
    }
    if (shard != null && version == 2) {
      throw new IllegalArgumentException("shards must be none in version 2 of Zarr, were " + shard);
    }
    if (shard != null && !shard.holds(chunk)) {
      throw new IllegalArgumentException(
          "shards must hold whole chunks, were " + shard + " of " + chunk);
    }
    if (bands < 1) {
      throw new IllegalArgumentException("bands of a chunk must be >= 1, were " + bands);
    }
    ChunkShape file = shard == null ? chunk : shard;
    long samples = (long) file.height() * file.width();
    if (samples > MOST_IN_FILE || samples * file.time() > MOST_IN_FILE / bands) {
      throw new IllegalArgumentException(
          "a file must hold at most "
              + MOST_IN_FILE
              + " samples, would "
              + file
              + " of "
              + bands
              + " bands");
    }
  }

  /** What one file holds: a shard, or a chunk where there are none. */
  public ChunkShape file() {
    return shard == null ? chunk : shard;
  }

  /** True when all bands are one variable with a dimension of bands. */
  public boolean isStacked() {
    return bands > 1;
  }
}
