// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.gpkg;

import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.feature.type.GeometryDescriptor;
import org.geotools.api.feature.type.Name;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;

/**
 * The table that a feature collection becomes, found by going over it once: SQL knows types of
 * columns where a feature type may say less.
 *
 * @param name of the table
 * @param key column of the primary key
 * @param geometry column of the default geometry; null for features without one
 * @param geometryType POLYGON when all are; MULTIPOLYGON when some are multipolygons; else GEOMETRY
 * @param bounds of all geometries; null when there is none
 * @param columns all attributes that are not geometries
 */
record FeatureTable(
    String name,
    String key,
    String geometry,
    String geometryType,
    Envelope bounds,
    List<Column> columns) {

  /** ISO 8601 in UTC with milliseconds, what a DATETIME is. */
  private static final Pattern DATE_TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

  /**
   * A column.
   *
   * @param attribute of the feature
   * @param name of the column
   * @param type of GeoPackage (OGC 12-128r17 table 1)
   */
  record Column(Name attribute, String name, String type) {}

  static FeatureTable of(SimpleFeatureCollection features) {
    SimpleFeatureType type = features.getSchema();
    List<AttributeDescriptor> plain =
        type.getAttributeDescriptors().stream()
            .filter(d -> !(d instanceof GeometryDescriptor))
            .toList();
    Contents contents = new Contents(plain);
    try (SimpleFeatureIterator each = features.features()) {
      while (each.hasNext()) {
        contents.see(each.next());
      }
    }
    // SQL's names of columns know no case.
    Set<String> taken = new HashSet<>();
    GeometryDescriptor shape = type.getGeometryDescriptor();
    String geometry = shape == null ? null : unused(shape.getLocalName(), taken);
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < plain.size(); i++) {
      AttributeDescriptor d = plain.get(i);
      String sql = contents.isTimes(i) ? "DATETIME" : sqlType(d.getType().getBinding());
      columns.add(new Column(d.getName(), unused(d.getLocalName(), taken), sql));
    }
    return new FeatureTable(
        tableName(type.getTypeName()),
        unused("fid", taken),
        geometry,
        contents.geometryType(),
        contents.bounds.isNull() ? null : contents.bounds,
        List.copyOf(columns));
  }

  private static String unused(String wanted, Set<String> taken) {
    String name = wanted;
    while (!taken.add(name.toLowerCase(Locale.ROOT))) {
      name += "_";
    }
    return name;
  }

  // Prefixes of GeoPackage and SQLite are kept for themselves.
  private static String tableName(String typeName) {
    String name = typeName.replaceAll("[^A-Za-z0-9_]", "_");
    return name.matches("(?i)[a-z].*") && !name.matches("(?i)(gpkg|sqlite|rtree)_.*")
        ? name
        : "features_" + name;
  }

  private static String sqlType(Class<?> type) {
    if (type == Boolean.class) {
      return "BOOLEAN";
    }
    if (type == Integer.class) {
      return "MEDIUMINT";
    }
    if (type == Long.class || type == Short.class || type == Byte.class) {
      return "INTEGER";
    }
    if (Number.class.isAssignableFrom(type)) {
      return "DOUBLE";
    }
    return Date.class.isAssignableFrom(type) ? "DATETIME" : "TEXT";
  }

  boolean isMulti() {
    return geometryType.equals("MULTIPOLYGON");
  }

  /** A name as SQL text holds it. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  String create() {
    List<String> all = new ArrayList<>();
    all.add(quoted(key) + " INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL");
    if (geometry != null) {
      all.add(quoted(geometry) + " " + geometryType);
    }
    columns.forEach(c -> all.add(quoted(c.name()) + " " + c.type()));
    return "CREATE TABLE " + quoted(name) + " (" + String.join(", ", all) + ")";
  }

  /** Takes the key, the geometry if there is one, and the columns. */
  String insert() {
    List<String> all = new ArrayList<>();
    all.add(key);
    if (geometry != null) {
      all.add(geometry);
    }
    columns.forEach(c -> all.add(c.name()));
    return all.stream()
            .map(FeatureTable::quoted)
            .collect(Collectors.joining(", ", "INSERT INTO " + quoted(name) + " (", ")"))
        + " VALUES (?"
        + ", ?".repeat(all.size() - 1)
        + ")";
  }

  /** What features hold, beyond what their type says. */
  private static final class Contents {
    private final List<AttributeDescriptor> plain;
    private final boolean[] text;
    private final boolean[] times;
    private final Envelope bounds = new Envelope();
    private boolean polygons = true;
    private boolean several;

    Contents(List<AttributeDescriptor> plain) {
      this.plain = plain;
      this.text = new boolean[plain.size()];
      this.times = new boolean[plain.size()];
    }

    void see(SimpleFeature feature) {
      if (feature.getDefaultGeometry() instanceof Geometry shape) {
        bounds.expandToInclude(shape.getEnvelopeInternal());
        several |= shape instanceof MultiPolygon;
        polygons &= shape instanceof Polygon || shape instanceof MultiPolygon;
      }
      for (int i = 0; i < text.length; i++) {
        if (!text[i] && feature.getAttribute(plain.get(i).getName()) instanceof String value) {
          times[i] = DATE_TIME.matcher(value).matches();
          text[i] = !times[i];
        }
      }
    }

    boolean isTimes(int attribute) {
      return times[attribute] && !text[attribute];
    }

    String geometryType() {
      return !polygons || bounds.isNull() ? "GEOMETRY" : several ? "MULTIPOLYGON" : "POLYGON";
    }
  }
}
