// SPDX-License-Identifier: Apache-2.0
package org.chronocube.scene;

import java.util.ArrayList;
import java.util.List;
import org.chronocube.grid.Extent;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.union.UnaryUnionOp;

/**
 * Footprints and areas on the sphere, in longitude and latitude degrees (WGS 84), kept as planar
 * geometries that are cut at the antimeridian (RFC 7946 §3.1.9).
 *
 * <p>Edges are straight in longitude and latitude, as in GeoJSON. An edge that spans more than 180°
 * of longitude is taken to run the short way round, across the antimeridian; one that spans exactly
 * 360°, or that runs along a pole, is taken as it stands.
 */
public final class Footprints {

  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  private Footprints() {}

  /**
   * Cuts polygons at the antimeridian and closes rings around a pole over that pole.
   *
   * @param geometry polygons whose longitudes may run beyond ±180 or jump across it; anything else
   *     is returned as it is
   * @return valid polygons with longitudes in −180…180 whose edges span at most 180°; the argument
   *     itself when it is that already, so that applying this twice changes nothing
   * @throws IllegalArgumentException when a coordinate is not finite, a longitude beyond ±720 or a
   *     latitude beyond ±90
   */
  public static Geometry normalize(Geometry geometry) {
    if (geometry.getDimension() != 2) {
      return geometry;
    }
    List<Polygon> polygons = polygons(geometry);
    if (polygons.stream().allMatch(Antimeridian::isNormal) && geometry.isValid()) {
      return geometry;
    }
    List<Polygon> parts = new ArrayList<>();
    for (Polygon polygon : polygons) {
      parts.addAll(Antimeridian.cut(polygon));
    }
    return collect(parts);
  }

  /**
   * Normalises the area of a query. As {@link #normalize}, but a rectangle is taken as it stands,
   * however wide: map views are such, also of the whole world and beyond.
   *
   * @throws IllegalArgumentException as {@link #normalize}, rectangles excepted
   */
  public static Geometry normalizeArea(Geometry area) {
    if (area instanceof Polygon polygon && polygon.isRectangle()) {
      Envelope e = polygon.getEnvelopeInternal();
      Envelope world = new Envelope(-180, 180, -90, 90);
      return world.contains(e) ? area : box(e.getMinX(), e.getMinY(), e.getMaxX(), e.getMaxY());
    }
    return normalize(area);
  }

  /**
   * The area of a box, degrees. West of more than east means across the antimeridian; 360° wide or
   * more means all around; latitudes are cut to ±90.
   */
  public static Geometry box(double west, double south, double east, double north) {
    if (!(south <= north)) {
      throw new IllegalArgumentException(
          "box must have south <= north, was " + south + " .. " + north);
    }
    double bottom = Math.max(-90, Math.min(90, south));
    double top = Math.max(-90, Math.min(90, north));
    if (east - west >= 360) {
      return rectangle(-180, bottom, 180, top);
    }
    double left = wrap(west);
    double right = left + (east < west ? (east - west) % 360 + 360 : east - west);
    if (right <= 180) {
      return rectangle(left, bottom, right, top);
    }
    return GEOMETRIES.createMultiPolygon(
        new Polygon[] {
          (Polygon) rectangle(left, bottom, 180, top),
          (Polygon) rectangle(-180, bottom, right - 360, top)
        });
  }

  /**
   * The narrowest rectangle around a normalised geometry: of parts on both sides of the
   * antimeridian, those of the west are moved east by 360° when that makes it narrower.
   *
   * @return minX in −180…180, maxX in −180…360
   */
  public static Extent extent(Geometry normalized) {
    Envelope e = joined(normalized).getEnvelopeInternal();
    return new Extent(e.getMinX(), e.getMinY(), e.getMaxX(), e.getMaxY());
  }

  /** Longitude of the centroid of a normalised geometry, −180…180. */
  public static double centreLongitude(Geometry normalized) {
    return wrap(joined(normalized).getCentroid().getX());
  }

  /** The geometry with its western parts moved east of the antimeridian where that is narrower. */
  private static Geometry joined(Geometry geometry) {
    Envelope plain = geometry.getEnvelopeInternal();
    if (geometry.getNumGeometries() < 2 || plain.getWidth() <= 180) {
      return geometry;
    }
    List<Geometry> parts = new ArrayList<>();
    Envelope moved = new Envelope();
    for (int i = 0; i < geometry.getNumGeometries(); i++) {
      Geometry part = geometry.getGeometryN(i);
      if (part.getEnvelopeInternal().getMaxX() <= 0) {
        part = Antimeridian.translate(part, 360);
      }
      parts.add(part);
      moved.expandToInclude(part.getEnvelopeInternal());
    }
    return moved.getWidth() < plain.getWidth() ? GEOMETRIES.buildGeometry(parts) : geometry;
  }

  private static double wrap(double longitude) {
    double turned = (longitude + 180) % 360;
    double positive = turned < 0 ? turned + 360 : turned;
    return longitude >= -180 && longitude <= 180 ? longitude : positive - 180;
  }

  private static Geometry rectangle(double minX, double minY, double maxX, double maxY) {
    return GEOMETRIES.toGeometry(new Envelope(minX, maxX, minY, maxY));
  }

  private static List<Polygon> polygons(Geometry geometry) {
    List<Polygon> polygons = new ArrayList<>();
    for (int i = 0; i < geometry.getNumGeometries(); i++) {
      Geometry part = geometry.getGeometryN(i);
      if (part instanceof Polygon polygon) {
        polygons.add(polygon);
      } else if (part instanceof GeometryCollection) {
        polygons.addAll(polygons(part));
      }
    }
    return polygons;
  }

  private static Geometry collect(List<Polygon> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    Geometry multi = GEOMETRIES.createMultiPolygon(parts.toArray(new Polygon[0]));
    return multi.isValid() ? multi : UnaryUnionOp.union(parts);
  }
}
