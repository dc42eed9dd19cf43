// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.chronocube.algorithm.Statistics;
import org.chronocube.analysis.Sites;
import org.chronocube.analysis.ZonalRow;
import org.chronocube.analysis.ZonalTable;
import org.chronocube.crs.CrsRegistry;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.feature.collection.AbstractFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.locationtech.jts.geom.Geometry;

/** A table of sites as features, made one by one as they are asked for. */
final class ZonalFeatures extends AbstractFeatureCollection {

  /** What the geometry of a feature is. */
  enum Shape {
    OUTLINE,
    BOX,
    NONE;

    /** As clients write it. */
    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String GEOMETRY = "geometry";

  private final ZonalTable table;
  private final SiteFeatures sites;

  /** In longitude and latitude, by site. */
  private final Geometry[] shapes;

  private ZonalFeatures(
      SimpleFeatureType type, ZonalTable table, SiteFeatures sites, Geometry[] shapes) {
    super(type);
    this.table = table;
    this.sites = sites;
    this.shapes = shapes;
  }

  static ZonalFeatures of(ZonalTable table, SiteFeatures sites, Shape shape, CrsRegistry crs) {
    Geometry[] shapes = new Geometry[table.sites().count()];
    for (int i = 0; i < shapes.length && shape != Shape.NONE; i++) {
      Sites.Place place = table.sites().place(i);
      Geometry lonLat = crs.transform(place.geometry(), place.crs(), CrsRegistry.WGS84);
      shapes[i] = shape == Shape.BOX ? lonLat.getEnvelope() : lonLat;
    }
    return new ZonalFeatures(type(table, sites, shape, crs), table, sites, shapes);
  }

  private static SimpleFeatureType type(
      ZonalTable table, SiteFeatures sites, Shape shape, CrsRegistry crs) {
    SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
    builder.setName("zonal");
    List<String> own = new ArrayList<>(List.of("site", "time", "end", "band"));
    List<String> numbers = new ArrayList<>();
    List<String> counts = new ArrayList<>();
    if (table.figures().classes()) {
      counts.addAll(List.of("class", "pixels", "valid"));
      numbers.addAll(List.of("share", "area"));
    } else {
      counts.addAll(List.of("pixels", "count"));
      numbers.addAll(List.of("validShare", "mean", "sd", "min", "max"));
      table.figures().percentiles().forEach(p -> numbers.add(SeriesFeatures.name(p)));
    }
    List<String> taken = new ArrayList<>(own);
    taken.addAll(counts);
    taken.addAll(numbers);
    taken.addAll(List.of("exact", "rule", GEOMETRY));
    builder.add("site", String.class);
    for (AttributeDescriptor kept : sites.kept()) {
      String name = kept.getLocalName();
      builder.add(taken.contains(name) ? "site_" + name : name, kept.getType().getBinding());
    }
    own.subList(1, own.size()).forEach(name -> builder.add(name, String.class));
    counts.forEach(name -> builder.add(name, Integer.class));
    numbers.forEach(name -> builder.add(name, Double.class));
    if (!table.figures().classes()) {
      builder.add("exact", Boolean.class);
    }
    builder.add("rule", String.class);
    if (shape != Shape.NONE) {
      builder.add(GEOMETRY, Geometry.class, crs.decode(CrsRegistry.WGS84));
    }
    return builder.buildFeatureType();
  }

  @Override
  protected Iterator<SimpleFeature> openIterator() {
    SimpleFeatureBuilder builder = new SimpleFeatureBuilder(getSchema());
    Iterator<ZonalRow> rows = table.rows().iterator();
    int[] number = {0};
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public SimpleFeature next() {
        fill(rows.next(), builder);
        return builder.buildFeature("zonal." + ++number[0]);
      }
    };
  }

  private void fill(ZonalRow row, SimpleFeatureBuilder builder) {
    builder.add(table.sites().place(row.site()).id());
    for (Object kept : sites.values().get(table.sites().placeIndex(row.site()))) {
      builder.add(kept);
    }
    ZonalRow.Time time = row.time();
    builder.add(time == null ? null : FeatureValues.time(time.start()));
    builder.add(time == null ? null : end(time.last()));
    builder.add(row.band());
    if (row instanceof ZonalRow.ClassArea c) {
      builder.add(c.value());
      builder.add(c.pixels());
      builder.add(c.valid());
      builder.add(c.share());
      builder.add(c.squareMetres());
    } else if (row instanceof ZonalRow.Values values) {
      Statistics s = values.statistics();
      builder.add(s.total());
      builder.add(s.count());
      Stream.of(s.validShare(), s.mean(), s.sd(), s.min(), s.max())
          .map(FeatureValues::number)
          .forEach(builder::add);
      s.percentiles().stream().map(FeatureValues::number).forEach(builder::add);
      builder.add(s.exactPercentiles());
    }
    builder.add(table.sites().allTouched(row.site()) ? "touched" : "centre");
    if (getSchema().getGeometryDescriptor() != null) {
      builder.add(shapes[row.site()]);
    }
  }

  private static String end(Instant last) {
    return last == null ? null : FeatureValues.time(last);
  }

  @Override
  public int size() {
    return table.rows().size();
  }

  @Override
  public ReferencedEnvelope getBounds() {
    ReferencedEnvelope bounds = new ReferencedEnvelope(getSchema().getCoordinateReferenceSystem());
    for (ZonalRow row : table.rows()) {
      if (shapes[row.site()] != null) {
        bounds.expandToInclude(shapes[row.site()].getEnvelopeInternal());
      }
    }
    return bounds;
  }
}
