// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chronocube.io.array.ArrayInfo;

/**
 * How an array lies in its store.
 *
 * @param info what it is; its chunks are those inside shards
 * @param coding of a chunk
 * @param sharding how chunks share files, or null when each has its own
 * @param fill the element where no chunk was written
 * @param keys how the file of a chunk is named
 */
record ZarrLayout(
    ArrayInfo info, ChunkCoding coding, Sharding sharding, double fill, ChunkKeys keys) {

  /**
   * Names of chunk files.
   *
   * @param prefix first part, {@code c} by default in version 3, or empty
   * @param separator between indices, {@code .} or {@code /}
   */
  record ChunkKeys(String prefix, String separator) {

    /** The name in the array's folder. */
    String of(int[] index) {
      if (index.length == 0) {
        return prefix.isEmpty() ? "0" : prefix;
      }
      Stream<String> numbers = IntStream.of(index).mapToObj(Integer::toString);
      Stream<String> parts = prefix.isEmpty() ? numbers : Stream.concat(Stream.of(prefix), numbers);
      return parts.collect(Collectors.joining(separator));
    }
  }

  /** The key of a chunk's, or shard's, file in the store. */
  String key(int[] index) {
    String name = keys.of(index);
    return info.name().isEmpty() ? name : info.name() + "/" + name;
  }
}
