// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr.write;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.chronocube.io.array.ElementType;

/**
 * One array of a store.
 *
 * @param name of it, and of its folder
 * @param type of its elements; null for texts
 * @param texts its elements when they are texts, else empty
 * @param dimensions names, slowest first
 * @param shape sizes; {@link #DATES} stands for the number of dates
 * @param chunk sizes
 * @param shard sizes; null when each chunk has its own file
 * @param fill the element where nothing was written; null when there is no such place
 * @param attributes texts, numbers, and lists of them
 */
record Variable(
    String name,
    ElementType type,
    List<String> texts,
    List<String> dimensions,
    List<Integer> shape,
    List<Integer> chunk,
    List<Integer> shard,
    Double fill,
    Map<String, Object> attributes) {

  /** A size that is the number of dates. */
  static final int DATES = -1;

  Variable {
    texts = List.copyOf(texts);
    dimensions = List.copyOf(dimensions);
    shape = List.copyOf(shape);
    chunk = List.copyOf(chunk);
    shard = shard == null ? null : List.copyOf(shard);
  }

  /** A coordinate, in one chunk. */
  static Variable coordinate(
      String name, ElementType type, int size, Map<String, Object> attributes) {
    return new Variable(
        name, type, List.of(), List.of(name), List.of(size), List.of(size), null, null, attributes);
  }

  /** True when it grows with the dates. */
  boolean isInTime() {
    return shape.contains(DATES);
  }

  /** Its sizes when there are so many dates. */
  List<Integer> shape(int dates) {
    return shape.stream().map(n -> n == DATES ? dates : n).toList();
  }

  /** Bytes of an element as {@link Notation} writes it. */
  int elementBytes() {
    return type == null ? 1 : type.bytes();
  }

  /** Length of the longest text. */
  int longestText() {
    return texts.stream().mapToInt(t -> t.codePointCount(0, t.length())).max().orElse(1);
  }

  /** Sizes of a file. */
  int[] file() {
    return sizes(shard == null ? chunk : shard);
  }

  static int[] sizes(List<Integer> list) {
    return list.stream().mapToInt(i -> i).toArray();
  }

  /** Number of elements. */
  static int count(int[] sizes) {
    return Arrays.stream(sizes).reduce(1, Math::multiplyExact);
  }
}
