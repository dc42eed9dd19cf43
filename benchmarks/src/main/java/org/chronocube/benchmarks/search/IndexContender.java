// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.search;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.chronocube.benchmarks.compare.Lab;
import org.chronocube.index.SceneFilters;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.jdbc.JdbcSceneIndexes;
import org.chronocube.index.jdbc.Options;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;
import org.locationtech.jts.geom.Geometry;

/**
 * An index of the first scenes of an archive.
 *
 * @param size how many
 */
record IndexContender(String database, SyntheticArchive archive, SceneIndex index, long size)
    implements Contender, AutoCloseable {

  /** Scenes of one insert. */
  static final int BATCH = 2000;

  private static final Duration TELL = Duration.ofSeconds(30);
  private static final Filter CLEAR = SceneFilters.parse("\"eo:cloud_cover\" < 20");

  /** Opens an index and brings what is missing of the first scenes in. */
  static IndexContender open(
      Lab lab, String database, String url, SyntheticArchive archive, long least) {
    SceneIndex index = JdbcSceneIndexes.open(url, Options.forWriting());
    index.putProduct(archive.product());
    long size = index.count(SceneQuery.of(List.of(archive.product().id())));
    IndexContender filled = new IndexContender(database, archive, index, Math.max(least, size));
    filled.fill(lab, size);
    return filled;
  }

  private void fill(Lab lab, long there) {
    long told = System.nanoTime();
    long from = there;
    for (long next = there; next < size; next += BATCH) {
      index.insert(archive.scenes(next, Math.min(size, next + BATCH)));
      if (System.nanoTime() - told > TELL.toNanos()) {
        double seconds = (System.nanoTime() - told) / 1e9;
        lab.say("%d of %d scenes, %.0f/s with their making", next, size, (next - from) / seconds);
        told = System.nanoTime();
        from = next;
      }
    }
  }

  @Override
  public String name() {
    return String.format(Locale.ROOT, "%s, %.3g million", database, size / 1e6);
  }

  /** Seconds that writing the scenes after the last takes, not their making; then removes them. */
  double secondsToWrite(long more) {
    long nanos = 0;
    for (long next = size; next < size + more; next += BATCH) {
      List<Scene> scenes = archive.scenes(next, Math.min(size + more, next + BATCH));
      long start = System.nanoTime();
      index.insert(scenes);
      nanos += System.nanoTime() - start;
    }
    for (long next = size; next < size + more; next += BATCH) {
      List<Scene> scenes = archive.scenes(next, Math.min(size + more, next + BATCH));
      index.delete(archive.product().id(), scenes.stream().map(Scene::id).toList());
    }
    return nanos / 1e9;
  }

  /** From the first scene to the last. */
  TimeInterval span() {
    return TimeInterval.ofClosed(archive.time(0), archive.time(size - 1));
  }

  private SceneQuery within(Geometry area, TimeInterval time, TimeGrouping grouping) {
    return SceneQuery.of(List.of(archive.product().id()))
        .withArea(area)
        .withTimes(List.of(time), grouping);
  }

  @Override
  public Answer newest(Geometry area, TimeInterval time, int most) {
    SceneQuery query = within(area, time, TimeGrouping.INSTANT).withFilter(CLEAR).withPage(0, most);
    try (Stream<Scene> found = index.find(query)) {
      return Answer.of(found.map(Scene::id));
    }
  }

  @Override
  public Answer bounds(Geometry area, TimeInterval time) {
    return Answer.of(
        index.timeBounds(within(area, time, TimeGrouping.INSTANT)).stream()
            .flatMap(t -> Stream.of(t.start().toEpochMilli(), t.last().toEpochMilli())));
  }

  @Override
  public Answer days(Geometry area, TimeInterval time) {
    try (Stream<Instant> days = index.times(within(area, time, TimeGrouping.SOLAR_DAY))) {
      return Answer.of(days.map(Instant::toEpochMilli));
    }
  }

  @Override
  public void close() {
    index.close();
  }
}
