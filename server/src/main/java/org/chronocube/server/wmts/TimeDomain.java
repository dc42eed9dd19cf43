// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wmts;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.SortKey;
import org.chronocube.server.ows.OwsException;
import org.chronocube.time.TimeInterval;

/**
 * The times of some scenes of a cube, as its time dimension has them: the scenes of a pass are one.
 * Every answer is a query of the index; times are counted as they pass, never held.
 */
final class TimeDomain {

  /** Most buckets of a histogram. */
  static final int MOST_BUCKETS = 10_000;

  private static final int FEW_BUCKETS = 200;
  private static final List<TemporalAmount> STEPS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Period.ofDays(1),
          Period.ofDays(7),
          Period.ofMonths(1),
          Period.ofYears(1));

  private final SceneIndex index;
  private final SceneQuery scenes;

  TimeDomain(SceneIndex index, SceneQuery scenes) {
    this.index = index;
    this.scenes = scenes;
  }

  /**
   * How many times there are, and which.
   *
   * @param size distinct times
   * @param values all of them, ascending, or none when there are more than were wanted
   * @param bounds first and last, when there are any
   */
  record Summary(long size, List<Instant> values, Optional<TimeInterval> bounds) {}

  /**
   * @param most times to list
   */
  Summary summary(int most) {
    SceneQuery ascending = scenes.withSort(List.of(SortKey.OLDEST_FIRST));
    List<Instant> few = listed(ascending.withPage(0, most + 1));
    if (few.size() <= most) {
      Optional<TimeInterval> bounds =
          few.isEmpty()
              ? Optional.empty()
              : Optional.of(TimeInterval.ofClosed(few.get(0), few.get(few.size() - 1)));
      return new Summary(few.size(), few, bounds);
    }
    Instant newest = listed(scenes.withSort(List.of(SortKey.NEWEST_FIRST)).withPage(0, 1)).get(0);
    try (Stream<Instant> times = index.times(ascending)) {
      return new Summary(
          times.count(), List.of(), Optional.of(TimeInterval.ofClosed(few.get(0), newest)));
    }
  }

  /**
   * A page of times.
   *
   * @param from the last time of the page before, itself left out
   * @param descending newest first
   */
  List<Instant> page(Optional<Instant> from, boolean descending, int most) {
    SortKey order = descending ? SortKey.NEWEST_FIRST : SortKey.OLDEST_FIRST;
    Optional<SceneQuery> rest = from.map(f -> beyond(f, descending)).orElse(Optional.of(scenes));
    if (rest.isEmpty() || most == 0) {
      return List.of();
    }
    List<Instant> times = listed(rest.get().withSort(List.of(order)).withPage(0, most + 1));
    // Going up, the rest of a pass follows the time it is named by: that time is told already.
    boolean told =
        from.isPresent() && !descending && !times.isEmpty() && isOfPassAt(from.get(), times.get(0));
    int skip = told ? 1 : 0;
    return times.subList(skip, Math.min(times.size(), skip + most));
  }

  private boolean isOfPassAt(Instant from, Instant next) {
    SceneQuery pass = scenes.withTimes(List.of(TimeInterval.at(next)), scenes.grouping());
    List<Instant> named = listed(pass.withSort(List.of(SortKey.OLDEST_FIRST)).withPage(0, 1));
    return !named.isEmpty() && !named.get(0).isAfter(from);
  }

  // The scenes after or before an instant; empty when no interval reaches there.
  private Optional<SceneQuery> beyond(Instant from, boolean descending) {
    Instant start = descending ? TimeInterval.ALL.start() : from.plusMillis(1);
    Instant end = descending ? from : TimeInterval.ALL.end();
    List<TimeInterval> intervals =
        scenes.times().isEmpty() ? List.of(TimeInterval.ALL) : scenes.times();
    List<TimeInterval> cut = new ArrayList<>();
    for (TimeInterval interval : intervals) {
      Instant first = interval.start().isBefore(start) ? start : interval.start();
      Instant stop = interval.end().isAfter(end) ? end : interval.end();
      if (first.isBefore(stop)) {
        cut.add(new TimeInterval(first, stop));
      }
    }
    return cut.isEmpty() ? Optional.empty() : Optional.of(scenes.withTimes(cut, scenes.grouping()));
  }

  /**
   * Scenes per step of time.
   *
   * @param start of the first bucket
   * @param end of the domain told
   * @param step as asked for or chosen
   * @param counts scenes of each bucket, which holds its start and not its end
   */
  record Histogram(Instant start, Instant end, TemporalAmount step, List<Long> counts) {

    Histogram {
      counts = List.copyOf(counts);
    }
  }

  /**
   * Buckets from the first scene on; the last one holds the last scene. Where that lies on an edge,
   * the domain ends one step later, else with the last scene, as in GeoServer.
   *
   * @param asked empty to choose one
   * @return empty when there are no scenes
   */
  Optional<Histogram> histogram(Optional<TemporalAmount> asked) {
    Optional<TimeInterval> bounds = index.timeBounds(scenes);
    if (bounds.isEmpty()) {
      return Optional.empty();
    }
    Instant first = bounds.get().start();
    Instant last = bounds.get().last();
    TemporalAmount step = asked.orElseGet(() -> step(first, last));
    List<Instant> edges = new ArrayList<>(List.of(first));
    while (!edges.get(edges.size() - 1).isAfter(last)) {
      if (edges.size() > MOST_BUCKETS) {
        throw OwsException.invalid(
            "resolution", "resolution must give at most " + MOST_BUCKETS + " buckets, was " + step);
      }
      edges.add(shift(first, step, edges.size()));
    }
    boolean onEdge = edges.get(edges.size() - 2).equals(last);
    List<Long> counts = new ArrayList<>();
    for (long count : index.histogram(scenes, edges)) {
      counts.add(count);
    }
    Instant end = onEdge ? edges.get(edges.size() - 1) : last;
    return Optional.of(new Histogram(first, end, step, counts));
  }

  private static TemporalAmount step(Instant first, Instant last) {
    for (TemporalAmount step : STEPS) {
      if (shift(first, step, FEW_BUCKETS).isAfter(last)) {
        return step;
      }
    }
    return STEPS.get(STEPS.size() - 1);
  }

  // The k-th edge counts from the first: months have no common length.
  private static Instant shift(Instant from, TemporalAmount step, int times) {
    return step instanceof Period period
        ? from.atOffset(ZoneOffset.UTC).plus(period.multipliedBy(times)).toInstant()
        : from.plus(((Duration) step).multipliedBy(times));
  }

  private List<Instant> listed(SceneQuery query) {
    try (Stream<Instant> times = index.times(query)) {
      return times.toList();
    }
  }
}
