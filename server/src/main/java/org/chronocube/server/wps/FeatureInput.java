// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.crs.CrsRegistry;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.locationtech.jts.geom.Geometry;

/**
 * A feature as it was read, of a collection that has no schema.
 *
 * @param id null when it has none
 * @param properties values by name: texts, numbers, booleans or null
 * @param geometry x first, or null
 */
record FeatureInput(String id, Map<String, Object> properties, Geometry geometry) {

  private static final String GEOMETRY = "geometry";

  /**
   * The collection of features. It has every property that any of them has; one whose values are of
   * different types is text, or, when all are numbers, numbers.
   *
   * @param srid number of the EPSG code of all geometries
   */
  static SimpleFeatureCollection collect(List<FeatureInput> inputs, int srid, CrsRegistry crs) {
    SimpleFeatureType type = type(inputs, srid, crs);
    List<String> names = new ArrayList<>();
    type.getAttributeDescriptors().forEach(d -> names.add(d.getLocalName()));
    ListFeatureCollection features = new ListFeatureCollection(type);
    SimpleFeatureBuilder builder = new SimpleFeatureBuilder(type);
    for (FeatureInput input : inputs) {
      for (String name : names) {
        Class<?> binding = type.getDescriptor(name).getType().getBinding();
        builder.add(
            name.equals(GEOMETRY)
                ? placed(input.geometry(), srid)
                : value(input.properties().get(name), binding));
      }
      features.add(builder.buildFeature(input.id()));
    }
    return features;
  }

  private static Geometry placed(Geometry geometry, int srid) {
    if (geometry != null) {
      geometry.setSRID(srid);
    }
    return geometry;
  }

  private static Object value(Object value, Class<?> binding) {
    if (value instanceof Number number && binding == Double.class) {
      return number.doubleValue();
    }
    return value != null && binding == String.class ? value.toString() : value;
  }

  private static SimpleFeatureType type(List<FeatureInput> inputs, int srid, CrsRegistry crs) {
    Map<String, Class<?>> attributes = new LinkedHashMap<>();
    for (FeatureInput input : inputs) {
      input
          .properties()
          .forEach((name, value) -> attributes.merge(name, of(value), FeatureInput::both));
    }
    attributes.remove(GEOMETRY);
    SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
    builder.setName("features");
    builder.add(GEOMETRY, Geometry.class, crs.decode("EPSG:" + srid));
    attributes.forEach((name, of) -> builder.add(name, of == Void.class ? String.class : of));
    return builder.buildFeatureType();
  }

  // Void is the type of a property that has only been null.
  private static Class<?> of(Object value) {
    return value == null ? Void.class : value.getClass();
  }

  private static Class<?> both(Class<?> a, Class<?> b) {
    if (a == b || b == Void.class) {
      return a;
    }
    if (a == Void.class) {
      return b;
    }
    boolean numbers = Number.class.isAssignableFrom(a) && Number.class.isAssignableFrom(b);
    return numbers ? Double.class : String.class;
  }
}
