// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.time.Instant;
import java.util.List;
import org.chronocube.analysis.ChangeMap;
import org.chronocube.crs.CrsRegistry;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.locationtech.jts.geom.Geometry;

/** Patches of change as features. */
final class ChangeFeatures {

  private ChangeFeatures() {}

  static SimpleFeatureCollection of(ChangeMap map, CrsRegistry crs) {
    SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
    builder.setName("change");
    builder.add("before", String.class);
    builder.add("after", String.class);
    builder.add("magnitude", Double.class);
    builder.add("area", Double.class);
    builder.add("pixels", Integer.class);
    builder.add("geometry", Geometry.class, crs.decode(map.grid().crs()));
    SimpleFeatureType type = builder.buildFeatureType();
    ListFeatureCollection features = new ListFeatureCollection(type);
    SimpleFeatureBuilder feature = new SimpleFeatureBuilder(type);
    for (ChangeMap.Patch patch : map.patches()) {
      feature.add(last(map.before()));
      feature.add(last(map.after()));
      feature.add(patch.meanMagnitude());
      feature.add(patch.squareMetres());
      feature.add(patch.pixels());
      feature.add(patch.outline());
      features.add(feature.buildFeature("change." + (features.size() + 1)));
    }
    return features;
  }

  private static String last(List<Instant> instants) {
    return FeatureValues.time(instants.get(instants.size() - 1));
  }
}
