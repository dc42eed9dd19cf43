// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import java.io.IOException;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.SortKey;
import org.geotools.api.data.Query;
import org.geotools.api.feature.FeatureVisitor;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.io.GranuleSource;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.feature.collection.BaseSimpleFeatureCollection;
import org.geotools.feature.visitor.FeatureAttributeVisitor;
import org.geotools.feature.visitor.MaxVisitor;
import org.geotools.feature.visitor.MinVisitor;
import org.geotools.feature.visitor.NearestVisitor;
import org.geotools.geometry.jts.ReferencedEnvelope;

/**
 * The scenes of a cube as features, straight from the index: lazily, newest first unless the query
 * sorts, never more than the query asks for.
 */
final class CubeGranules implements GranuleSource {

  private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();

  private final CubeScenes scenes;
  private final CrsRegistry crs;
  private final GranuleSchema schema;

  CubeGranules(CubeScenes scenes, CrsRegistry crs) {
    this.scenes = scenes;
    this.crs = crs;
    this.schema = new GranuleSchema(scenes.cube(), crs);
  }

  @Override
  public SimpleFeatureCollection getGranules(Query query) {
    return new Granules(query(query));
  }

  @Override
  public int getCount(Query query) {
    SceneQuery q = query(query);
    long rest = Math.max(0, scenes.index().count(q) - q.offset());
    return (int) Math.min(rest, q.limit());
  }

  /** Of everything: the cube's extent, without listing; else of the footprints found. */
  @Override
  public ReferencedEnvelope getBounds(Query query) {
    SceneQuery q = query(query);
    if (q.filter() == Filter.INCLUDE) {
      return ReferencedEnvelope.reference(new GridGeometries(crs).envelope(scenes.cube().grid()));
    }
    return new Granules(q).getBounds();
  }

  @Override
  public SimpleFeatureType getSchema() {
    return schema.type();
  }

  /** Holds nothing. */
  @Override
  public void dispose() {}

  private SceneQuery query(Query query) {
    if (query == null) {
      return scenes.all();
    }
    Filter filter = new GranuleFilters(scenes.cube(), crs).toIndex(query.getFilter());
    long offset = query.getStartIndex() == null ? 0 : query.getStartIndex();
    int limit = query.isMaxFeaturesUnlimited() ? SceneQuery.UNLIMITED : query.getMaxFeatures();
    return scenes
        .all()
        .withFilter(filter)
        .withSort(GranuleSchema.sort(query.getSortBy()))
        .withPage(offset, limit);
  }

  private final class Granules extends BaseSimpleFeatureCollection {

    private final SceneQuery query;

    Granules(SceneQuery query) {
      super(CubeGranules.this.schema.type());
      this.query = query;
    }

    @Override
    public SimpleFeatureIterator features() {
      return new SceneIterator(scenes.index().find(query), CubeGranules.this.schema);
    }

    @Override
    public int size() {
      long rest = Math.max(0, scenes.index().count(query) - query.offset());
      return (int) Math.min(rest, query.limit());
    }

    @Override
    public boolean isEmpty() {
      try (SimpleFeatureIterator one = features()) {
        return !one.hasNext();
      }
    }

    /** What GeoServer computes over times is a look-up in the index, not a walk over features. */
    @Override
    @SuppressWarnings("rawtypes") // NearestVisitor's own signatures
    public void accepts(FeatureVisitor visitor, ProgressListener progress) throws IOException {
      if (!isUnpaged() || !isOverTime(visitor)) {
        super.accepts(visitor, progress);
      } else if (visitor instanceof MaxVisitor max) {
        edge(SortKey.NEWEST_FIRST, Filter.INCLUDE).ifPresent(max::setValue);
      } else if (visitor instanceof MinVisitor min) {
        edge(SortKey.OLDEST_FIRST, Filter.INCLUDE).ifPresent(min::setValue);
      } else if (visitor instanceof NearestVisitor nearest
          && nearest.getValueToMatch() instanceof Date wanted) {
        Expression time = FILTERS.property(GranuleSchema.TIME);
        Filter before = FILTERS.lessOrEqual(time, FILTERS.literal(wanted));
        Filter after = FILTERS.greaterOrEqual(time, FILTERS.literal(wanted));
        nearest.setValue(
            edge(SortKey.NEWEST_FIRST, before).orElse(null),
            edge(SortKey.OLDEST_FIRST, after).orElse(null));
      } else {
        super.accepts(visitor, progress);
      }
    }

    private boolean isUnpaged() {
      return query.offset() == 0 && query.limit() == SceneQuery.UNLIMITED;
    }

    private static boolean isOverTime(FeatureVisitor visitor) {
      if (visitor instanceof FeatureAttributeVisitor over) {
        List<Expression> expressions = over.getExpressions();
        return expressions.size() == 1
            && expressions.get(0) instanceof PropertyName name
            && name.getPropertyName().equals(GranuleSchema.TIME);
      }
      return false;
    }

    /** The first time in an order, if there is one. */
    private Optional<Date> edge(SortKey order, Filter more) {
      Filter filter = more == Filter.INCLUDE ? query.filter() : FILTERS.and(query.filter(), more);
      return scenes.edge(query.withFilter(filter), order).map(Date::from);
    }
  }
}
