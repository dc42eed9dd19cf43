// SPDX-License-Identifier: Apache-2.0
package org.chronocube.time;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * An ordered, possibly irregular set of instants: ascending, without repeats.
 *
 * @param instants ascending
 */
public record TimeAxis(List<Instant> instants) {

  public TimeAxis {
    instants = List.copyOf(instants);
    for (int i = 1; i < instants.size(); i++) {
      if (!instants.get(i - 1).isBefore(instants.get(i))) {
        throw new IllegalArgumentException(
            "time axis must ascend without repeats, was "
                + instants.get(i - 1)
                + " before "
                + instants.get(i));
      }
    }
  }

  /** Sorts and drops repeats. */
  public static TimeAxis of(Collection<Instant> instants) {
    return new TimeAxis(List.copyOf(new TreeSet<>(instants)));
  }

  public int size() {
    return instants.size();
  }

  public boolean isEmpty() {
    return instants.isEmpty();
  }

  /** Position of an instant, or −1. */
  public int indexOf(Instant instant) {
    return Math.max(-1, Collections.binarySearch(instants, instant));
  }

  /** The instant nearest to another; the earlier of two equally near. Empty on an empty axis. */
  public Optional<Instant> nearest(Instant instant) {
    if (isEmpty()) {
      return Optional.empty();
    }
    int found = Collections.binarySearch(instants, instant);
    if (found >= 0) {
      return Optional.of(instants.get(found));
    }
    int after = -found - 1;
    if (after == 0) {
      return Optional.of(instants.get(0));
    }
    if (after == size()) {
      return Optional.of(instants.get(size() - 1));
    }
    Instant left = instants.get(after - 1);
    Instant right = instants.get(after);
    boolean takeLeft =
        instant.toEpochMilli() - left.toEpochMilli()
            <= right.toEpochMilli() - instant.toEpochMilli();
    return Optional.of(takeLeft ? left : right);
  }

  /** The instants inside an interval, as an axis. */
  public TimeAxis within(TimeInterval interval) {
    return new TimeAxis(instants.stream().filter(interval::contains).toList());
  }
}
