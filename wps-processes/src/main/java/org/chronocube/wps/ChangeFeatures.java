// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.time.Instant;
import java.util.List;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.series.SeriesTimes;
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
    builder.add("date", String.class);
    builder.add("magnitude", Double.class);
    builder.add("confidence", Double.class);
    builder.add("area", Double.class);
    builder.add("pixels", Integer.class);
    builder.add("geometry", Geometry.class, crs.decode(map.grid().crs()));
    SimpleFeatureType type = builder.buildFeatureType();
    ListFeatureCollection features = new ListFeatureCollection(type);
    SimpleFeatureBuilder feature = new SimpleFeatureBuilder(type);
    int date = map.layer(Layer.Role.DATE);
    int magnitude = map.layer(Layer.Role.MAGNITUDE);
    int shown = magnitude >= 0 ? magnitude : map.layer(Layer.Role.STATISTIC);
    for (ChangeMap.Patch patch : map.patches()) {
      feature.add(end(map, "before"));
      feature.add(end(map, "after"));
      feature.add(date < 0 ? null : date(patch.means()[date]));
      feature.add(mean(patch, shown));
      feature.add(mean(patch, map.layer(Layer.Role.CONFIDENCE)));
      feature.add(patch.squareMetres());
      feature.add(patch.pixels());
      feature.add(patch.outline());
      features.add(feature.buildFeature("change." + (features.size() + 1)));
    }
    return features;
  }

  private static Double mean(ChangeMap.Patch patch, int layer) {
    return layer < 0 ? null : FeatureValues.number(patch.means()[layer]);
  }

  private static String date(double days) {
    return Double.isNaN(days) ? null : FeatureValues.time(SeriesTimes.instant(days));
  }

  // Of a series: its first and its last date.
  private static String end(ChangeMap map, String role) {
    List<Instant> instants = map.provenance().instants(role);
    List<Instant> series = map.provenance().instants("series");
    if (!instants.isEmpty()) {
      return FeatureValues.time(instants.get(instants.size() - 1));
    }
    if (series.isEmpty()) {
      return null;
    }
    return FeatureValues.time(series.get(role.equals("before") ? 0 : series.size() - 1));
  }
}
