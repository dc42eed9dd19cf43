// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.range;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Ranges that are fetched in one go.
 *
 * @param span from the first to the last byte
 * @param members indices, into the list that was asked, of the ranges inside the span
 */
record RangeGroup(ByteRange span, List<Integer> members) {

  /**
   * Groups ranges whose distance is small.
   *
   * @param maxGap bytes between two ranges that are rather read and thrown away than skipped
   * @param maxSpan bytes of a group; a single longer range is a group of its own
   */
  static List<RangeGroup> of(List<ByteRange> ranges, int maxGap, int maxSpan) {
    List<Integer> order =
        IntStream.range(0, ranges.size())
            .boxed()
            .sorted(Comparator.comparingLong(i -> ranges.get(i).offset()))
            .toList();
    List<RangeGroup> groups = new ArrayList<>();
    List<Integer> members = new ArrayList<>();
    long start = 0;
    long end = 0;
    for (int i : order) {
      ByteRange range = ranges.get(i);
      long newEnd = Math.max(end, range.end());
      if (!members.isEmpty() && (range.offset() - end > maxGap || newEnd - start > maxSpan)) {
        groups.add(group(start, end, members));
        members = new ArrayList<>();
      }
      if (members.isEmpty()) {
        start = range.offset();
        newEnd = range.end();
      }
      members.add(i);
      end = newEnd;
    }
    if (!members.isEmpty()) {
      groups.add(group(start, end, members));
    }
    return groups;
  }

  private static RangeGroup group(long start, long end, List<Integer> members) {
    return new RangeGroup(new ByteRange(start, Math.toIntExact(end - start)), List.copyOf(members));
  }

  /** Cuts the bytes of the span into those of its members. */
  void scatter(byte[] bytes, List<ByteRange> ranges, ByteBuffer[] target) {
    for (int i : members) {
      ByteRange range = ranges.get(i);
      int position = (int) (range.offset() - span.offset());
      target[i] = ByteBuffer.wrap(bytes, position, range.length());
    }
  }
}
