// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import org.chronocube.grid.Extent;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/** An exact spatial relation of the footprint to an area. */
final class SpatialCondition implements Condition {

  /** Relations as seen from the footprint: {@code footprint WITHIN area}. */
  enum Relation {
    INTERSECTS,
    WITHIN,
    CONTAINS,
    DISJOINT
  }

  private final Relation relation;
  private final Geometry area;
  private final PreparedGeometry prepared;
  private final boolean rectangle;

  /**
   * @param area normalised
   */
  SpatialCondition(Relation relation, Geometry area) {
    this.relation = relation;
    this.area = area;
    this.prepared = PreparedGeometryFactory.prepare(area);
    this.rectangle = area instanceof Polygon p && p.isRectangle();
  }

  Geometry area() {
    return area;
  }

  /** True when a match needs a point in common, so that boxes may select candidates. */
  boolean needsOverlap() {
    return relation != Relation.DISJOINT;
  }

  /** True when the area covers every footprint there can be. */
  boolean isEverywhere() {
    return relation == Relation.INTERSECTS
        && rectangle
        && area.getEnvelopeInternal().contains(-180, -90)
        && area.getEnvelopeInternal().contains(180, 90);
  }

  @Override
  public boolean test(SceneRow row) {
    return switch (relation) {
      case INTERSECTS -> intersects(row);
      case DISJOINT -> !intersects(row);
      case WITHIN -> prepared.contains(row.footprint());
      case CONTAINS -> row.footprint().contains(area);
    };
  }

  private boolean intersects(SceneRow row) {
    return (rectangle && isInside(row.extent)) || prepared.intersects(row.footprint());
  }

  private boolean isInside(Extent box) {
    return box.maxX() <= 180
        && area.getEnvelopeInternal().contains(box.minX(), box.minY())
        && area.getEnvelopeInternal().contains(box.maxX(), box.maxY());
  }
}
