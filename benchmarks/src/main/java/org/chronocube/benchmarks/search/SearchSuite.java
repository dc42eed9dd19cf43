// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.search;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chronocube.benchmarks.compare.Lab;
import org.chronocube.benchmarks.compare.Suite;
import org.chronocube.benchmarks.compare.Table;

/**
 * Search in, and writing to, indexes of a {@link SyntheticArchive}: SQLite in the work folder, and
 * PostgreSQL when told where, small and large, beside a table of PostGIS in the same server when it
 * has that extension. All are asked about the scenes that all have, so that what is compared
 * between the small and the large has the same answer; then the large about all it has. Indexes are
 * kept: what an earlier run has written is not written again.
 *
 * <p>Options: {@code search.postgresql} and {@code search.postgresql.large} (JDBC URLs of empty
 * databases, credentials in them), {@code search.scenes} (1,000,000 in SQLite, in the small and in
 * the peer), {@code search.scenes.large} (10,000,000), {@code search.areas} of each size, {@code
 * search.more} (200,000 scenes are written to measure that, and removed again).
 */
public final class SearchSuite implements Suite {

  private static final int MILLION = 1_000_000;
  private static final int PASSES = 3;

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
    Path file = lab.folder("search").resolve("index.sqlite");
    long few = lab.number("search.scenes", MILLION);
    String small = lab.options().get("search.postgresql");
    String large = lab.options().get("search.postgresql.large");
    List<IndexContender> ours = new ArrayList<>();
    PostgisMosaic peer = null;
    try {
      ours.add(IndexContender.open(lab, "SQLite", "jdbc:sqlite:" + file, archive, few));
      if (small == null) {
        lab.say("PostgreSQL is left out: --set search.postgresql=JDBC_URL tells where one is");
      } else {
        ours.add(IndexContender.open(lab, "PostgreSQL", small, archive, few));
        peer = PostgisMosaic.open(small).orElse(null);
      }
      if (peer != null) {
        peer.fill(lab, archive, few);
      }
      if (large != null) {
        long many = lab.number("search.scenes.large", 10L * MILLION);
        ours.add(IndexContender.open(lab, "PostgreSQL", large, archive, many));
      }
      return measure(lab, archive, ours, Optional.ofNullable(peer));
    } finally {
      ours.forEach(IndexContender::close);
      if (peer != null) {
        peer.close();
      }
    }
  }

  private static List<Table> measure(
      Lab lab, SyntheticArchive archive, List<IndexContender> ours, Optional<PostgisMosaic> peer)
      throws SQLException {
    int areas = (int) lab.number("search.areas", 60);
    int passes = Math.min(PASSES, lab.rounds());
    List<Contender> all = new ArrayList<>(ours);
    peer.ifPresent(all::add);
    List<Table> tables = new ArrayList<>();
    Searches common = new Searches(all, archive.tiles().all(), ours.get(0).span(), areas, passes);
    tables.add(common.table("Search, of what all of them have", ours.size() == 3 ? 1 : -1));
    if (ours.size() == 3) {
      IndexContender large = ours.get(2);
      Searches whole =
          new Searches(List.of(large), archive.tiles().all(), large.span(), areas, passes);
      tables.add(whole.table("Search in all of the large index", -1));
    }
    tables.add(writing(lab, archive, ours, peer));
    return tables;
  }

  private static Table writing(
      Lab lab, SyntheticArchive archive, List<IndexContender> ours, Optional<PostgisMosaic> peer)
      throws SQLException {
    long more = lab.number("search.more", 200_000);
    Table table =
        new Table(
            "Writing " + more + " scenes of 13 granules more", List.of("", "scenes/s", "wanted"));
    for (IndexContender index : ours) {
      double rate = more / index.secondsToWrite(more);
      table.row(
          index.name() + ", batches of " + IndexContender.BATCH, Table.significant(rate), "5000");
    }
    if (peer.isPresent()) {
      table.row(
          "mosaic table of PostGIS, a granule a transaction (13 a scene)",
          Table.significant(peer.get().granulesPerSecond(archive) / 13),
          "");
    }
    return table;
  }
}
