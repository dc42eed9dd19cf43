// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.search;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chronocube.benchmarks.compare.Table;
import org.chronocube.index.SceneFilters;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.SceneQuery;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;

/**
 * Questions about areas of several sizes, asked in turns of an index and of the peer, whose answers
 * must be the same.
 *
 * @param span what is common to both
 * @param areas of each size
 */
record Searches(
    SyntheticArchive archive,
    SceneIndex index,
    Optional<PostgisMosaic> peer,
    TimeInterval span,
    int areas) {

  private static final int WARM_UP = 15;
  private static final int PAGE = 100;
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Filter CLEAR = SceneFilters.parse("\"eo:cloud_cover\" < 20");

  /** What is asked of an area. */
  private interface Question<A> {
    Answer ask(A of, Area area) throws SQLException;
  }

  /**
   * What came out, such that the same is the same for both.
   *
   * @param count of scenes or dates
   * @param check over all that is in the answer
   */
  record Answer(long count, long check) {

    /** Of texts and times, in their order. */
    static Answer of(Stream<?> elements) {
      long[] sums = {0, 1};
      elements.forEach(
          element -> {
            sums[0]++;
            sums[1] = 31 * sums[1] + element.hashCode();
          });
      return new Answer(sums[0], sums[1]);
    }
  }

  Table table(String what) throws SQLException {
    Table table =
        new Table(
            what,
            List.of("area, question", "answers", "p50 ms", "p95 ms", "wanted", "PostGIS p50 ms"));
    for (int km : new int[] {30, 100, 300, 1000}) {
      List<Area> some = Area.some(archive.tiles().all(), areas + WARM_UP, km);
      String size = km + " km: ";
      row(table, some, size + "month, cloud < 20, newest 100", 20, this::month, this::peerMonth);
      row(table, some, size + "cloud < 20, newest 100", 20, this::newest, this::peerNewest);
      row(table, some, size + "first and last time", 50, this::bounds, this::peerBounds);
      row(table, some, size + "distinct dates", 50, this::days, this::peerDays);
    }
    return table;
  }

  private void row(
      Table table,
      List<Area> some,
      String what,
      double wanted,
      Question<SceneIndex> ours,
      Question<PostgisMosaic> theirs)
      throws SQLException {
    double[] times = new double[areas];
    double[] peerTimes = new double[areas];
    long answers = 0;
    for (int i = -WARM_UP; i < areas; i++) {
      Area area = some.get(i < 0 ? areas - 1 - i : i);
      long start = System.nanoTime();
      Answer answer = ours.ask(index, area);
      double took = (System.nanoTime() - start) / 1e9;
      double peerTook = Double.NaN;
      if (peer.isPresent()) {
        start = System.nanoTime();
        Answer other = theirs.ask(peer.get(), area);
        peerTook = (System.nanoTime() - start) / 1e9;
        check(what, area, answer, other);
      }
      if (i >= 0) {
        times[i] = took;
        peerTimes[i] = peerTook;
        answers += answer.count();
      }
    }
    Arrays.sort(times);
    Arrays.sort(peerTimes);
    table.row(
        what,
        Table.significant((double) answers / areas),
        Table.millis(times[areas / 2]),
        Table.millis(times[areas * 95 / 100]),
        Table.significant(wanted),
        Table.millis(peerTimes[areas / 2]));
  }

  private static void check(String what, Area area, Answer ours, Answer theirs) {
    if (!ours.equals(theirs)) {
      throw new IllegalStateException(
          what + " of " + area.polygon() + " must be " + theirs + ", was " + ours);
    }
  }

  private SceneQuery within(Area area, TimeInterval time, TimeGrouping grouping) {
    return SceneQuery.of(List.of(archive.product().id()))
        .withArea(area.polygon())
        .withTimes(List.of(time), grouping);
  }

  private TimeInterval month(Area area) {
    long days = Duration.between(span.start(), span.end()).minus(MONTH).toDays();
    Instant start = span.start().plus(Duration.ofDays((long) (area.chance() * days)));
    return new TimeInterval(start, start.plus(MONTH));
  }

  private Answer scenes(SceneIndex of, Area area, TimeInterval time) {
    SceneQuery query = within(area, time, TimeGrouping.INSTANT).withFilter(CLEAR).withPage(0, PAGE);
    try (Stream<Scene> found = of.find(query)) {
      return Answer.of(found.map(Scene::id));
    }
  }

  private Answer month(SceneIndex of, Area area) {
    return scenes(of, area, month(area));
  }

  private Answer peerMonth(PostgisMosaic of, Area area) throws SQLException {
    return of.newest(area.polygon(), month(area), PAGE);
  }

  private Answer newest(SceneIndex of, Area area) {
    return scenes(of, area, span);
  }

  private Answer peerNewest(PostgisMosaic of, Area area) throws SQLException {
    return of.newest(area.polygon(), span, PAGE);
  }

  private Answer bounds(SceneIndex of, Area area) {
    return Answer.of(
        of.timeBounds(within(area, span, TimeGrouping.INSTANT)).stream()
            .flatMap(t -> Stream.of(t.start().toEpochMilli(), t.last().toEpochMilli())));
  }

  private Answer peerBounds(PostgisMosaic of, Area area) throws SQLException {
    return of.bounds(area.polygon(), span);
  }

  private Answer days(SceneIndex of, Area area) {
    try (Stream<Instant> days = of.times(within(area, span, TimeGrouping.SOLAR_DAY))) {
      return Answer.of(days.map(Instant::toEpochMilli));
    }
  }

  private Answer peerDays(PostgisMosaic of, Area area) throws SQLException {
    return of.days(area.polygon(), span);
  }
}
