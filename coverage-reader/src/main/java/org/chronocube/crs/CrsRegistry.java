// SPDX-License-Identifier: Apache-2.0
package org.chronocube.crs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chronocube.InvalidParameterException;
import org.chronocube.geolocation.ImageCrs;
import org.chronocube.geolocation.SensorModels;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.PixelTransform;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.geometry.jts.JTS;
import org.geotools.referencing.CRS;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/** Looks up CRSs by identifier and transforms between them. Safe for concurrent use. */
public final class CrsRegistry {

  /** Longitude, latitude in degrees on WGS 84. */
  public static final String WGS84 = "EPSG:4326";

  private static final Pattern ROOT_CODE =
      Pattern.compile("(?:AUTHORITY|ID)\\[\"EPSG\",\\s*\"?(\\d+)\"?\\]\\s*\\]\\s*$");
  private static final int EDGE_STEPS = 32;
  private static final int MOST_TRANSFORMS = 512;
  private static final int MOST_EXTENTS = 2048;

  private final SensorModels models;
  private final Cache<Pair, PointTransform> transforms =
      Caffeine.newBuilder().maximumSize(MOST_TRANSFORMS).executor(Runnable::run).build();

  /** Of grids, asked for with each map: some thousand points each. */
  private final Cache<Moved, Optional<Extent>> extents =
      Caffeine.newBuilder().maximumSize(MOST_EXTENTS).executor(Runnable::run).build();

  /** GeoTools keeps them too, but goes a long way to them. */
  private final Cache<Axes, CoordinateReferenceSystem> decoded =
      Caffeine.newBuilder().maximumSize(MOST_TRANSFORMS).executor(Runnable::run).build();

  private record Pair(String from, String to) {}

  private record Moved(Extent extent, String from, String to) {}

  private record Axes(String id, boolean xFirst) {}

  /** Knows no image CRS. */
  public CrsRegistry() {
    this(SensorModels.NONE);
  }

  /**
   * @param models of the image CRSs that grids may be in
   */
  public CrsRegistry(SensorModels models) {
    this.models = models;
  }

  /**
   * The CRS of an identifier, with x (easting or longitude) as its first axis.
   *
   * @throws InvalidParameterException when the identifier is unknown
   */
  public CoordinateReferenceSystem decode(String id) {
    return decoded(id, true);
  }

  private CoordinateReferenceSystem decoded(String id, boolean xFirst) {
    Axes key = new Axes(id, xFirst);
    CoordinateReferenceSystem known = decoded.getIfPresent(key);
    if (known == null) {
      try {
        known = CRS.decode(id, xFirst);
      } catch (FactoryException e) {
        throw new InvalidParameterException("crs", "CRS must be a known EPSG code, was " + id, e);
      }
      decoded.put(key, known);
    }
    return known;
  }

  /** The identifier {@code EPSG:n} of a CRS, found by its own id or by its definition. */
  public Optional<String> identify(CoordinateReferenceSystem crs) {
    try {
      Integer code = CRS.lookupEpsgCode(crs, true);
      return Optional.ofNullable(code).map(n -> "EPSG:" + n);
    } catch (FactoryException e) {
      return Optional.empty();
    }
  }

  /**
   * The identifier {@code EPSG:n} of a CRS written as WKT: the one it ends with, else, of WKT 1,
   * that of the CRS of the same definition. Empty when it is neither.
   */
  public Optional<String> identifyWkt(String wkt) {
    Matcher said = ROOT_CODE.matcher(wkt);
    if (said.find()) {
      return Optional.of("EPSG:" + said.group(1));
    }
    try {
      return identify(CRS.parseWKT(wkt));
    } catch (FactoryException e) {
      return Optional.empty();
    }
  }

  /**
   * The definition as WKT 1 on one line, axes in the authority's order. The axes of polar
   * projections, which point along meridians, are left out: WKT 1 has no words for them.
   *
   * @throws InvalidParameterException when the identifier is unknown
   */
  public String wkt(String id) {
    try {
      String wkt = CRS.decode(id, false).toString();
      return wkt.replaceAll("\\R\\s*", "").replaceAll(", AXIS\\[\"[^\"]*\", \"[^\"]*\"\\]", "");
    } catch (FactoryException e) {
      throw new InvalidParameterException("crs", "CRS must be a known EPSG code, was " + id, e);
    }
  }

  /** True when the authority defines northing or latitude as the first axis. */
  public boolean isNorthingFirst(String id) {
    return CRS.getAxisOrder(decoded(id, false)) == CRS.AxisOrder.NORTH_EAST;
  }

  /**
   * The transform from one CRS to another, x first on both sides.
   *
   * @throws InvalidParameterException when there is none
   */
  public MathTransform transform(String from, String to) {
    try {
      return CRS.findMathTransform(decode(from), decode(to), true);
    } catch (FactoryException e) {
      throw new InvalidParameterException(
          "crs", "CRSs must have a transform between them, were " + from + " and " + to, e);
    }
  }

  /**
   * The exact map from pixels of one grid to pixels of another; NaN for points that have no place
   * in either CRS, or one so far from where a CRS is meant to be used that it means nothing.
   *
   * @throws org.chronocube.geolocation.GeolocationException when a grid is that of an image whose
   *     sensor model cannot be had
   */
  public PixelTransform pixelTransform(GeoBox from, GeoBox to) {
    if (from.crs().equals(to.crs())) {
      return PixelTransform.affine(from.affine(), to.affine());
    }
    PointTransform world = points(from.crs(), to.crs());
    var fromAffine = from.affine();
    var toPixel = to.affine().inverse();
    return (points, count) -> {
      for (int i = 0; i < 2 * count; i += 2) {
        double col = points[i];
        double row = points[i + 1];
        points[i] = fromAffine.x(col, row);
        points[i + 1] = fromAffine.y(col, row);
      }
      world.transform(points, count);
      for (int i = 0; i < 2 * count; i += 2) {
        double x = points[i];
        double y = points[i + 1];
        points[i] = toPixel.x(x, y);
        points[i + 1] = toPixel.y(x, y);
      }
    };
  }

  private PointTransform points(String from, String to) {
    return transforms.get(new Pair(from, to), p -> between(p.from, p.to));
  }

  private PointTransform between(String from, String to) {
    if (ImageCrs.isImage(from)) {
      PointTransform toGround = models.get(ImageCrs.parse(from))::toGround;
      return toGround.then(between(WGS84, to));
    }
    if (ImageCrs.isImage(to)) {
      return between(from, WGS84).then(models.get(ImageCrs.parse(to))::toImage);
    }
    return new WorldTransforms(this).between(from, to);
  }

  /**
   * Bounding extent in another CRS. Parts of the extent that have no image there are left out;
   * longitudes are −180 to 180 when the extent holds a pole or crosses the antimeridian.
   *
   * @throws InvalidParameterException when no part of the extent has an image there
   */
  public Extent transform(Extent extent, String from, String to) {
    if (from.equals(to)) {
      return extent;
    }
    return extents
        .get(new Moved(extent, from, to), this::moved)
        .orElseThrow(
            () ->
                new InvalidParameterException(
                    "extent", "extent must lie where " + to + " is defined, was " + extent));
  }

  private Optional<Extent> moved(Moved of) {
    return new ExtentTransform(points(of.from, of.to), points(of.to, of.from), decode(of.to))
        .transform(of.extent);
  }

  /**
   * A geometry in another CRS, x first; vertices only.
   *
   * @throws InvalidParameterException when a vertex has no image there
   */
  public Geometry transform(Geometry geometry, String from, String to) {
    if (from.equals(to)) {
      return geometry;
    }
    try {
      return JTS.transform(geometry, transform(from, to));
    } catch (TransformException e) {
      throw new InvalidParameterException(
          "crs", "geometry must lie where " + to + " is defined, was " + geometry.getEnvelope(), e);
    }
  }

  /**
   * The part of the Earth a grid covers, for searching scenes: longitude latitude, cut at the
   * antimeridian, poles included; never smaller than what the grid covers, empty when no part of
   * the grid is on Earth.
   */
  public Geometry searchArea(GeoBox grid) {
    return GeographicArea.of(grid, points(grid.crs(), WGS84));
  }

  /** The outline of a grid in longitude latitude, edges densified, not cut at the antimeridian. */
  public Polygon footprint(GeoBox grid) {
    Coordinate[] ring = new Coordinate[4 * EDGE_STEPS + 1];
    for (int i = 0; i < 4 * EDGE_STEPS; i++) {
      double t = (double) (i % EDGE_STEPS) / EDGE_STEPS;
      double[] corner =
          switch (i / EDGE_STEPS) {
            case 0 -> new double[] {t, 0};
            case 1 -> new double[] {1, t};
            case 2 -> new double[] {1 - t, 1};
            default -> new double[] {0, 1 - t};
          };
      double col = corner[0] * grid.width();
      double row = corner[1] * grid.height();
      ring[i] = new Coordinate(grid.affine().x(col, row), grid.affine().y(col, row));
    }
    ring[4 * EDGE_STEPS] = ring[0].copy();
    if (ImageCrs.isImage(grid.crs())) {
      return imageOutline(grid.crs(), ring);
    }
    Polygon outline = new GeometryFactory().createPolygon(ring);
    return (Polygon) transform(outline, grid.crs(), WGS84);
  }

  private Polygon imageOutline(String image, Coordinate[] ring) {
    double[] points = new double[2 * ring.length];
    for (int i = 0; i < ring.length; i++) {
      points[2 * i] = ring[i].x;
      points[2 * i + 1] = ring[i].y;
    }
    points(image, WGS84).transform(points, ring.length);
    double lon = points[0];
    for (int i = 0; i < ring.length; i++) {
      // Around the antimeridian the ring goes on beyond 180 degrees, as that of any other grid.
      lon = points[2 * i] - 360 * Math.rint((points[2 * i] - lon) / 360);
      ring[i] = new Coordinate(lon, points[2 * i + 1]);
    }
    return new GeometryFactory().createPolygon(ring);
  }
}
