// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.gpkg;

import static org.chronocube.server.encode.gpkg.FeatureTable.quoted;

import java.util.List;

/** The statements that the standard lays down: OGC 12-128r17, annexes C and F.3. */
final class GeoPackageSql {

  static final String METADATA =
      """
      CREATE TABLE gpkg_spatial_ref_sys (
        srs_name TEXT NOT NULL,
        srs_id INTEGER NOT NULL PRIMARY KEY,
        organization TEXT NOT NULL,
        organization_coordsys_id INTEGER NOT NULL,
        definition TEXT NOT NULL,
        description TEXT);
      CREATE TABLE gpkg_contents (
        table_name TEXT NOT NULL PRIMARY KEY,
        data_type TEXT NOT NULL,
        identifier TEXT UNIQUE,
        description TEXT DEFAULT '',
        last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
        min_x DOUBLE,
        min_y DOUBLE,
        max_x DOUBLE,
        max_y DOUBLE,
        srs_id INTEGER,
        CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
      CREATE TABLE gpkg_geometry_columns (
        table_name TEXT NOT NULL,
        column_name TEXT NOT NULL,
        geometry_type_name TEXT NOT NULL,
        srs_id INTEGER NOT NULL,
        z TINYINT NOT NULL,
        m TINYINT NOT NULL,
        CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
        CONSTRAINT uk_gc_table_name UNIQUE (table_name),
        CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
        CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
      CREATE TABLE gpkg_extensions (
        table_name TEXT,
        column_name TEXT,
        extension_name TEXT NOT NULL,
        definition TEXT NOT NULL,
        scope TEXT NOT NULL,
        CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
      """;

  static final String CONTENTS =
      "INSERT INTO gpkg_contents (table_name, data_type, identifier, min_x, min_y, max_x, max_y,"
          + " srs_id) VALUES (?,?,?,?,?,?,?,?)";

  static final String EXTENSION =
      "INSERT INTO gpkg_extensions VALUES (?, ?, 'gpkg_rtree_index',"
          + " 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')";

  private GeoPackageSql() {}

  static String indexName(FeatureTable table) {
    return "rtree_" + table.name() + "_" + table.geometry();
  }

  static String index(FeatureTable table) {
    return "CREATE VIRTUAL TABLE "
        + quoted(indexName(table))
        + " USING rtree(id, minx, maxx, miny, maxy)";
  }

  /** What keeps the index true when others change features. */
  static List<String> triggers(FeatureTable table) {
    String put =
        """
        INSERT OR REPLACE INTO {rtree} VALUES (NEW.{key},
          ST_MinX(NEW.{geom}), ST_MaxX(NEW.{geom}), ST_MinY(NEW.{geom}), ST_MaxY(NEW.{geom}));
        """;
    String dropOld = "DELETE FROM {rtree} WHERE id = OLD.{key};\n";
    String filled = "(NEW.{geom} NOTNULL AND NOT ST_IsEmpty(NEW.{geom}))";
    String none = "(NEW.{geom} ISNULL OR ST_IsEmpty(NEW.{geom}))";
    String same = "OLD.{key} = NEW.{key} AND ";
    String other = "OLD.{key} != NEW.{key} AND ";
    String dropBoth = "DELETE FROM {rtree} WHERE id IN (OLD.{key}, NEW.{key});\n";
    return List.of(
        trigger(table, "insert", "INSERT", filled, put),
        trigger(table, "update1", "UPDATE OF {geom}", same + filled, put),
        trigger(table, "update2", "UPDATE OF {geom}", same + none, dropOld),
        trigger(table, "update3", "UPDATE", other + filled, dropOld + put),
        trigger(table, "update4", "UPDATE", other + none, dropBoth),
        trigger(table, "delete", "DELETE", "OLD.{geom} NOT NULL", dropOld));
  }

  private static String trigger(
      FeatureTable table, String name, String event, String when, String body) {
    String text =
        "CREATE TRIGGER "
            + quoted(indexName(table) + "_" + name)
            + " AFTER "
            + event
            + " ON {table} WHEN "
            + when
            + " BEGIN\n"
            + body
            + "END";
    return text.replace("{table}", quoted(table.name()))
        .replace("{rtree}", quoted(indexName(table)))
        .replace("{key}", quoted(table.key()))
        .replace("{geom}", quoted(table.geometry()));
  }
}
