// SPDX-License-Identifier: Apache-2.0
package org.chronocube.crs;

import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * The part of the Earth a grid covers, for searching scenes: longitude latitude in degrees, cut at
 * the antimeridian (RFC 7946 §3.1.9), with the poles where they are inside.
 *
 * <p>Never smaller than what the grid covers; larger where parts of the grid have no place on Earth
 * (clients ask for extents of 1.8e308).
 */
final class GeographicArea {

  private static final int EDGE = 32;
  private static final int LATTICE = 16;
  private static final double SAG = 1e-4;
  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  private GeographicArea() {}

  /** An empty geometry when no part of the grid is on Earth. */
  static Geometry of(GeoBox grid, PointTransform toLonLat) {
    double[] ring = outline(grid);
    toLonLat.transform(ring, 4 * EDGE);
    if (!allOnEarth(ring)) {
      return lattice(grid, toLonLat);
    }
    double turn = unwrap(ring);
    if (Math.abs(turn) > 180) {
      return polar(ring);
    }
    Coordinate[] coordinates = new Coordinate[4 * EDGE + 1];
    for (int i = 0; i < 4 * EDGE; i++) {
      coordinates[i] = new Coordinate(ring[2 * i], ring[2 * i + 1]);
    }
    coordinates[4 * EDGE] = coordinates[0].copy();
    Geometry polygon = GEOMETRIES.createPolygon(coordinates);
    Envelope envelope = polygon.getEnvelopeInternal();
    Geometry area =
        polygon.isValid()
            ? polygon.buffer(SAG * Math.max(envelope.getWidth(), envelope.getHeight()), 1)
            : polygon.getEnvelope();
    return cut(area);
  }

  private static double[] outline(GeoBox grid) {
    double[] ring = new double[8 * EDGE];
    for (int i = 0; i < 4 * EDGE; i++) {
      double t = (double) (i % EDGE) / EDGE;
      double col =
          switch (i / EDGE) {
            case 0 -> t;
            case 1 -> 1;
            case 2 -> 1 - t;
            default -> 0;
          };
      double row =
          switch (i / EDGE) {
            case 0 -> 0;
            case 1 -> t;
            case 2 -> 1;
            default -> 1 - t;
          };
      ring[2 * i] = grid.affine().x(col * grid.width(), row * grid.height());
      ring[2 * i + 1] = grid.affine().y(col * grid.width(), row * grid.height());
    }
    return ring;
  }

  private static boolean allOnEarth(double[] points) {
    for (int i = 0; i < points.length; i += 2) {
      if (!isOnEarth(points[i], points[i + 1])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOnEarth(double lon, double lat) {
    return Math.abs(lon) <= 540 && Math.abs(lat) <= 90 + 1e-9;
  }

  // Makes longitudes continuous along the ring; returns how far the ring misses closing.
  private static double unwrap(double[] ring) {
    for (int i = 2; i < ring.length; i += 2) {
      double step = ring[i] - ring[i - 2];
      ring[i] -= 360 * Math.rint(step / 360);
    }
    double closing = ring[0] - ring[ring.length - 2];
    return 360 * Math.rint(closing / 360);
  }

  private static Geometry polar(double[] ring) {
    double south = 90;
    double north = -90;
    for (int i = 1; i < ring.length; i += 2) {
      south = Math.min(south, ring[i]);
      north = Math.max(north, ring[i]);
    }
    return south + north > 0 ? box(-180, south, 180, 90) : box(-180, -90, 180, north);
  }

  private static Geometry lattice(GeoBox grid, PointTransform toLonLat) {
    int side = LATTICE + 1;
    double[] points = new double[2 * side * side];
    for (int i = 0; i < side * side; i++) {
      double col = (double) grid.width() * (i % side) / LATTICE;
      double row = (double) grid.height() * (i / side) / LATTICE;
      points[2 * i] = grid.affine().x(col, row);
      points[2 * i + 1] = grid.affine().y(col, row);
    }
    toLonLat.transform(points, side * side);
    boolean any = false;
    for (int i = 0; i < points.length; i += 2) {
      any |= isOnEarth(points[i], points[i + 1]);
    }
    // Some part may be on Earth between the points even when none of them is.
    return any || spansWorld(grid.extent()) ? box(-180, -90, 180, 90) : GEOMETRIES.createPolygon();
  }

  private static boolean spansWorld(Extent extent) {
    return extent.width() > 360 || extent.height() > 180;
  }

  private static Geometry cut(Geometry area) {
    Envelope e = area.getEnvelopeInternal();
    if (e.getWidth() >= 360) {
      return box(-180, Math.max(-90, e.getMinY()), 180, Math.min(90, e.getMaxY()));
    }
    if (e.getMinX() >= -180 && e.getMaxX() <= 180 && e.getMinY() >= -90 && e.getMaxY() <= 90) {
      return area;
    }
    Geometry result = GEOMETRIES.createPolygon();
    for (int turn = -2; turn <= 2; turn++) {
      double shift = 360.0 * turn;
      Geometry part = area.intersection(box(-180 - shift, -90, 180 - shift, 90)).copy();
      if (part.getDimension() == 2) {
        part.apply(
            (Coordinate c) -> {
              c.x = Math.max(-180, Math.min(180, c.x + shift));
            });
        part.geometryChanged();
        result = result.union(part);
      }
    }
    return result;
  }

  private static Geometry box(double minX, double minY, double maxX, double maxY) {
    return GEOMETRIES.toGeometry(new Envelope(minX, maxX, minY, maxY));
  }
}
