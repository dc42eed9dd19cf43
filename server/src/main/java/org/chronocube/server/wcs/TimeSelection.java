// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chronocube.grid.GeoBox;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.TimeParameter;
import org.chronocube.time.TimeInterval;

/**
 * From a subset on time to the slices of the answer.
 *
 * <p>Without a subset the newest instant is meant, as in GeoServer. A time outside the coverage's
 * first and last instant is an error; inside them one without scenes gives pixels without data.
 */
final class TimeSelection {

  private TimeSelection() {}

  /**
   * The interval a request means.
   *
   * @return empty when the coverage has no scenes, or no time and none is asked for
   * @throws OwsException {@code InvalidSubsetting} when it is malformed or misses the coverage
   */
  static Optional<TimeInterval> interval(Coverage coverage, Optional<Subset> subset) {
    if (subset.isEmpty()) {
      return coverage.newest().map(TimeInterval::at);
    }
    Subset s = subset.get();
    if (!coverage.hasTime()) {
      throw new OwsException(
          WcsCodes.INVALID_AXIS_LABEL, s.axis(), "coverage " + coverage.id() + " has no time");
    }
    TimeInterval bounds =
        coverage
            .timeBounds()
            .orElseThrow(
                () ->
                    WcsCodes.subsetting(
                        s.axis(), "coverage " + coverage.id() + " has no scene yet"));
    Instant first = s.low().map(t -> item(t, s, coverage).start()).orElse(bounds.start());
    Optional<String> end = s.isSlice() ? s.low() : s.high();
    Instant last = end.map(t -> item(t, s, coverage).last()).orElse(bounds.last());
    if (last.isBefore(first)) {
      throw WcsCodes.subsetting(
          s.axis(), "subset of time must have low <= high, was " + first + ", " + last);
    }
    TimeInterval wanted = TimeInterval.ofClosed(first, last);
    if (!wanted.intersects(bounds)) {
      throw WcsCodes.subsetting(
          s.axis(),
          "subset must touch the coverage's time, which is "
              + bounds.start()
              + " to "
              + bounds.last()
              + ", was "
              + s.low().orElse("*")
              + (s.isSlice() ? "" : "," + s.high().orElse("*")));
    }
    return Optional.of(
        TimeInterval.ofClosed(later(first, bounds.start()), earlier(last, bounds.last())));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  // Any precision: a day means all of it.
  private static TimeInterval item(String text, Subset subset, Coverage coverage) {
    TimeParameter time = TimeParameter.parse(text, 1, subset.axis(), WcsCodes.INVALID_SUBSETTING);
    return time.intervals(coverage.newest().orElse(Instant.EPOCH)).get(0);
  }

  /**
   * The slices an interval becomes: itself, as one mosaic, or every instant in it that has a scene
   * on a grid. When there is none, one slice without data at the interval's start.
   *
   * @param each true for one slice an instant
   * @return empty when there is no interval
   */
  static List<TimeInterval> slices(
      Coverage coverage, Optional<TimeInterval> interval, GeoBox target, boolean each) {
    if (interval.isEmpty() || !each) {
      return interval.stream().toList();
    }
    List<Instant> instants =
        coverage
            .datacube()
            .engine()
            .times(coverage.cube(), target, List.of(interval.get()), coverage.filter());
    return instants.isEmpty()
        ? List.of(TimeInterval.at(interval.get().start()))
        : instants.stream().map(TimeInterval::at).toList();
  }
}
