// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Cube;
import org.chronocube.index.SortKey;
import org.chronocube.scene.Scene;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.sort.SortBy;
import org.geotools.api.filter.sort.SortOrder;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.locationtech.jts.geom.Geometry;

/**
 * Scenes as features: {@code footprint} (in the cube's CRS, x first), {@code time}, {@code
 * product}, {@code scene} (its id), {@code location} (URI of its first file) and the attributes of
 * {@link SceneDimension}. The feature id is {@code product:scene}: GeoServer's REST takes it as one
 * segment of a path, where a slash would end it.
 */
final class GranuleSchema {

  static final String FOOTPRINT = "footprint";
  static final String TIME = "time";
  static final String PRODUCT = "product";
  static final String SCENE = "scene";
  static final String LOCATION = "location";

  private final SimpleFeatureType type;
  private final String cubeCrs;
  private final CrsRegistry crs;

  GranuleSchema(Cube cube, CrsRegistry crs) {
    this.crs = crs;
    this.cubeCrs = cube.grid().crs();
    SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
    builder.setName(cube.name());
    builder.add(FOOTPRINT, Geometry.class, crs.decode(cubeCrs));
    builder.setDefaultGeometry(FOOTPRINT);
    builder.add(LOCATION, String.class);
    builder.add(TIME, Date.class);
    builder.add(PRODUCT, String.class);
    builder.add(SCENE, String.class);
    for (SceneDimension dimension : SceneDimension.values()) {
      builder.add(dimension.attribute(), dimension.type());
    }
    this.type = builder.buildFeatureType();
  }

  SimpleFeatureType type() {
    return type;
  }

  SimpleFeature feature(Scene scene) {
    SimpleFeatureBuilder builder = new SimpleFeatureBuilder(type);
    builder.set(FOOTPRINT, crs.transform(scene.footprint(), CrsRegistry.WGS84, cubeCrs));
    builder.set(
        LOCATION, scene.granules().isEmpty() ? "" : scene.granules().get(0).uri().toString());
    builder.set(TIME, Date.from(scene.time()));
    builder.set(PRODUCT, scene.product());
    builder.set(SCENE, scene.id());
    for (SceneDimension dimension : SceneDimension.values()) {
      builder.set(dimension.attribute(), dimension.valueIn(scene));
    }
    return builder.buildFeature(scene.product() + ":" + scene.id());
  }

  /**
   * The name the index has for an attribute; a name that is no attribute is taken for a property of
   * the scenes.
   */
  static String property(String attribute) {
    if (attribute.equals(SCENE)) {
      return SortKey.ID;
    }
    if (attribute.equals(LOCATION)) {
      throw new InvalidParameterException(
          "filter", "filter and sorting must not use location, which is not indexed");
    }
    for (SceneDimension dimension : SceneDimension.values()) {
      if (dimension.attribute().equals(attribute)) {
        return dimension.property();
      }
    }
    return attribute;
  }

  /** Natural order, or none, is newest first. */
  static List<SortKey> sort(SortBy[] order) {
    List<SortKey> keys = new ArrayList<>();
    if (order == null) {
      return keys;
    }
    for (SortBy by : order) {
      boolean descending = SortOrder.DESCENDING.equals(by.getSortOrder());
      if (by.getPropertyName() != null) {
        keys.add(new SortKey(property(by.getPropertyName().getPropertyName()), descending));
      } else if (descending) {
        keys.add(SortKey.OLDEST_FIRST);
      }
    }
    return keys;
  }
}
