// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chronocube.index.SceneFilters;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.SceneSource;
import org.chronocube.index.SceneSources;
import org.chronocube.index.Scenes;
import org.chronocube.index.jdbc.SceneCodec.Encoded;
import org.chronocube.scene.Footprints;
import org.chronocube.scene.Scene;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Indexes as earlier versions of the program wrote them. */
class MigrationsTest {

  /** More than are converted at a time. */
  private static final int SCENES = 1003;

  @TempDir Path directory;

  private String url(String database) {
    return database.equals("sqlite")
        ? "jdbc:sqlite:" + directory.resolve("scenes.sqlite")
        : EmbeddedPostgresServer.newSchema();
  }

  /** Scene number i has its corner at i mod 360 − 180 degrees east and i mod 150 − 80 north. */
  private static List<Scene> scenes() {
    return IntStream.range(0, SCENES)
        .mapToObj(
            i ->
                Scenes.scene("s" + i)
                    .over(Scenes.square(i % 360 - 180, i % 150 - 80))
                    .cloud(i % 100)
                    .build())
        .toList();
  }

  /** What version 1 and 2 did, but for the batches. */
  private static void writeOld(String url, int version, List<Scene> scenes) throws SQLException {
    boolean sqlite = url.startsWith(SqliteDatabases.PREFIX);
    Dialect dialect = sqlite ? new SqliteDialect() : new PostgresDialect();
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.setAutoCommit(false);
      Migrations.migrate(connection, dialect, "old", version);
      Products.put(connection, Scenes.product(Scenes.PRODUCT));
      try (PreparedStatement scene =
              connection.prepareStatement(
                  "INSERT INTO scene (pk, time_ms, cloud_cover, min_x, min_y, max_x, max_y, product,"
                      + " solar_day, is_current, id, acquisition, revision, digest, footprint,"
                      + " properties) VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, 1, ?, ?, ?, ?, ?, ?)");
          PreparedStatement granules =
              connection.prepareStatement("INSERT INTO scene_granules VALUES (?, ?)");
          Statement state = connection.createStatement()) {
        long pk = 1;
        for (Encoded e : SceneCodec.encode(scenes)) {
          bind(scene, pk, e);
          scene.executeUpdate();
          granules.setLong(1, pk);
          granules.setString(2, GranuleCodec.write(e.scene().granules()));
          granules.executeUpdate();
          pk++;
        }
        state.execute("UPDATE index_state SET generation = 1, next_scene = " + pk);
      }
      connection.commit();
    }
  }

  private static void bind(PreparedStatement s, long pk, Encoded e) throws SQLException {
    s.setLong(1, pk);
    s.setLong(2, e.scene().time().toEpochMilli());
    s.setDouble(3, e.scene().cloudCover().orElseThrow());
    s.setDouble(4, e.box().minX());
    s.setDouble(5, e.box().minY());
    s.setDouble(6, e.box().maxX());
    s.setDouble(7, e.box().maxY());
    s.setInt(8, Math.toIntExact(e.solarDay()));
    s.setString(9, e.scene().id());
    s.setString(10, e.scene().acquisition());
    s.setString(11, e.scene().revision());
    s.setBytes(12, e.digest());
    s.setBytes(13, e.wkb());
    s.setString(14, e.properties());
  }

  @ParameterizedTest
  @CsvSource({"sqlite, 1", "sqlite, 2", "postgresql, 1", "postgresql, 2"})
  void scenes_of_an_older_schema_are_found_as_they_were(String database, int version)
      throws SQLException {
    String url = url(database);
    List<Scene> scenes = scenes();
    writeOld(url, version, scenes);

    try (SceneIndex index = JdbcSceneIndexes.open(url, Options.forWriting())) {
      assertThat(index.count(SceneQuery.ALL)).isEqualTo(SCENES);
      Map<String, Object> properties = Map.of(Scene.CLOUD_COVER, 2.0);
      assertThat(index.scene(Scenes.PRODUCT, "s1002"))
          .hasValueSatisfying(
              scene -> {
                assertThat(scene.granules()).isEqualTo(scenes.get(1002).granules());
                assertThat(scene.footprint().equalsExact(scenes.get(1002).footprint())).isTrue();
                assertThat(scene.properties()).isEqualTo(properties);
              });
      // 0.5° in scene 77 and 437 (77 + 360); 797 is elsewhere in latitude.
      SceneQuery area =
          SceneQuery.ALL
              .withArea(Footprints.box(-102.6, -2.6, -102.4, -2.4))
              .withFilter(SceneFilters.parse("\"eo:cloud_cover\" < 100"));
      try (Stream<Scene> found = index.find(area)) {
        assertThat(found.map(Scene::id)).containsExactly("s77");
      }
      // Stored as a new program would: nothing has changed.
      assertThat(index.insert(scenes).unchanged()).hasSize(SCENES);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void scenes_of_the_first_schema_have_no_source_until_they_are_put_again(String database)
      throws SQLException {
    String url = url(database);
    Scene scene = scenes().get(0);
    writeOld(url, 1, List.of(scene));

    try (SceneIndex index = JdbcSceneIndexes.open(url, Options.forWriting())) {
      SceneSources sources = index.sources();
      assertThat(sources.holders(Scenes.PRODUCT, List.of("s0"))).isEmpty();
      SceneSource source = new SceneSource("file:///a", "stamp", 1, Optional.empty());
      sources.put(Scenes.PRODUCT, List.of(new SceneSources.Entry(source, List.of(scene))));
      assertThat(sources.holders(Scenes.PRODUCT, List.of("s0"))).containsEntry("s0", "file:///a");
    }
  }
}
