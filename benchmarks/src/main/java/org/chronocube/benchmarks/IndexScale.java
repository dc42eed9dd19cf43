// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.chronocube.index.SceneFilters;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.SortKey;
import org.chronocube.index.jdbc.JdbcSceneIndexes;
import org.chronocube.index.jdbc.Options;
import org.chronocube.scene.Footprints;
import org.chronocube.time.TimeGrouping;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;
import org.locationtech.jts.geom.Geometry;

/**
 * Insert rate and query latencies of a scene index: {@code IndexScale JDBC_URL SCENES}. The index
 * must be empty, or hold the scenes of an earlier run with the same number, which then are not
 * inserted again.
 */
public final class IndexScale {

  private static final int BATCH = 2000;
  private static final int WARM_UP = 30;
  private static final int RUNS = 200;
  private static final Filter CLEAR = SceneFilters.parse("\"eo:cloud_cover\" < 20");

  private final SceneIndex index;
  private final SyntheticArchive archive;

  private IndexScale(SceneIndex index, SyntheticArchive archive) {
    this.index = index;
    this.archive = archive;
  }

  public static void main(String... arguments) {
    int scenes = Integer.parseInt(arguments[1]);
    try (SceneIndex index = JdbcSceneIndexes.open(arguments[0], Options.forWriting())) {
      IndexScale scale = new IndexScale(index, new SyntheticArchive(scenes));
      System.out.println(index + ", " + scenes + " scenes");
      scale.fill();
      scale.measureAll();
    }
  }

  private void fill() {
    index.putProduct(archive.product());
    if (index.count(SceneQuery.ALL) == archive.size()) {
      return;
    }
    long start = System.nanoTime();
    for (int from = 0; from < archive.size(); from += BATCH) {
      index.insert(archive.scenes(from, Math.min(archive.size(), from + BATCH)));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT, "insert: %.0f scenes/s in batches of %d%n", archive.size() / seconds, BATCH);
  }

  private void measureAll() {
    SceneQuery all = SceneQuery.of(List.of(archive.product().id()));
    measure(
        "polygon + month + cloud < 20, newest 20 first",
        i ->
            count(
                index.find(month(all.withArea(polygon(i)), i).withFilter(CLEAR).withPage(0, 20))));
    measure(
        "polygon + cloud < 20, newest 20 first",
        i -> count(index.find(all.withArea(polygon(i)).withFilter(CLEAR).withPage(0, 20))));
    measure("polygon: time bounds", i -> index.timeBounds(all.withArea(polygon(i))));
    measure(
        "polygon: distinct dates",
        i ->
            count(
                index.times(
                    all.withArea(polygon(i)).withTimes(List.of(), TimeGrouping.SOLAR_DAY))));
    measure("polygon: count", i -> index.count(all.withArea(polygon(i))));
    measure("time bounds of all", i -> index.timeBounds(all));
    measure("newest 20 of all", i -> count(index.find(all.withPage(0, 20))));
    measure(
        "newest 20 of a continent",
        i -> count(index.find(all.withArea(Footprints.box(-10, 35, 30, 65)).withPage(0, 20))));
    measure(
        "continent on one solar day",
        i ->
            count(
                index.find(
                    all.withArea(Footprints.box(-10, 35, 30, 65))
                        .withTimes(
                            List.of(TimeInterval.at(archive.time(i * 37 % archive.size()))),
                            TimeGrouping.SOLAR_DAY))));
    measure(
        "newest 100 instants of all",
        i -> count(index.times(all.withSort(List.of(SortKey.NEWEST_FIRST)).withPage(0, 100))));
    once(
        "distinct dates of all",
        () -> count(index.times(all.withTimes(List.of(), TimeGrouping.SOLAR_DAY))));
    once("count of all", () -> index.count(all));
    once("count of clear ones", () -> index.count(all.withFilter(CLEAR)));
  }

  private static long count(Stream<?> stream) {
    try (stream) {
      return stream.map(Object::hashCode).filter(h -> h != Integer.MIN_VALUE).count();
    }
  }

  /** An area of about 30 km around some tile's centre. */
  private Geometry polygon(int run) {
    Random random = new Random(run);
    double[] centre = archive.centre(random.nextInt(archive.tiles()));
    double x = centre[0] + random.nextDouble() - 0.5;
    double y = centre[1] + random.nextDouble() - 0.5;
    List<String> ring = new ArrayList<>();
    for (int i = 0; i <= 6; i++) {
      double angle = Math.toRadians(60 * (i % 6));
      ring.add(
          String.format(
              Locale.ROOT, "%f %f", x + 0.25 * Math.cos(angle), y + 0.15 * Math.sin(angle)));
    }
    return Footprints.normalizeArea(
        SyntheticArchive.wkt("POLYGON((" + String.join(", ", ring) + "))"));
  }

  private SceneQuery month(SceneQuery query, int run) {
    Instant start = archive.time(0).plus(Duration.ofDays((long) (run * 7919L % archive.days())));
    return query.withTimes(
        List.of(new TimeInterval(start, start.plus(Duration.ofDays(30)))), TimeGrouping.INSTANT);
  }

  private static void measure(String what, IntFunction<?> query) {
    for (int i = 0; i < WARM_UP; i++) {
      Object unused = query.apply(RUNS + i);
    }
    double[] ms = new double[RUNS];
    for (int i = 0; i < RUNS; i++) {
      long start = System.nanoTime();
      Object unused = query.apply(i);
      ms[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(ms);
    System.out.printf(
        Locale.ROOT, "%-48s p50 %8.2f ms, p95 %8.2f ms%n", what, ms[RUNS / 2], ms[RUNS * 95 / 100]);
  }

  private static void once(String what, Supplier<?> query) {
    Object unused = query.get();
    long start = System.nanoTime();
    Object answer = query.get();
    System.out.printf(
        Locale.ROOT, "%-48s     %8.2f ms (%s)%n", what, (System.nanoTime() - start) / 1e6, answer);
  }
}
