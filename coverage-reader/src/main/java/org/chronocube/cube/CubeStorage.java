// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.nio.file.Path;
import java.util.Objects;

/** Where the pixels of a cube are: in the archive only, or also kept as the cube shows them. */
public sealed interface CubeStorage {

  /** Storage mode {@code in-place}. */
  CubeStorage IN_PLACE = new InPlace();

  /** Every request reads the archive. */
  record InPlace() implements CubeStorage {}

  /**
   * All dates are written into a Zarr store by {@code chronocube ingest}; what is not in there yet
   * is read from the archive.
   *
   * @param location folder of the store, absolute
   * @param layout of its chunks
   */
  record Persistent(Path location, ChunkLayout layout) implements CubeStorage {
    public Persistent {
      Objects.requireNonNull(layout, "layout");
      requireAbsolute(location);
    }
  }

  /**
   * What requests have made is kept, block by block and date by date, as long as there is room.
   *
   * @param location folder of the blocks, absolute; several servers may share it
   * @param limitBytes most bytes of all blocks, > 0; the least recently used go first
   * @param block rows and columns of a block
   */
  record Hybrid(Path location, long limitBytes, int block) implements CubeStorage {

    public static final int DEFAULT_BLOCK = 256;

    public Hybrid {
      requireAbsolute(location);
      if (limitBytes <= 0) {
        throw new IllegalArgumentException("limit must be > 0 bytes, was " + limitBytes);
      }
      if (block < 16 || block > 4096) {
        throw new IllegalArgumentException("block must be in 16..4096, was " + block);
      }
    }
  }

  private static void requireAbsolute(Path location) {
    if (!location.isAbsolute()) {
      throw new IllegalArgumentException("location must be absolute, was " + location);
    }
  }
}
