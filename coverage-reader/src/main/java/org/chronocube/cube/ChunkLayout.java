// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.util.Objects;
import java.util.Optional;

/**
 * How the samples of a persistent cube lie in Zarr chunks.
 *
 * @param version of Zarr, 2 or 3
 * @param time instants in a chunk, ≥ 1
 * @param height rows in a chunk, ≥ 1
 * @param width columns in a chunk, ≥ 1
 * @param bands bands in a chunk: 1 gives each band an array of its own, {@code (time, y, x)}; more
 *     give one array of all bands, {@code (time, band, y, x)}
 * @param codec how chunks are compressed
 * @param level of the compressor, 1 (fast) to 22 for Zstandard, 1 to 9 for Blosc
 * @param shard version 3 only: rows and columns of a shard, that is a file of many chunks; empty
 *     when every chunk is a file
 */
public record ChunkLayout(
    int version,
    int time,
    int height,
    int width,
    int bands,
    Codec codec,
    int level,
    Optional<Shard> shard) {

  /** Compressors. */
  public enum Codec {
    /** As they are. */
    NONE("none"),
    /** Zstandard. */
    ZSTD("zstd"),
    /** Blosc: bytes shuffled, then Zstandard. */
    BLOSC_ZSTD("blosc-zstd"),
    /** Blosc: bytes shuffled, then LZ4. */
    BLOSC_LZ4("blosc-lz4");

    private final String id;

    Codec(String id) {
      this.id = id;
    }

    public String id() {
      return id;
    }

    /**
     * The codec of a name.
     *
     * @throws IllegalArgumentException naming the known codecs
     */
    public static Codec parse(String text) {
      for (Codec codec : values()) {
        if (codec.id.equals(text)) {
          return codec;
        }
      }
      throw new IllegalArgumentException(
          "codec must be one of none, zstd, blosc-zstd, blosc-lz4, was " + text);
    }
  }

  /**
   * A file of many chunks.
   *
   * @param height rows, a multiple of the chunk's
   * @param width columns, a multiple of the chunk's
   */
  public record Shard(int height, int width) {}

  /** Series and windows alike; see docs/storage-modes.md for what was measured. */
  public static final ChunkLayout DEFAULT =
      new ChunkLayout(2, 16, 128, 128, 1, Codec.BLOSC_ZSTD, 3, Optional.empty());

  private static final long LARGEST = 1L << 28;

  public ChunkLayout {
    Objects.requireNonNull(codec, "codec");
    Objects.requireNonNull(shard, "shard");
    if (version != 2 && version != 3) {
      throw new IllegalArgumentException("Zarr version must be 2 or 3, was " + version);
    }
    if (time < 1 || height < 1 || width < 1 || bands < 1) {
      throw new IllegalArgumentException(
          "chunk must be >= 1 in every dimension, was "
              + (time + " x " + bands + " x " + height + " x " + width));
    }
    if ((double) time * height * width * bands > LARGEST) {
      throw new IllegalArgumentException(
          "chunk must have at most "
              + LARGEST
              + " samples, was "
              + time
              + " x "
              + bands
              + " x "
              + height
              + " x "
              + width);
    }
    int most = codec == Codec.BLOSC_LZ4 || codec == Codec.BLOSC_ZSTD ? 9 : 22;
    if (level < 1 || level > most) {
      throw new IllegalArgumentException("level must be in 1.." + most + ", was " + level);
    }
    if (shard.isPresent()) {
      Shard s = shard.get();
      if (version == 2) {
        throw new IllegalArgumentException("shard must be left out for Zarr version 2");
      }
      if (s.height < 1 || s.width < 1 || s.height % height != 0 || s.width % width != 0) {
        throw new IllegalArgumentException(
            "shard must be a multiple of the chunk, was " + s.height + " x " + s.width);
      }
    }
  }
}
