// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.search;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chronocube.benchmarks.compare.Lab;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeInterval;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBWriter;

/**
 * The peer: a table as GeoServer's mosaic keeps its granules in PostGIS (location, geometry with a
 * GiST index, time with a B-tree), with the cloud cover beside. For searches it has a row a scene;
 * its writing, a transaction for every granule as the mosaic's catalog does, is measured in another
 * table of the same form.
 */
final class PostgisMosaic implements Contender, AutoCloseable {

  private static final int BATCH = 2000;
  private static final int WRITTEN = 100;
  private static final String MATCHES =
      " FROM mosaic WHERE ST_Intersects(the_geom, ST_GeomFromWKB(?, 4326))"
          + " AND time_ms >= ? AND time_ms < ?";

  private final Connection connection;
  private long size;

  private PostgisMosaic(Connection connection) throws SQLException {
    this.connection = connection;
    size = number("SELECT count(*) FROM mosaic");
  }

  /** Empty when the server has no PostGIS. */
  static Optional<PostgisMosaic> open(String url) throws SQLException {
    String batched = url + (url.contains("?") ? "&" : "?") + "reWriteBatchedInserts=true";
    Connection connection = DriverManager.getConnection(batched);
    try (Statement statement = connection.createStatement()) {
      ResultSet found =
          statement.executeQuery("SELECT 1 FROM pg_available_extensions WHERE name = 'postgis'");
      if (!found.next()) {
        connection.close();
        return Optional.empty();
      }
      statement.execute("CREATE EXTENSION IF NOT EXISTS postgis");
      create(statement, "mosaic");
    }
    return Optional.of(new PostgisMosaic(connection));
  }

  private static void create(Statement statement, String table) throws SQLException {
    statement.execute(
        "CREATE TABLE IF NOT EXISTS "
            + table
            + " (fid bigserial PRIMARY KEY, location text COLLATE \"C\" NOT NULL,"
            + " the_geom geometry(Geometry, 4326) NOT NULL, time_ms bigint NOT NULL,"
            + " solar_day integer NOT NULL, cloud_cover double precision NOT NULL)");
    for (String index : List.of("gist (the_geom)", "btree (time_ms)", "btree (location)")) {
      String name = table + "_" + index.replaceAll("\\W+", "_");
      statement.execute("CREATE INDEX IF NOT EXISTS " + name + " ON " + table + " USING " + index);
    }
  }

  @Override
  public String name() {
    return String.format(Locale.ROOT, "PostGIS mosaic, %.3g million", size / 1e6);
  }

  long size() {
    return size;
  }

  /** Brings the first scenes of the archive in, as fast as may be. */
  void fill(Lab lab, SyntheticArchive archive, long scenes) throws SQLException {
    if (size >= scenes) {
      return;
    }
    lab.say("filling PostGIS' table with %d scenes", scenes - size);
    connection.setAutoCommit(false);
    try (PreparedStatement insert = insertInto("mosaic")) {
      for (long next = size; next < scenes; next += BATCH) {
        for (Scene scene : archive.scenes(next, Math.min(scenes, next + BATCH))) {
          bind(insert, scene, scene.id());
          insert.addBatch();
        }
        insert.executeBatch();
        connection.commit();
      }
    }
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute("VACUUM ANALYZE mosaic");
    }
    size = scenes;
  }

  private PreparedStatement insertInto(String table) throws SQLException {
    return connection.prepareStatement(
        "INSERT INTO "
            + table
            + " (location, the_geom, time_ms, solar_day, cloud_cover)"
            + " VALUES (?, ST_GeomFromWKB(?, 4326), ?, ?, ?)");
  }

  private static void bind(PreparedStatement insert, Scene scene, String location)
      throws SQLException {
    insert.setString(1, location);
    insert.setBytes(2, new WKBWriter().write(scene.footprint()));
    insert.setLong(3, scene.time().toEpochMilli());
    insert.setInt(4, Math.toIntExact(scene.solarDay().toEpochDay()));
    insert.setDouble(5, scene.cloudCover().orElseThrow());
  }

  /** How fast granules come in, one after the other, each for good. */
  double granulesPerSecond(SyntheticArchive archive) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS mosaic_granules");
      create(statement, "mosaic_granules");
    }
    List<Scene> scenes = new ArrayList<>(archive.scenes(0, WRITTEN));
    long granules = 0;
    long start = System.nanoTime();
    try (PreparedStatement insert = insertInto("mosaic_granules")) {
      for (Scene scene : scenes) {
        for (Granule granule : scene.granules()) {
          bind(insert, scene, granule.uri().toString());
          insert.executeUpdate();
          granules++;
        }
      }
    }
    return granules / ((System.nanoTime() - start) / 1e9);
  }

  @Override
  public Answer newest(Geometry area, TimeInterval time, int most) throws SQLException {
    return ask(
        "SELECT location"
            + MATCHES
            + " AND cloud_cover < 20 ORDER BY time_ms DESC, location LIMIT "
            + most,
        area,
        time);
  }

  @Override
  public Answer bounds(Geometry area, TimeInterval time) throws SQLException {
    return ask(
        "SELECT unnest(ARRAY[a, b]) FROM (SELECT min(time_ms) AS a, max(time_ms) AS b"
            + MATCHES
            + ") t WHERE a IS NOT NULL",
        area,
        time);
  }

  @Override
  public Answer days(Geometry area, TimeInterval time) throws SQLException {
    return ask(
        "SELECT DISTINCT t FROM (SELECT min(time_ms) AS t"
            + MATCHES
            + " GROUP BY solar_day) d ORDER BY t",
        area,
        time);
  }

  private Answer ask(String sql, Geometry area, TimeInterval time) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setBytes(1, new WKBWriter().write(area));
      statement.setLong(2, time.start().toEpochMilli());
      statement.setLong(3, time.end().toEpochMilli());
      List<Object> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getObject(1));
        }
      }
      return Answer.of(found.stream());
    }
  }

  private long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
