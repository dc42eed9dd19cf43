// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.chronocube.index.jdbc.SceneCodec.Encoded;

/** Statements that change scenes, in batches. The caller holds the write lock. */
final class SceneWriter {

  private static final int BATCH = 1000;

  /** Below that a COPY, a round trip more, gains nothing. */
  private static final int WORTH_COPYING = 8;

  private static final String INSERT_SCENE =
      "INSERT INTO scene (product, id, acquisition, revision, is_current, time_ms, solar_day,"
          + " cloud_cover, min_x, min_y, max_x, max_y, digest, footprint, properties, granules,"
          + " cell, pk, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String UPDATE_SCENE =
      "UPDATE scene SET product = ?, id = ?, acquisition = ?, revision = ?, is_current = ?,"
          + " time_ms = ?, solar_day = ?, cloud_cover = ?, min_x = ?, min_y = ?, max_x = ?,"
          + " max_y = ?, digest = ?, footprint = ?, properties = ?,"
          + " granules = ?, cell = ? WHERE pk = ?";

  private final Connection connection;

  SceneWriter(Connection connection) {
    this.connection = connection;
  }

  /**
   * A scene and its place in the tables.
   *
   * @param pk key of the row
   * @param product key of the product
   * @param source key of the source that a new scene is from, or null
   */
  record Row(long pk, long product, Encoded encoded, boolean current, Long source) {

    long cell() {
      return Cells.of(product, encoded.box());
    }
  }

  /** How to bind one element to a statement. */
  private interface Binder<T> {
    void bind(PreparedStatement statement, T element) throws SQLException;
  }

  /** Adds scenes; the caller knows that they are new. */
  void insert(Dialect dialect, List<Row> rows) throws SQLException {
    if (dialect.copies() && rows.size() >= WORTH_COPYING) {
      PostgresCopy.insert(connection, rows);
    } else {
      batch(INSERT_SCENE, rows, SceneWriter::bindNew);
    }
  }

  void update(List<Row> rows) throws SQLException {
    batch(UPDATE_SCENE, rows, SceneWriter::bindScene);
  }

  void delete(List<Long> keys) throws SQLException {
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
    s.setDouble(9, e.box().minX());
    s.setDouble(10, e.box().minY());
    s.setDouble(11, e.box().maxX());
    s.setDouble(12, e.box().maxY());
    s.setBytes(13, e.digest());
    s.setBytes(14, e.wkb());
    s.setString(15, e.properties());
    s.setBytes(16, e.granules());
    s.setLong(17, row.cell());
    s.setLong(18, row.pk());
  }

  private static void bindNew(PreparedStatement s, Row row) throws SQLException {
    bindScene(s, row);
    s.setObject(19, row.source(), Types.BIGINT);
  }
}
