// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import java.util.ArrayList;
import java.util.List;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Cube;
import org.chronocube.grid.Extent;
import org.chronocube.index.SortKey;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.Id;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.api.filter.spatial.BBOX;
import org.geotools.api.filter.spatial.Intersects;
import org.geotools.api.geometry.BoundingBox;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.filter.visitor.DuplicatingFilterVisitor;
import org.geotools.referencing.CRS;
import org.locationtech.jts.densify.Densifier;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Turns filters on granule features (attributes of {@link GranuleSchema}, geometries in the cube's
 * CRS) into filters on the index (its properties, geometries in longitude latitude).
 */
final class GranuleFilters extends DuplicatingFilterVisitor {

  private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();
  private static final GeometryFactory GEOMETRIES = new GeometryFactory();
  private static final int EDGE_STEPS = 32;

  private final Cube cube;
  private final CrsRegistry crs;

  GranuleFilters(Cube cube, CrsRegistry crs) {
    super(FILTERS);
    this.cube = cube;
    this.crs = crs;
  }

  Filter toIndex(Filter filter) {
    return filter == null ? Filter.INCLUDE : (Filter) filter.accept(this, null);
  }

  @Override
  public Object visit(PropertyName name, Object data) {
    String attribute = name.getPropertyName();
    if (attribute.isEmpty()) {
      return FILTERS.property(GranuleSchema.FOOTPRINT);
    }
    return FILTERS.property(GranuleSchema.property(attribute));
  }

  @Override
  public Object visit(Literal literal, Object data) {
    if (literal.getValue() instanceof Geometry geometry) {
      return FILTERS.literal(toWgs84(geometry, cube.grid().crs()));
    }
    return super.visit(literal, data);
  }

  /** A box, which may be the whole plane (clients send 1.8e308), is cut to the cube first. */
  @Override
  public Object visit(BBOX filter, Object data) {
    Extent common = inCubeCrs(filter.getBounds()).intersection(cube.grid().extent());
    if (common == null) {
      return Filter.EXCLUDE;
    }
    Geometry area = toWgs84(GEOMETRIES.toGeometry(envelope(common)), cube.grid().crs());
    return FILTERS.intersects(FILTERS.property(GranuleSchema.FOOTPRINT), FILTERS.literal(area));
  }

  /**
   * What lies outside the cube meets none of its granules. GeoServer 2.27 asks so for WCS 2.0: its
   * {@code WCSDefaultValuesHelper} takes the cube's own coordinates for degrees, which puts the
   * area beyond the end of the CRS.
   */
  @Override
  public Object visit(Intersects filter, Object data) {
    return isOutside(filter.getExpression1()) || isOutside(filter.getExpression2())
        ? Filter.EXCLUDE
        : super.visit(filter, data);
  }

  private boolean isOutside(Expression expression) {
    return expression instanceof Literal literal
        && literal.getValue() instanceof Geometry area
        && !envelope(cube.grid().extent()).intersects(area.getEnvelopeInternal());
  }

  private static Envelope envelope(Extent extent) {
    return new Envelope(extent.minX(), extent.maxX(), extent.minY(), extent.maxY());
  }

  private Extent inCubeCrs(BoundingBox box) {
    Extent extent =
        new Extent(box.getMinimum(0), box.getMinimum(1), box.getMaximum(0), box.getMaximum(1));
    CoordinateReferenceSystem stated = box.getCoordinateReferenceSystem();
    if (stated == null) {
      return extent;
    }
    if (CRS.getAxisOrder(stated) == CRS.AxisOrder.NORTH_EAST) {
      extent = new Extent(extent.minY(), extent.minX(), extent.maxY(), extent.maxX());
    }
    String id = crs.identify(stated).orElse(cube.grid().crs());
    return crs.transform(extent, id, cube.grid().crs());
  }

  private Geometry toWgs84(Geometry geometry, String from) {
    Envelope e = geometry.getEnvelopeInternal();
    double step = Math.max(e.getWidth(), e.getHeight()) / EDGE_STEPS;
    Geometry dense =
        step > 0 && !from.equals(CrsRegistry.WGS84) ? Densifier.densify(geometry, step) : geometry;
    return crs.transform(dense, from, CrsRegistry.WGS84);
  }

  /** Feature ids are {@code product:scene}. */
  @Override
  public Object visit(Id filter, Object data) {
    List<Filter> any = new ArrayList<>();
    for (Object id : filter.getIDs()) {
      String text = String.valueOf(id);
      int colon = text.indexOf(':');
      if (colon > 0) {
        any.add(
            FILTERS.and(
                equal(GranuleSchema.PRODUCT, text.substring(0, colon)),
                equal(SortKey.ID, text.substring(colon + 1))));
      }
    }
    return any.isEmpty() ? Filter.EXCLUDE : FILTERS.or(any);
  }

  private static Filter equal(String property, String value) {
    return FILTERS.equals(FILTERS.property(property), FILTERS.literal(value));
  }
}
