// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Counts times between edges; each edge belongs to what follows it. Owned by one thread. */
public final class TimeBuckets {

  private final long[] edges;
  private final long[] counts;

  /**
   * @param edges at least two, ascending
   */
  public TimeBuckets(List<Instant> edges) {
    this.edges = edges.stream().mapToLong(Instant::toEpochMilli).toArray();
    if (this.edges.length < 2) {
      throw new IllegalArgumentException("edges must be at least two, were " + edges);
    }
    for (int i = 1; i < this.edges.length; i++) {
      if (this.edges[i] <= this.edges[i - 1]) {
        throw new IllegalArgumentException(
            "edges must ascend, were " + edges.get(i - 1) + " and " + edges.get(i));
      }
    }
    this.counts = new long[this.edges.length - 1];
  }

  /** Counts a time, in milliseconds since 1970; one before the first or after the last edge not. */
  public void add(long millis) {
    int at = Arrays.binarySearch(edges, millis);
    int bucket = at >= 0 ? at : -at - 2;
    if (bucket >= 0 && bucket < counts.length) {
      counts[bucket]++;
    }
  }

  public long[] counts() {
    return counts.clone();
  }
}
