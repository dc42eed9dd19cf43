// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.chronocube.io.range.ByteRange;
import org.chronocube.io.range.ByteSource;

/**
 * Chunks that share files: Zarr 3, codec {@code sharding_indexed}. A shard has an index of offset
 * and length of each chunk in it.
 *
 * @param shape chunks of a shard along each dimension
 * @param indexCodecs of the index, to undo in this order
 * @param checksum true when the index is followed by one
 * @param atEnd true when the index is the last part of the shard
 */
record Sharding(
    List<Integer> shape, List<BytesCodec> indexCodecs, boolean checksum, boolean atEnd) {

  private static final int ENTRY = 16;
  private static final long NONE = -1;

  Sharding {
    shape = List.copyOf(shape);
    indexCodecs = List.copyOf(indexCodecs);
  }

  /** Number of the shard along a dimension that holds a chunk. */
  int shard(int dimension, int chunk) {
    return chunk / shape.get(dimension);
  }

  /** Where a chunk lies in its shard; empty when it was never written. */
  Optional<ByteRange> find(ByteSource shard, int[] chunk) throws IOException {
    int count = 1;
    int number = 0;
    for (int d = 0; d < chunk.length; d++) {
      count *= shape.get(d);
      number = number * shape.get(d) + chunk[d] % shape.get(d);
    }
    int stored = count * ENTRY + (checksum ? Integer.BYTES : 0);
    if (stored > shard.size()) {
      throw new IOException("a shard must have an index of " + stored + " bytes, is shorter");
    }
    ByteBuffer part = shard.read(new ByteRange(atEnd ? shard.size() - stored : 0, stored));
    byte[] index = new byte[part.remaining()];
    part.get(index);
    for (BytesCodec codec : indexCodecs) {
      index = codec.decode(index, stored);
    }
    ByteBuffer entries = ByteBuffer.wrap(index).order(ByteOrder.LITTLE_ENDIAN);
    long offset = entries.getLong(number * ENTRY);
    long length = entries.getLong(number * ENTRY + Long.BYTES);
    if (offset == NONE && length == NONE) {
      return Optional.empty();
    }
    if (offset < 0 || length < 0 || length > Integer.MAX_VALUE || offset > shard.size() - length) {
      throw new IOException("a chunk must lie in its shard, is at " + offset + ", " + length);
    }
    return Optional.of(new ByteRange(offset, (int) length));
  }
}
