// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.chronocube.grid.Extent;
import org.locationtech.jts.geom.Geometry;

/** A row of table scene; footprint and properties are decoded when asked for. */
final class SceneRow {

  /** What conditions other than those on properties need. */
  static final String FEW_COLUMNS =
      "s.pk, s.product, s.id, s.acquisition, s.revision, s.time_ms, s.solar_day,"
          + " s.min_x, s.min_y, s.max_x, s.max_y, s.footprint";

  /** What every condition needs. */
  static final String MORE_COLUMNS = FEW_COLUMNS + ", s.properties";

  static final String ALL_COLUMNS = MORE_COLUMNS + ", s.granules";

  // Counted from 1.
  private static final int PROPERTIES = 13;
  private static final int GRANULES = 14;

  final long pk;
  final String product;
  final String id;
  final String acquisition;
  final String revision;
  final long time;
  final int solarDay;
  final Extent extent;
  private final byte[] wkb;
  private final String json;
  private final byte[] granules;
  private Geometry footprint;
  private Map<String, Object> properties;

  /**
   * @param columns how many columns the row has
   */
  SceneRow(ResultSet row, String product, int columns) throws SQLException {
    this.product = product;
    pk = row.getLong(1);
    id = row.getString(3);
    acquisition = row.getString(4);
    revision = row.getString(5);
    time = row.getLong(6);
    solarDay = row.getInt(7);
    extent = new Extent(row.getDouble(8), row.getDouble(9), row.getDouble(10), row.getDouble(11));
    wkb = row.getBytes(12);
    json = columns >= PROPERTIES ? row.getString(PROPERTIES) : null;
    granules = columns >= GRANULES ? row.getBytes(GRANULES) : null;
  }

  Geometry footprint() {
    if (footprint == null) {
      footprint = SceneCodec.readFootprint(wkb, id);
    }
    return footprint;
  }

  Map<String, Object> properties() {
    if (json == null) {
      throw new IllegalStateException("the properties of scene " + id + " were not read");
    }
    if (properties == null) {
      properties = SceneCodec.readProperties(json, id);
    }
    return properties;
  }

  /** The packed granules. */
  byte[] granules() {
    if (granules == null) {
      throw new IllegalStateException("the granules of scene " + id + " were not read");
    }
    return granules;
  }
}
