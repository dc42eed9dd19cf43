// SPDX-License-Identifier: Apache-2.0
package org.chronocube.scene;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateList;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * Unrolls a polygon from the sphere onto a plane where longitude runs on past ±180, closes it over
 * the pole if it goes around one, and cuts it into strips of 360°.
 */
final class Antimeridian {

  private static final GeometryFactory GEOMETRIES = new GeometryFactory();
  private static final double FULL_TURN = 360 - 1e-9;
  private static final double SNAP = 1e-9;

  private Antimeridian() {}

  /** True when no edge is longer than 180° and all longitudes are in −180…180. */
  static boolean isNormal(Polygon polygon) {
    Coordinate[] points = polygon.getCoordinates();
    for (Coordinate point : points) {
      check(point);
    }
    Envelope e = polygon.getEnvelopeInternal();
    return e.getMinX() >= -180
        && e.getMaxX() <= 180
        && noLongEdge(polygon.getExteriorRing())
        && holes(polygon).stream().allMatch(Antimeridian::noLongEdge);
  }

  /** The parts of a polygon in −180…180, without edges longer than 180°. */
  static List<Polygon> cut(Polygon polygon) {
    List<Polygon> parts = new ArrayList<>();
    Geometry region = region(polygon.getExteriorRing());
    for (LinearRing hole : holes(polygon)) {
      region = OverlayNGRobust.overlay(region, region(hole), OverlayNG.DIFFERENCE);
    }
    for (int i = 0; i < region.getNumGeometries(); i++) {
      if (region.getGeometryN(i) instanceof Polygon part && part.getArea() > 0) {
        parts.add(splitLongEdges(part));
      }
    }
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("polygon must enclose an area, was " + polygon);
    }
    return parts;
  }

  static Geometry translate(Geometry geometry, double degrees) {
    return AffineTransformation.translationInstance(degrees, 0).transform(geometry);
  }

  /** What a ring encloses, cut into −180…180. */
  private static Geometry region(LinearRing ring) {
    Polygon unrolled = GEOMETRIES.createPolygon(unroll(ring.getCoordinates()));
    Geometry valid = unrolled.isValid() ? unrolled : GeometryFixer.fix(unrolled);
    Envelope e = valid.getEnvelopeInternal();
    if (e.getMinX() >= -180 && e.getMaxX() <= 180) {
      return valid;
    }
    List<Geometry> pieces = new ArrayList<>();
    for (double west = Math.floor((e.getMinX() + 180) / 360) * 360 - 180;
        west < e.getMaxX();
        west += 360) {
      Geometry strip = GEOMETRIES.toGeometry(new Envelope(west, west + 360, -90, 90));
      Geometry piece = OverlayNGRobust.overlay(valid, strip, OverlayNG.INTERSECTION);
      if (piece.getDimension() == 2) {
        pieces.add(snap(translate(piece, -180 - west)));
      }
    }
    return OverlayNGRobust.union(pieces);
  }

  /** The ring with continuous longitudes; closed over the pole when it goes around one. */
  private static Coordinate[] unroll(Coordinate[] ring) {
    CoordinateList points = new CoordinateList();
    int turns = 0;
    double latitudes = 0;
    points.add(new Coordinate(ring[0].x, ring[0].y));
    for (int i = 1; i < ring.length; i++) {
      turns += turn(ring[i - 1], ring[i]);
      latitudes += ring[i].y;
      points.add(new Coordinate(ring[i].x + 360 * turns, ring[i].y));
    }
    if (turns != 0) {
      double pole = latitudes > 0 ? 90 : -90;
      points.add(new Coordinate(ring[0].x + 360 * turns, pole), false);
      points.add(new Coordinate(ring[0].x, pole), false);
    }
    points.closeRing();
    return points.toCoordinateArray();
  }

  /** +1 where an edge runs east across the antimeridian, −1 where it runs west across it. */
  private static int turn(Coordinate from, Coordinate to) {
    double degrees = to.x - from.x;
    boolean alongPole = from.y == to.y && Math.abs(to.y) == 90;
    if (Math.abs(degrees) <= 180 || Math.abs(degrees) >= FULL_TURN || alongPole) {
      return 0;
    }
    return degrees > 0 ? -1 : 1;
  }

  /** Rounding may leave a cut edge a hair beside the antimeridian. */
  private static Geometry snap(Geometry geometry) {
    geometry.apply(
        (Coordinate c) -> {
          if (Math.abs(Math.abs(c.x) - 180) < SNAP) {
            c.x = Math.signum(c.x) * 180;
          }
        });
    geometry.geometryChanged();
    return geometry;
  }

  private static Polygon splitLongEdges(Polygon polygon) {
    return GEOMETRIES.createPolygon(
        split(polygon.getExteriorRing()),
        holes(polygon).stream().map(Antimeridian::split).toArray(LinearRing[]::new));
  }

  private static LinearRing split(LinearRing ring) {
    CoordinateList points = new CoordinateList();
    Coordinate[] ends = ring.getCoordinates();
    points.add(ends[0]);
    for (int i = 1; i < ends.length; i++) {
      if (Math.abs(ends[i].x - ends[i - 1].x) > 180) {
        points.add(
            new Coordinate((ends[i].x + ends[i - 1].x) / 2, (ends[i].y + ends[i - 1].y) / 2));
      }
      points.add(ends[i]);
    }
    return GEOMETRIES.createLinearRing(points.toCoordinateArray());
  }

  private static boolean noLongEdge(LinearRing ring) {
    Coordinate[] points = ring.getCoordinates();
    for (int i = 1; i < points.length; i++) {
      if (Math.abs(points[i].x - points[i - 1].x) > 180) {
        return false;
      }
    }
    return true;
  }

  private static List<LinearRing> holes(Polygon polygon) {
    List<LinearRing> holes = new ArrayList<>();
    for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
      holes.add(polygon.getInteriorRingN(i));
    }
    return holes;
  }

  private static void check(Coordinate point) {
    if (!(Math.abs(point.x) <= 720)) {
      throw new IllegalArgumentException("longitude must be in -720..720, was " + point.x);
    }
    if (!(Math.abs(point.y) <= 90)) {
      throw new IllegalArgumentException("latitude must be in -90..90, was " + point.y);
    }
  }
}
