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
    ListFeatureCollection features = new ListFeatureCollection(type(map, crs));
    SimpleFeatureBuilder feature = new SimpleFeatureBuilder(features.getSchema());
    int confidence = map.layer(Layer.Role.CONFIDENCE);
    String before = end(map, "before");
    String after = end(map, "after");
    for (ChangeMap.Patch patch : map.patches()) {
      feature.add(before);
      feature.add(after);
      feature.add(date(patch.dates().median()));
      feature.add(date(patch.dates().first()));
      feature.add(date(patch.dates().last()));
      feature.add(mean(patch, map.magnitude()));
      feature.add(FeatureValues.number(patch.largest()));
      feature.add(mean(patch, confidence));
      feature.add(direction(patch.direction()));
      feature.add(patch.squareMetres());
      feature.add(patch.perimeterMetres());
      feature.add(patch.pixels());
      feature.add(patch.outline());
      features.add(feature.buildFeature("change." + (features.size() + 1)));
    }
    return features;
  }

  private static SimpleFeatureType type(ChangeMap map, CrsRegistry crs) {
    SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
    builder.setName("change");
    for (String time : List.of("before", "after", "date", "firstDate", "lastDate")) {
      builder.add(time, String.class);
    }
    for (String number : List.of("magnitude", "maxMagnitude", "confidence")) {
      builder.add(number, Double.class);
    }
    builder.add("direction", String.class);
    builder.add("area", Double.class);
    builder.add("perimeter", Double.class);
    builder.add("pixels", Integer.class);
    builder.add("geometry", Geometry.class, crs.decode(map.grid().crs()));
    return builder.buildFeatureType();
  }

  private static Double mean(ChangeMap.Patch patch, int layer) {
    return layer < 0 ? null : FeatureValues.number(patch.means()[layer]);
  }

  private static String date(double days) {
    return Double.isNaN(days) ? null : FeatureValues.time(SeriesTimes.instant(days));
  }

  private static String direction(int sign) {
    return sign == 0 ? null : sign > 0 ? "increase" : "decrease";
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
