// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.gpkg;

import static org.chronocube.server.encode.gpkg.FeatureTable.quoted;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Optional;
import org.chronocube.crs.CrsRegistry;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * Writes feature collections as GeoPackages 1.3 (OGC 12-128r17): one table of features with its
 * spatial index (the extension {@code gpkg_rtree_index}), or of attributes when features have no
 * geometry. Coordinates stay in the collection's CRS, x first. Times, whether as dates or as text
 * in ISO 8601 with milliseconds, become DATETIME; NaN becomes NULL.
 *
 * <p>A GeoPackage is a database: it is made in a temporary file, feature by feature, and sent when
 * it is whole. The collection is gone over twice.
 *
 * @param crs finds the codes and definitions of coordinate reference systems
 */
public record GeoPackage(CrsRegistry crs) {

  /** Its media type. */
  public static final String MEDIA_TYPE = "application/geopackage+sqlite3";

  /** "GPKG". */
  private static final int APPLICATION_ID = 0x47504B47;

  /** 1.3.0. */
  private static final int USER_VERSION = 10300;

  private static final int NO_CARTESIAN = -1;
  private static final int BATCH = 1000;

  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /**
   * Writes a collection.
   *
   * @throws IOException also when the database cannot be written
   */
  public void write(SimpleFeatureCollection features, OutputStream out) throws IOException {
    Path file = Files.createTempFile("chronocube-", ".gpkg");
    try {
      write(features, file);
      Files.copy(file, out);
    } catch (SQLException e) {
      throw new IOException("a GeoPackage cannot be written: " + e.getMessage(), e);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private void write(SimpleFeatureCollection features, Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    // The file is thrown away when anything fails.
    config.setJournalMode(SQLiteConfig.JournalMode.OFF);
    config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
    config.setApplicationId(APPLICATION_ID);
    config.setUserVersion(USER_VERSION);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    FeatureTable table = FeatureTable.of(features);
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      execute(connection, GeoPackageSql.METADATA);
      int srs = referenceSystems(connection, features.getSchema().getCoordinateReferenceSystem());
      describe(connection, table, srs);
      execute(connection, table.create());
      if (table.geometry() != null) {
        execute(connection, GeoPackageSql.index(table));
      }
      fill(connection, table, features, srs);
      if (table.geometry() != null) {
        // They call functions that this connection lacks, and the index is filled already.
        for (String trigger : GeoPackageSql.triggers(table)) {
          try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(trigger);
          }
        }
      }
      connection.commit();
    }
  }

  private static void execute(Connection connection, String script) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : script.split(";\\s*\\n")) {
        if (!sql.isBlank()) {
          statement.executeUpdate(sql);
        }
      }
    }
  }

  /** Adds the CRSs every GeoPackage has and the collection's; gives the id of that one. */
  private int referenceSystems(Connection connection, CoordinateReferenceSystem own)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO gpkg_spatial_ref_sys VALUES (?,?,?,?,?,?)")) {
      addSystem(insert, "Undefined Cartesian", NO_CARTESIAN, "NONE", "undefined");
      addSystem(insert, "Undefined geographic", 0, "NONE", "undefined");
      CoordinateReferenceSystem lonLat = crs.decode(CrsRegistry.WGS84);
      addSystem(insert, "WGS 84 geodetic", 4326, "EPSG", lonLat.toWKT());
      Optional<String> id = own == null ? Optional.empty() : crs.identify(own);
      if (id.isEmpty()) {
        return NO_CARTESIAN;
      }
      int srs = Integer.parseInt(id.get().substring("EPSG:".length()));
      if (srs != 4326) {
        CoordinateReferenceSystem known = crs.decode(id.get());
        addSystem(insert, known.getName().getCode(), srs, "EPSG", known.toWKT());
      }
      return srs;
    }
  }

  private static void addSystem(
      PreparedStatement insert, String name, int id, String organisation, String definition)
      throws SQLException {
    insert.setString(1, name);
    insert.setInt(2, id);
    insert.setString(3, organisation);
    insert.setInt(4, id);
    insert.setString(5, definition);
    insert.setString(6, null);
    insert.executeUpdate();
  }

  private static void describe(Connection connection, FeatureTable table, int srs)
      throws SQLException {
    boolean spatial = table.geometry() != null;
    Envelope e = table.bounds();
    update(
        connection,
        GeoPackageSql.CONTENTS,
        table.name(),
        spatial ? "features" : "attributes",
        table.name(),
        e == null ? null : e.getMinX(),
        e == null ? null : e.getMinY(),
        e == null ? null : e.getMaxX(),
        e == null ? null : e.getMaxY(),
        spatial ? srs : null);
    if (spatial) {
      update(
          connection,
          "INSERT INTO gpkg_geometry_columns VALUES (?,?,?,?,0,0)",
          table.name(),
          table.geometry(),
          table.geometryType(),
          srs);
      update(connection, GeoPackageSql.EXTENSION, table.name(), table.geometry());
    }
  }

  private static void update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  private static void fill(
      Connection connection, FeatureTable table, SimpleFeatureCollection features, int srs)
      throws SQLException {
    GeometryBlob blobs = new GeometryBlob(srs, table.isMulti());
    String entry = "INSERT INTO " + quoted(GeoPackageSql.indexName(table)) + " VALUES (?,?,?,?,?)";
    try (PreparedStatement insert = connection.prepareStatement(table.insert());
        PreparedStatement index =
            table.geometry() == null ? null : connection.prepareStatement(entry);
        SimpleFeatureIterator each = features.features()) {
      for (int key = 1; each.hasNext(); key++) {
        SimpleFeature feature = each.next();
        row(table, feature, key, blobs, insert);
        if (index != null && feature.getDefaultGeometry() instanceof Geometry g && !g.isEmpty()) {
          entry(g.getEnvelopeInternal(), key, index);
        }
        if (key % BATCH == 0) {
          flush(insert, index);
        }
      }
      flush(insert, index);
    }
  }

  private static void row(
      FeatureTable table,
      SimpleFeature feature,
      int key,
      GeometryBlob blobs,
      PreparedStatement insert)
      throws SQLException {
    int at = 1;
    insert.setInt(at++, key);
    if (table.geometry() != null) {
      Geometry shape = (Geometry) feature.getDefaultGeometry();
      insert.setBytes(at++, shape == null ? null : blobs.of(shape));
    }
    for (FeatureTable.Column column : table.columns()) {
      insert.setObject(at++, stored(feature.getAttribute(column.attribute())));
    }
    insert.addBatch();
  }

  private static void entry(Envelope e, int key, PreparedStatement index) throws SQLException {
    index.setInt(1, key);
    index.setDouble(2, e.getMinX());
    index.setDouble(3, e.getMaxX());
    index.setDouble(4, e.getMinY());
    index.setDouble(5, e.getMaxY());
    index.addBatch();
  }

  private static void flush(PreparedStatement insert, PreparedStatement index) throws SQLException {
    insert.executeBatch();
    if (index != null) {
      index.executeBatch();
    }
  }

  private static Object stored(Object value) {
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isNaN(number) ? null : (Object) number;
    }
    if (value instanceof Integer || value instanceof Long || value instanceof Short) {
      return ((Number) value).longValue();
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof Date date) {
      return DATE_TIME.format(date.toInstant());
    }
    return value == null ? null : value.toString();
  }
}
