// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.gpkg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.chronocube.crs.CrsRegistry;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKTReader;

/**
 * Files like these were read by ogrinfo, checked by validate_gpkg of GDAL 3.6.2 (no error), and
 * changed by ogr2ogr, whose changes reached the spatial index.
 */
class GeoPackageTest {

  private static final CrsRegistry CRS = new CrsRegistry();
  private static final String SQUARE = "POLYGON ((0 0, 4 0, 4 3, 0 3, 0 0))";
  private static final String TWO =
      "MULTIPOLYGON (((8 8, 9 8, 9 9, 8 8)), ((10 8, 11 8, 11 9, 10 8)))";

  @TempDir Path directory;

  @Test
  void theFileSaysWhatItIs() throws Exception {
    Path file = write(features("change", "EPSG:32631", SQUARE));
    byte[] head = Arrays.copyOf(Files.readAllBytes(file), 100);
    assertThat(new String(head, 0, 15, java.nio.charset.StandardCharsets.US_ASCII))
        .isEqualTo("SQLite format 3");
    assertThat(new String(head, 68, 4, java.nio.charset.StandardCharsets.US_ASCII))
        .isEqualTo("GPKG");
    assertThat(ByteBuffer.wrap(head, 60, 4).getInt()).isEqualTo(10300);
    assertThat(rows(file, "PRAGMA integrity_check")).containsExactly("ok");
    assertThat(rows(file, "PRAGMA foreign_key_check")).isEmpty();
  }

  @Test
  void attributesHaveTypesOfSqlAndTimesAreTimes() throws Exception {
    Path file = write(features("change", "EPSG:32631", SQUARE));
    assertThat(rows(file, "SELECT name, type FROM pragma_table_info('change')"))
        .containsExactly(
            "fid_|INTEGER",
            "geometry|POLYGON",
            "before|DATETIME",
            "seen|DATETIME",
            "band|TEXT",
            "pixels|MEDIUMINT",
            "total|INTEGER",
            "mean|DOUBLE",
            "sd|DOUBLE",
            "exact|BOOLEAN",
            "FID|TEXT");
    assertThat(
            rows(
                file,
                "SELECT fid_, before, seen, band, pixels, total, mean, sd, exact, FID FROM change"))
        .containsExactly(
            "1|2016-05-04T00:00:00.000Z|2017-10-26T11:01:31.000Z|B\"04|12|5000000000|0.5|null|1|x");
  }

  @Test
  void geometriesKeepTheirCrsAndAreIndexed() throws Exception {
    Path file = write(features("change", "EPSG:32631", SQUARE));
    assertThat(
            rows(
                file,
                "SELECT srs_id, organization, substr(definition, 1, 6) FROM "
                    + "gpkg_spatial_ref_sys ORDER BY srs_id"))
        .containsExactly(
            "-1|NONE|undefi", "0|NONE|undefi", "4326|EPSG|GEOGCS", "32631|EPSG|PROJCS");
    assertThat(
            rows(
                file,
                "SELECT table_name, data_type, min_x, min_y, max_x, max_y, srs_id FROM"
                    + " gpkg_contents"))
        .containsExactly("change|features|0.0|0.0|4.0|3.0|32631");
    assertThat(rows(file, "SELECT * FROM gpkg_geometry_columns"))
        .containsExactly("change|geometry|POLYGON|32631|0|0");
    assertThat(rows(file, "SELECT * FROM rtree_change_geometry"))
        .containsExactly("1|0.0|4.0|0.0|3.0");
    assertThat(rows(file, "SELECT extension_name FROM gpkg_extensions"))
        .containsExactly("gpkg_rtree_index");
    assertThat(rows(file, "SELECT substr(name, 23) FROM sqlite_master WHERE type = 'trigger'"))
        .containsExactly("insert", "update1", "update2", "update3", "update4", "delete");
    ByteBuffer blob = ByteBuffer.wrap(blob(file, 1)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(blob.getInt(4)).isEqualTo(32631);
    assertThat(new double[] {blob.getDouble(8), blob.getDouble(16)}).containsExactly(0, 4);
    assertThat(wkb(blob)).isEqualTo(new WKTReader().read(SQUARE));
  }

  @Test
  void polygonsAmongMultipolygonsAreMadeTheSame() throws Exception {
    Path file = write(features("change", "EPSG:4326", SQUARE, TWO));
    assertThat(rows(file, "SELECT geometry_type_name, srs_id FROM gpkg_geometry_columns"))
        .containsExactly("MULTIPOLYGON|4326");
    ByteBuffer first = ByteBuffer.wrap(blob(file, 1)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(wkb(first).getGeometryType()).isEqualTo("MultiPolygon");
  }

  @Test
  void namesAreMadeOnesThatTheStandardAllows() throws Exception {
    Path file = write(features("gpkg_zone s", "EPSG:4326", SQUARE));
    assertThat(rows(file, "SELECT table_name FROM gpkg_contents"))
        .containsExactly("features_gpkg_zone_s");
  }

  @Test
  void emptyGeometriesAndNoFeaturesAreFine() throws Exception {
    Path empty = write(features("change", "EPSG:4326", "POLYGON EMPTY"));
    assertThat(rows(empty, "SELECT count(*) FROM rtree_change_geometry")).containsExactly("0");
    assertThat(blob(empty, 1)[3] & 0x1f).as("flag of an empty geometry").isEqualTo(0x11);
    Path none = write(features("change", "EPSG:4326"));
    assertThat(rows(none, "SELECT min_x, srs_id FROM gpkg_contents")).containsExactly("null|4326");
  }

  @Test
  void withoutGeometryItIsATableOfAttributes() throws Exception {
    SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
    type.setName("figures");
    type.add("mean", Double.class);
    ListFeatureCollection features = new ListFeatureCollection(type.buildFeatureType());
    features.add(SimpleFeatureBuilder.build(features.getSchema(), new Object[] {2.5}, null));
    Path file = write(features);
    assertThat(rows(file, "SELECT data_type, srs_id FROM gpkg_contents"))
        .containsExactly("attributes|null");
    assertThat(rows(file, "SELECT * FROM figures")).containsExactly("1|2.5");
  }

  private Path write(ListFeatureCollection features) throws Exception {
    Path file = directory.resolve("written.gpkg");
    try (OutputStream out = Files.newOutputStream(file)) {
      new GeoPackage(CRS).write(features, out);
    }
    return file;
  }

  private static ListFeatureCollection features(String name, String crs, String... wkts)
      throws ParseException {
    SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
    type.setName(name);
    type.add("before", String.class);
    type.add("seen", Date.class);
    type.add("band", String.class);
    type.add("pixels", Integer.class);
    type.add("total", Long.class);
    type.add("mean", Double.class);
    type.add("sd", Double.class);
    type.add("exact", Boolean.class);
    type.add("FID", String.class);
    type.add("geometry", Geometry.class, CRS.decode(crs));
    ListFeatureCollection features = new ListFeatureCollection(type.buildFeatureType());
    SimpleFeatureBuilder feature = new SimpleFeatureBuilder(features.getSchema());
    for (String wkt : wkts) {
      feature.add("2016-05-04T00:00:00.000Z");
      feature.add(Date.from(Instant.parse("2017-10-26T11:01:31Z")));
      feature.add("B\"04");
      feature.add(12);
      feature.add(5_000_000_000L);
      feature.add(0.5);
      feature.add(Double.NaN);
      feature.add(true);
      feature.add("x");
      feature.add(new WKTReader().read(wkt));
      features.add(feature.buildFeature(null));
    }
    return features;
  }

  private static Geometry wkb(ByteBuffer blob) throws ParseException {
    return new WKBReader().read(Arrays.copyOfRange(blob.array(), 40, blob.capacity()));
  }

  private static byte[] blob(Path file, int fid) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("SELECT geometry FROM change WHERE rowid = " + fid)) {
      return result.getBytes(1);
    }
  }

  private static List<String> rows(Path file, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(result.getObject(i)));
        }
        rows.add(String.join("|", row));
      }
    }
    return rows;
  }
}
