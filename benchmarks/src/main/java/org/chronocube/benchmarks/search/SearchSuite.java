// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.search;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chronocube.benchmarks.compare.Lab;
import org.chronocube.benchmarks.compare.Suite;
import org.chronocube.benchmarks.compare.Table;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.jdbc.JdbcSceneIndexes;
import org.chronocube.index.jdbc.Options;
import org.chronocube.time.TimeInterval;

/**
 * Search in, and writing to, an index of a {@link SyntheticArchive}: SQLite in the work folder, and
 * PostgreSQL when told where one is, beside a table of PostGIS in the same server when it has that
 * extension. Indexes are kept: what an earlier run has written is not written again, so that a
 * second run with more scenes shows what growth costs.
 *
 * <p>Options: {@code search.postgresql} (JDBC URL of an empty database, credentials in it), {@code
 * search.scenes} and {@code search.sqlite.scenes} (a million each), {@code search.peer.scenes} (the
 * first so many are in the peer's table and are what is compared), {@code search.areas}.
 */
public final class SearchSuite implements Suite {

  private static final int MILLION = 1_000_000;

  /** Written beyond the archive's size in each run, to measure writing at that size. */
  private static final int MORE = 20_000;

  @Override
  public String name() {
    return "search";
  }

  @Override
  public String title() {
    return "Search in an index of Sentinel-2's size";
  }

  @Override
  public List<Table> run(Lab lab) throws Exception {
    SyntheticArchive archive = new SyntheticArchive();
    List<Table> tables = new ArrayList<>();
    Path file = lab.folder("search").resolve("index.sqlite");
    long few = lab.number("search.sqlite.scenes", MILLION);
    try (SceneIndex index = open("jdbc:sqlite:" + file)) {
      tables.addAll(measure(lab, archive, "SQLite", index, few, Optional.empty()));
    }
    String url = lab.options().get("search.postgresql");
    if (url == null) {
      lab.say("PostgreSQL is left out: --set search.postgresql=JDBC_URL tells where one is");
      return tables;
    }
    long most = lab.number("search.scenes", MILLION);
    long common = Math.min(most, lab.number("search.peer.scenes", MILLION));
    try (SceneIndex index = open(url);
        PostgisMosaic peer = PostgisMosaic.open(url).orElse(null)) {
      if (peer != null) {
        peer.fill(lab, archive, common);
      }
      tables.addAll(measure(lab, archive, "PostgreSQL", index, most, Optional.ofNullable(peer)));
    }
    return tables;
  }

  private static SceneIndex open(String url) {
    return JdbcSceneIndexes.open(url, Options.forWriting());
  }

  private static List<Table> measure(
      Lab lab,
      SyntheticArchive archive,
      String name,
      SceneIndex index,
      long size,
      Optional<PostgisMosaic> peer)
      throws SQLException {
    index.putProduct(archive.product());
    Filling filling = new Filling(lab, archive, index);
    filling.to(size);
    long first = index.count(SceneQuery.of(List.of(archive.product().id())));
    double rate = filling.rate(first, first + MORE);
    Table writing =
        new Table(
            name + ": writing to an index of " + millions(first) + " million scenes of 13 granules",
            List.of("", "scenes/s", "wanted"));
    writing.row("Chronocube, batches of " + Filling.BATCH, Table.significant(rate), "5000");
    if (peer.isPresent()) {
      writing.row(
          "mosaic table of PostGIS, a granule a transaction (13 a scene)",
          Table.significant(peer.get().granulesPerSecond(archive) / 13),
          "");
    }
    // Both look at the scenes that both have.
    long common = peer.map(PostgisMosaic::size).orElse(first);
    Instant end = archive.time(common - 1).plusMillis(1);
    TimeInterval span = new TimeInterval(archive.time(0), end);
    int areas = (int) lab.number("search.areas", 100);
    Searches searches = new Searches(archive, index, peer, span, areas);
    return List.of(writing, searches.table(name + ", " + millions(first) + " million scenes"));
  }

  private static String millions(long scenes) {
    return String.format(Locale.ROOT, "%.2f", scenes / 1e6);
  }

  /** Writes scenes and takes the time of the index alone, not of making them. */
  private record Filling(Lab lab, SyntheticArchive archive, SceneIndex index) {

    static final int BATCH = 2000;
    private static final Duration TELL = Duration.ofSeconds(30);

    void to(long size) {
      long there = index.count(SceneQuery.of(List.of(archive.product().id())));
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

    /** Scenes a second. */
    double rate(long from, long to) {
      long nanos = 0;
      for (long next = from; next < to; next += BATCH) {
        var scenes = archive.scenes(next, Math.min(to, next + BATCH));
        long start = System.nanoTime();
        index.insert(scenes);
        nanos += System.nanoTime() - start;
      }
      return (to - from) / (nanos / 1e9);
    }
  }
}
