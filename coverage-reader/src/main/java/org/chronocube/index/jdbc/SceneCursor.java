// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.scene.Scene;

/**
 * Scenes of rows. Granules, the bulk of a scene, are read for the rows that are returned only, some
 * at a time.
 */
final class SceneCursor implements Cursor<Scene> {

  private static final int CHUNK = 50;

  private final Connection connection;
  private final Dialect dialect;
  private final RowCursor rows;
  private final Deque<Scene> ready = new ArrayDeque<>();
  private long toSkip;
  private long left;

  SceneCursor(Connection connection, Dialect dialect, RowCursor rows, long offset, long limit) {
    this.connection = connection;
    this.dialect = dialect;
    this.rows = rows;
    this.toSkip = offset;
    this.left = limit;
  }

  @Override
  public Scene next() throws SQLException {
    if (ready.isEmpty()) {
      readChunk();
    }
    return ready.poll();
  }

  private void readChunk() throws SQLException {
    while (toSkip > 0 && rows.next() != null) {
      toSkip--;
    }
    List<SceneRow> chunk = new ArrayList<>();
    while (left > 0 && chunk.size() < CHUNK) {
      SceneRow row = rows.next();
      if (row == null) {
        left = 0;
        break;
      }
      chunk.add(row);
      left--;
    }
    Map<Long, String> granules = granules(chunk.stream().map(r -> r.pk).toList());
    for (SceneRow row : chunk) {
      ready.add(SceneCodec.decode(row, granules.get(row.pk)));
    }
  }

  private Map<Long, String> granules(List<Long> keys) throws SQLException {
    Map<Long, String> found = new HashMap<>();
    if (keys.isEmpty()) {
      return found;
    }
    Sql sql =
        new Sql()
            .add("SELECT g.pk, g.granules FROM scene_granules g WHERE ")
            .add(dialect.integerIn("g.pk", keys));
    try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
      sql.bind(statement);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          found.put(result.getLong(1), result.getString(2));
        }
      }
    }
    return found;
  }

  @Override
  public void close() {
    rows.close();
  }
}
