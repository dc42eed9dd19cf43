// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.SortKey;
import org.chronocube.scene.Product;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;
import org.chronocube.time.TimeInterval;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConnection;

/**
 * 100,000 scenes of one tile, two a day twelve hours apart from 2000-01-01T06:00:00Z on; what is
 * asked of the ends and the neighbours of a time must not go through all of them. Work is counted
 * in instructions of SQLite's virtual machine, of which a row takes ten or more.
 */
class LongSeriesTest {

  private static final int SCENES = 100_000;
  private static final long HALF_DAY_MS = 43_200_000;
  private static final Instant FIRST = Instant.parse("2000-01-01T06:00:00Z");
  private static final Instant LAST = FIRST.plusMillis((SCENES - 1) * HALF_DAY_MS);
  private static final int LOOK_UP = 20_000;
  private static final int LISTING = 10 * SCENES;
  private static final Geometry TILE =
      new GeometryFactory().toGeometry(new Envelope(4, 4.1, 51, 51.1));

  @TempDir static Path directory;
  private static SceneIndex index;
  private static final Instructions WORK = new Instructions();

  /** Counts what one connection does. */
  private static final class Instructions extends ProgressHandler {

    private static final int STEP = 100;
    private int count;

    @Override
    protected int progress() {
      count += STEP;
      return 0;
    }

    <T> T count(Supplier<T> question) {
      count = 0;
      return question.get();
    }
  }

  @BeforeAll
  static void fill() throws SQLException {
    Options one = Options.forWriting().withPoolSize(1);
    String url = "jdbc:sqlite:" + directory.toAbsolutePath().resolve("long.sqlite");
    try (SceneIndex created = JdbcSceneIndexes.open(url, one)) {
      created.putProduct(new Product("p", "", "", "", List.of()));
      created.insert(List.of(new Scene("s", "p", FIRST, TILE, null, null, Map.of(), List.of())));
    }
    Database database = SqliteDatabases.connect(url, one);
    database.write(LongSeriesTest::repeat);
    index = new JdbcSceneIndex(database);
    try (Connection connection = database.openReader()) {
      ProgressHandler.setHandler(
          connection.unwrap(SQLiteConnection.class), Instructions.STEP, WORK);
      connection.rollback();
    }
  }

  /** Copies the one scene half a day later each time: far quicker than 100,000 insertions. */
  private static Void repeat(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
              + (SCENES - 1)
              + ") INSERT INTO scene SELECT pk + i, product, id || i, acquisition || i, revision,"
              + " is_current, time_ms + i * 43200000, (time_ms + i * 43200000) / 86400000,"
              + " cloud_cover, min_x, min_y, max_x, max_y, digest, footprint, properties, source,"
              + " cell, granules"
              + " FROM scene, n");
    }
    return null;
  }

  @AfterAll
  static void close() {
    index.close();
  }

  private static SceneQuery query(TimeGrouping grouping) {
    return SceneQuery.of(List.of("p")).withArea(TILE).withTimes(List.of(), grouping);
  }

  private static List<Instant> times(SceneQuery query, SortKey order, int most) {
    try (Stream<Instant> found = index.times(query.withSort(List.of(order)).withPage(0, most))) {
      return found.toList();
    }
  }

  private static SceneQuery within(TimeGrouping grouping, TimeInterval interval) {
    return query(grouping).withTimes(List.of(interval), grouping);
  }

  @ParameterizedTest
  @EnumSource
  void the_first_and_the_last_time_are_look_ups(TimeGrouping grouping) {
    Instant newest = grouping == TimeGrouping.INSTANT ? LAST : LAST.minusMillis(HALF_DAY_MS);

    assertThat(WORK.count(() -> times(query(grouping), SortKey.OLDEST_FIRST, 1)))
        .containsExactly(FIRST);
    assertThat(WORK.count).isLessThan(LOOK_UP);
    assertThat(WORK.count(() -> times(query(grouping), SortKey.NEWEST_FIRST, 1)))
        .containsExactly(newest);
    assertThat(WORK.count).isLessThan(LOOK_UP);
    assertThat(WORK.count(() -> index.timeBounds(query(grouping))))
        .contains(TimeInterval.ofClosed(FIRST, LAST));
    assertThat(WORK.count).isLessThan(2 * LOOK_UP);
  }

  @ParameterizedTest
  @EnumSource
  void the_neighbours_of_a_time_are_look_ups(TimeGrouping grouping) {
    Instant asked = FIRST.plusMillis(50_000 * HALF_DAY_MS + 1);
    TimeInterval before = TimeInterval.ofClosed(TimeInterval.ALL.start(), asked);
    TimeInterval after = TimeInterval.ofClosed(asked, TimeInterval.ALL.last());

    assertThat(WORK.count(() -> times(within(grouping, before), SortKey.NEWEST_FIRST, 1)))
        .containsExactly(asked.minusMillis(1));
    assertThat(WORK.count).isLessThan(LOOK_UP);
    assertThat(WORK.count(() -> times(within(grouping, after), SortKey.OLDEST_FIRST, 1)))
        .containsExactly(asked.plusMillis(HALF_DAY_MS - 1));
    assertThat(WORK.count).isLessThan(LOOK_UP);
  }

  @Test
  void the_newest_scene_is_a_look_up_and_so_is_the_newest_of_an_open_listing() {
    SceneQuery one = query(TimeGrouping.INSTANT).withPage(0, 1);

    assertThat(
            WORK.count(
                () -> {
                  try (Stream<Scene> found = index.find(one)) {
                    return found.map(Scene::time).toList();
                  }
                }))
        .containsExactly(LAST);
    assertThat(WORK.count).isLessThan(LOOK_UP);
  }

  @Test
  void the_first_thousand_times_cost_a_thousand_rows() {
    SceneQuery query = query(TimeGrouping.INSTANT);

    assertThat(WORK.count(() -> times(query, SortKey.OLDEST_FIRST, 1001))).hasSize(1001);
    assertThat(WORK.count).isLessThan(100 * 1001);
  }

  @Test
  void the_count_tells_a_listing_from_a_look_up() {
    SceneQuery query = query(TimeGrouping.INSTANT);

    assertThat(WORK.count(() -> times(query, SortKey.OLDEST_FIRST, SceneQuery.UNLIMITED)))
        .hasSize(SCENES);
    assertThat(WORK.count).isGreaterThan(LISTING);
  }
}
