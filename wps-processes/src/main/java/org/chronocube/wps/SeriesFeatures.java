// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chronocube.algorithm.Statistics;
import org.chronocube.analysis.Area;
import org.chronocube.analysis.BandSelection;
import org.chronocube.analysis.Series;
import org.chronocube.crs.CrsRegistry;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.locationtech.jts.geom.Geometry;

/** A series as features. */
final class SeriesFeatures {

  private static final int MAX_VERTICES = 256;

  private SeriesFeatures() {}

  static SimpleFeatureCollection of(Series series, List<Double> percentiles, CrsRegistry crs) {
    SimpleFeatureType type = type(percentiles, countType(series), crs);
    Geometry outline = outline(series.area(), crs);
    ListFeatureCollection features = new ListFeatureCollection(type);
    SimpleFeatureBuilder builder = new SimpleFeatureBuilder(type);
    for (Series.Entry entry : series.entries()) {
      for (int b = 0; b < entry.statistics().size(); b++) {
        BandSelection.Item item = series.bands().items().get(b);
        Statistics s = entry.statistics().get(b);
        builder.add(FeatureValues.time(entry.instant()));
        builder.add(item.name());
        builder.add(item.unit());
        builder.add(s.total());
        builder.add(s.count());
        Stream.of(s.validShare(), s.mean(), s.sd(), s.min(), s.max())
            .map(FeatureValues::number)
            .forEach(builder::add);
        s.percentiles().stream().map(FeatureValues::number).forEach(builder::add);
        builder.add(s.exactPercentiles());
        builder.add(series.area().allTouched() ? "touched" : "centre");
        builder.add(outline);
        features.add(builder.buildFeature("series." + (features.size() + 1)));
      }
    }
    return features;
  }

  /** Integer where it can be: GeoServer's GeoJSON puts longs in quotes. */
  private static Class<? extends Number> countType(Series series) {
    return series.entries().stream()
            .flatMap(e -> e.statistics().stream())
            .allMatch(s -> s.total() <= Integer.MAX_VALUE)
        ? Integer.class
        : Long.class;
  }

  private static SimpleFeatureType type(
      List<Double> percentiles, Class<? extends Number> counts, CrsRegistry crs) {
    SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
    builder.setName("series");
    builder.add("time", String.class);
    builder.add("band", String.class);
    builder.add("unit", String.class);
    builder.add("pixels", counts);
    builder.add("count", counts);
    for (String name : List.of("validShare", "mean", "sd", "min", "max")) {
      builder.add(name, Double.class);
    }
    percentiles.forEach(p -> builder.add(name(p), Double.class));
    builder.add("exact", Boolean.class);
    builder.add("rule", String.class);
    builder.add("geometry", Geometry.class, crs.decode(CrsRegistry.WGS84));
    return builder.buildFeatureType();
  }

  /** {@code p5}, {@code p97_5}. */
  static String name(double percentile) {
    String number =
        percentile == Math.rint(percentile)
            ? String.valueOf((long) percentile)
            : String.valueOf(percentile).replace('.', '_');
    return "p" + number;
  }

  private static Geometry outline(Area area, CrsRegistry crs) {
    Geometry lonLat =
        Optional.ofNullable(area.asGiven()).orElseGet(() -> crs.footprint(area.grid()));
    if (lonLat.getNumPoints() <= MAX_VERTICES) {
      return lonLat;
    }
    return lonLat.getEnvelope();
  }
}
