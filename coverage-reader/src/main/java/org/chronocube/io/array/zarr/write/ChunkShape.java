// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr.write;

/**
 * Size of a chunk, or of a shard.
 *
 * @param time dates, ≥ 1
 * @param height rows, ≥ 1
 * @param width columns, ≥ 1
 */
public record ChunkShape(int time, int height, int width) {

  public ChunkShape {
    if (time < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "chunks must be at least 1 x 1 x 1 (time x height x width), were "
              + time
              + " x "
              + height
              + " x "
              + width);
    }
  }

  /** True when this is a whole number of chunks of another shape along each dimension. */
  public boolean holds(ChunkShape other) {
    return time % other.time == 0 && height % other.height == 0 && width % other.width == 0;
  }

  @Override
  public String toString() {
    return time + " x " + height + " x " + width;
  }
}
