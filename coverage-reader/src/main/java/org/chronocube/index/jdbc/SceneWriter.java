// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.chronocube.grid.Extent;
import org.chronocube.index.jdbc.SceneCodec.Encoded;
import org.chronocube.scene.Footprints;

/** Statements that change scenes, in batches. The caller holds the write lock. */
final class SceneWriter {

  private static final int BATCH = 1000;

  private static final String INSERT_SCENE =
      "INSERT INTO scene (product, id, acquisition, revision, is_current, time_ms, solar_day,"
          + " cloud_cover, min_x, min_y, max_x, max_y, digest, footprint, properties, pk)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String UPDATE_SCENE =
      "UPDATE scene SET product = ?, id = ?, acquisition = ?, revision = ?, is_current = ?,"
          + " time_ms = ?, solar_day = ?, cloud_cover = ?, min_x = ?, min_y = ?, max_x = ?,"
          + " max_y = ?, digest = ?, footprint = ?, properties = ? WHERE pk = ?";
  private static final String INSERT_GRANULES =
      "INSERT INTO scene_granules (granules, pk) VALUES (?, ?)";
  private static final String UPDATE_GRANULES =
      "UPDATE scene_granules SET granules = ? WHERE pk = ?";

  private final Connection connection;

  SceneWriter(Connection connection) {
    this.connection = connection;
  }

  /**
   * A scene and its place in the tables.
   *
   * @param pk key of the row
   * @param product key of the product
   */
  record Row(long pk, long product, Encoded encoded, boolean current) {}

  /** How to bind one element to a statement. */
  private interface Binder<T> {
    void bind(PreparedStatement statement, T element) throws SQLException;
  }

  void insert(List<Row> rows) throws SQLException {
    batch(INSERT_SCENE, rows, SceneWriter::bindScene);
    batch(INSERT_GRANULES, rows, SceneWriter::bindGranules);
  }

  void update(List<Row> rows) throws SQLException {
    batch(UPDATE_SCENE, rows, SceneWriter::bindScene);
    batch(UPDATE_GRANULES, rows, SceneWriter::bindGranules);
  }

  void delete(List<Long> keys) throws SQLException {
    batch("DELETE FROM scene_granules WHERE pk = ?", keys, (s, key) -> s.setLong(1, key));
    batch("DELETE FROM scene WHERE pk = ?", keys, (s, key) -> s.setLong(1, key));
  }

  void setCurrent(List<Long> keys, boolean current) throws SQLException {
    int flag = current ? 1 : 0;
    batch(
        "UPDATE scene SET is_current = " + flag + " WHERE pk = ?",
        keys,
        (statement, key) -> statement.setLong(1, key));
  }

  /** The next free key; keeps other writers out until the transaction ends. */
  long lock(Dialect dialect) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(dialect.lockState());
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(2);
    }
  }

  void advance(long nextScene) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE index_state SET generation = generation + 1, next_scene = ?")) {
      statement.setLong(1, nextScene);
      statement.executeUpdate();
    }
  }

  private <T> void batch(String sql, List<T> elements, Binder<T> binder) throws SQLException {
    if (elements.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int waiting = 0;
      for (T element : elements) {
        binder.bind(statement, element);
        statement.addBatch();
        waiting++;
        if (waiting == BATCH) {
          statement.executeBatch();
          waiting = 0;
        }
      }
      if (waiting > 0) {
        statement.executeBatch();
      }
    }
  }

  private static void bindScene(PreparedStatement s, Row row) throws SQLException {
    Encoded e = row.encoded();
    s.setLong(1, row.product());
    s.setString(2, e.scene().id());
    s.setString(3, e.scene().acquisition());
    s.setString(4, e.scene().revision());
    s.setInt(5, row.current() ? 1 : 0);
    s.setLong(6, e.scene().time().toEpochMilli());
    s.setInt(7, Math.toIntExact(e.solarDay()));
    if (e.scene().cloudCover().isPresent()) {
      s.setDouble(8, e.scene().cloudCover().getAsDouble());
    } else {
      s.setNull(8, Types.DOUBLE);
    }
    Extent box = Footprints.extent(e.footprint());
    s.setDouble(9, box.minX());
    s.setDouble(10, box.minY());
    s.setDouble(11, box.maxX());
    s.setDouble(12, box.maxY());
    s.setBytes(13, e.digest());
    s.setBytes(14, e.wkb());
    s.setString(15, e.properties());
    s.setLong(16, row.pk());
  }

  private static void bindGranules(PreparedStatement s, Row row) throws SQLException {
    s.setString(1, row.encoded().granules());
    s.setLong(2, row.pk());
  }
}
