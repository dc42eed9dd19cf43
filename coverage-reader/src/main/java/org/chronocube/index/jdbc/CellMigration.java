// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.chronocube.grid.Extent;

/** Fills what schema version 3 added: the cells of scenes and their granules, packed. */
final class CellMigration {

  private static final int CHUNK = 1000;

  private CellMigration() {}

  static void run(Connection connection) throws SQLException {
    long last = Long.MIN_VALUE;
    int count = CHUNK;
    try (Packing packing = new Packing();
        PreparedStatement read =
            connection.prepareStatement(
                "SELECT s.pk, s.product, s.min_x, s.min_y, s.max_x, s.max_y, g.granules"
                    + " FROM scene s JOIN scene_granules g ON g.pk = s.pk"
                    + " WHERE s.pk > ? ORDER BY s.pk LIMIT "
                    + CHUNK);
        PreparedStatement write =
            connection.prepareStatement("UPDATE scene SET cell = ?, granules = ? WHERE pk = ?")) {
      while (count == CHUNK) {
        count = 0;
        read.setLong(1, last);
        try (ResultSet row = read.executeQuery()) {
          while (row.next()) {
            last = row.getLong(1);
            Extent box =
                new Extent(row.getDouble(3), row.getDouble(4), row.getDouble(5), row.getDouble(6));
            write.setLong(1, Cells.of(row.getLong(2), box));
            write.setBytes(2, packing.pack(row.getString(7)));
            write.setLong(3, last);
            write.addBatch();
            count++;
          }
        }
        write.executeBatch();
      }
    }
  }
}
