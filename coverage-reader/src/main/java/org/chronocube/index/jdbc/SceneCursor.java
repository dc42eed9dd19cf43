// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.sql.SQLException;
import org.chronocube.scene.Scene;

/** A page of the scenes of rows. */
final class SceneCursor implements Cursor<Scene> {

  private final Cursor<SceneRow> rows;
  private final Packing packing = new Packing();
  private long toSkip;
  private long left;

  /**
   * @param rows with all columns
   */
  SceneCursor(Cursor<SceneRow> rows, long offset, long limit) {
    this.rows = rows;
    this.toSkip = offset;
    this.left = limit;
  }

  @Override
  public Scene next() throws SQLException {
    while (toSkip > 0 && rows.next() != null) {
      toSkip--;
    }
    SceneRow row = left > 0 ? rows.next() : null;
    if (row == null) {
      left = 0;
      return null;
    }
    left--;
    return SceneCodec.decode(row, packing);
  }

  @Override
  public void close() {
    packing.close();
    rows.close();
  }
}
