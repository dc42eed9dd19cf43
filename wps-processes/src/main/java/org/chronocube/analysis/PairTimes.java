// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.SortKey;
import org.chronocube.time.TimeInterval;

/**
 * The two instants of a cube's time axis that a time parameter compares. The image at a time is the
 * newest one that is not after it:
 *
 * <ul>
 *   <li>an interval compares the image at its start (before the first one of the cube, the first in
 *       the interval) with the image at its end. When both are one and the same and it was taken in
 *       the interval, it is compared with the one before it: what a day, or a second, has brought;
 *   <li>an instant compares the image at it with the one before it;
 *   <li>no time compares the newest two;
 *   <li>several times compare the image at the end of the first with that at the end of the last.
 * </ul>
 *
 * With a period to look back, the later image is as above, and the earlier one is that nearest to
 * the same time a period before, at most an eighth of the period away from it.
 *
 * @param before the earlier instant
 * @param after the later instant
 */
public record PairTimes(Instant before, Instant after) {

  private static final int PARTS_AWAY = 8;

  public PairTimes {
    if (!before.isBefore(after)) {
      throw new IllegalArgumentException(
          "before must be before after, was " + before + ", " + after);
    }
  }

  /**
   * @param index to search, one instant at a time however many there are
   * @param all the scenes of the cube, grouped as it says; times and order are set here
   * @param asked any order
   * @param back period to look back, if any
   * @return empty when there are no two instants to compare
   */
  public static Optional<PairTimes> find(
      SceneIndex index, SceneQuery all, List<TimeInterval> asked, Optional<Period> back) {
    Axis axis = new Axis(index, all);
    List<TimeInterval> times = asked.stream().sorted().toList();
    TimeInterval last = times.isEmpty() ? TimeInterval.ALL : times.get(times.size() - 1);
    Optional<Instant> after = axis.at(last.last());
    if (after.isEmpty()) {
      return Optional.empty();
    }
    Optional<Instant> before =
        back.isPresent()
            ? axis.around(after.get(), back.get())
            : times.isEmpty()
                ? axis.previous(after.get())
                : earlier(axis, times.get(0), times.size() > 1, after.get());
    return before.filter(b -> b.isBefore(after.get())).map(b -> new PairTimes(b, after.get()));
  }

  private static Optional<Instant> earlier(
      Axis axis, TimeInterval first, boolean several, Instant after) {
    Optional<Instant> image = axis.at(several ? first.last() : first.start());
    if (image.isEmpty()) {
      image = axis.first(first);
    }
    boolean same = image.filter(i -> !i.isBefore(after)).isPresent();
    boolean taken = same && !several && axis.first(first).isPresent();
    return taken ? axis.previous(after) : image;
  }

  /** A cube's time axis, asked for single instants. */
  private record Axis(SceneIndex index, SceneQuery all) {

    Optional<Instant> at(Instant time) {
      return edge(TimeInterval.ofClosed(TimeInterval.ALL.start(), time), SortKey.NEWEST_FIRST);
    }

    Optional<Instant> previous(Instant time) {
      return time.isAfter(TimeInterval.ALL.start()) ? at(time.minusMillis(1)) : Optional.empty();
    }

    Optional<Instant> first(TimeInterval in) {
      return edge(in, SortKey.OLDEST_FIRST);
    }

    Optional<Instant> around(Instant after, Period back) {
      Instant wanted = after.atOffset(ZoneOffset.UTC).minus(back).toInstant();
      Duration most = Duration.between(wanted, after).dividedBy(PARTS_AWAY);
      Stream<Instant> near =
          Stream.of(at(wanted), first(TimeInterval.ofClosed(wanted, after)))
              .flatMap(Optional::stream);
      return near.filter(t -> away(t, wanted).compareTo(most) <= 0)
          .min(Comparator.comparing(t -> away(t, wanted)));
    }

    private static Duration away(Instant t, Instant wanted) {
      return Duration.between(t, wanted).abs();
    }

    private Optional<Instant> edge(TimeInterval in, SortKey order) {
      SceneQuery one =
          all.withTimes(List.of(in), all.grouping()).withSort(List.of(order)).withPage(0, 1);
      try (Stream<Instant> times = index.times(one)) {
        return times.findFirst();
      }
    }
  }
}
