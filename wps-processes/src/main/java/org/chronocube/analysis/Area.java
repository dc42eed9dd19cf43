// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.Objects;
import java.util.Optional;
import org.chronocube.InvalidParameterException;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Cube;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.GeoBoxTiles;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.kernel.PolygonMask;
import org.chronocube.raster.ValidMask;
import org.locationtech.jts.densify.Densifier;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.GeometryFixer;

/**
 * The pixels of a cube's grid that belong to an area of interest.
 *
 * <p>A pixel belongs to a polygon when its centre is inside. An area so small that no centre is
 * inside, and any point or line, takes every pixel it touches; {@link #allTouched} tells.
 * Overlapping polygons are united, invalid ones repaired first.
 *
 * @param grid smallest part of the cube's grid that covers the area
 * @param geometry polygon or multipolygon in the grid's CRS; null for every pixel
 * @param asGiven what was asked for, in longitude and latitude, for showing; null for the whole
 *     cube
 * @param allTouched false: by pixel centre; true: every pixel touched
 * @param pixels number of pixels that belong to it, ≥ 1
 */
public record Area(
    GeoBox grid, Geometry geometry, Geometry asGiven, boolean allTouched, long pixels) {

  private static final Shape BLOCK = new Shape(1024, 1024);

  /** Points and lines become this wide, in pixels, so that they have an inside. */
  private static final double THIN = 1e-3;

  private static final int MAX_SEGMENTS = 64;

  public Area {
    Objects.requireNonNull(grid, "grid");
    if (pixels < 1) {
      throw new IllegalArgumentException("area must have pixels, had " + pixels);
    }
  }

  /** Every pixel of a cube. */
  public static Area whole(Cube cube) {
    return whole(cube.grid());
  }

  /** Every pixel of a grid. */
  public static Area whole(GeoBox grid) {
    return new Area(grid, null, null, false, grid.shape().pixels());
  }

  /**
   * The pixels under a geometry.
   *
   * @param geometry of any type, x first
   * @param geometryCrs its CRS, {@code EPSG:n}
   * @throws InvalidParameterException when it does not meet the cube
   */
  public static Area of(Cube cube, Geometry geometry, String geometryCrs, CrsRegistry crs) {
    return of(cube.grid(), "cube " + cube.name(), geometry, geometryCrs, crs);
  }

  /**
   * The pixels of a grid under a geometry.
   *
   * @param whole the grid
   * @param name of what has it, for the error
   * @param geometry of any type, x first
   * @param geometryCrs its CRS, {@code EPSG:n}
   * @throws InvalidParameterException when it does not meet the grid
   */
  public static Area of(
      GeoBox whole, String name, Geometry geometry, String geometryCrs, CrsRegistry crs) {
    Geometry polygons = polygons(checked(geometry), geometryCrs, whole, crs);
    Window window = window(whole, polygons).intersect(whole.window());
    if (!window.isEmpty()) {
      GeoBox grid = whole.crop(window);
      Optional<Area> area = on(grid, polygons, geometry, geometryCrs, crs);
      if (area.isPresent()) {
        return area.get();
      }
    }
    throw new InvalidParameterException(
        "area",
        "area must meet "
            + name
            + ", "
            + whole.extent()
            + " in "
            + whole.crs()
            + ", was "
            + polygons.getEnvelopeInternal());
  }

  /**
   * The pixels under a geometry, also where it leaves the cube's grid: what is there has the grid's
   * pixels, continued.
   *
   * @param geometry of any type, x first
   * @param geometryCrs its CRS, {@code EPSG:n}
   * @param most pixels its box may have
   * @throws InvalidParameterException when it has more, or none
   */
  public static Area beyond(
      Cube cube, Geometry geometry, String geometryCrs, CrsRegistry crs, long most) {
    Geometry polygons = polygons(checked(geometry), geometryCrs, cube.grid(), crs);
    Window window = window(cube.grid(), polygons);
    if (window.pixels() > most) {
      throw new InvalidParameterException(
          "area",
          "area must have at most "
              + most
              + " pixels of cube "
              + cube.name()
              + " in its box, was "
              + window.pixels());
    }
    if (!window.isEmpty()) {
      Optional<Area> area = on(cube.grid().crop(window), polygons, geometry, geometryCrs, crs);
      if (area.isPresent()) {
        return area.get();
      }
    }
    throw new InvalidParameterException(
        "area", "area must have pixels of cube " + cube.name() + ", was " + geometry.getEnvelope());
  }

  private static Geometry checked(Geometry geometry) {
    if (geometry.isEmpty()) {
      throw new InvalidParameterException("area", "area must not be empty");
    }
    return geometry;
  }

  private static Window window(GeoBox grid, Geometry polygons) {
    Envelope e = polygons.getEnvelopeInternal();
    return grid.windowOf(new Extent(e.getMinX(), e.getMinY(), e.getMaxX(), e.getMaxY()));
  }

  private static Optional<Area> on(
      GeoBox grid, Geometry polygons, Geometry geometry, String geometryCrs, CrsRegistry crs) {
    long centres = count(grid, polygons, false);
    boolean touched = centres == 0 || geometry.getDimension() < 2;
    long pixels = touched ? count(grid, polygons, true) : centres;
    if (pixels == 0) {
      return Optional.empty();
    }
    Geometry asGiven = crs.transform(geometry, geometryCrs, CrsRegistry.WGS84);
    return Optional.of(new Area(grid, polygons, asGiven, touched, pixels));
  }

  // Long edges are straight where they were drawn; in another CRS they bend.
  static Geometry polygons(Geometry geometry, String geometryCrs, GeoBox grid, CrsRegistry crs) {
    Envelope e = geometry.getEnvelopeInternal();
    double longest = Math.max(e.getWidth(), e.getHeight());
    boolean move = !geometryCrs.equals(grid.crs());
    Geometry dense =
        move && longest > 0 ? Densifier.densify(geometry, longest / MAX_SEGMENTS) : geometry;
    Geometry here = crs.transform(dense, geometryCrs, grid.crs());
    if (here.getDimension() < 2) {
      double width = THIN * Math.min(grid.resolution().x(), grid.resolution().y());
      return here.buffer(width / 2, 1);
    }
    Geometry valid = here.isValid() ? here : GeometryFixer.fix(here);
    return valid.getNumGeometries() > 1 ? valid.union() : valid;
  }

  private static long count(GeoBox grid, Geometry polygons, boolean allTouched) {
    long sum = 0;
    for (Window window : new GeoBoxTiles(grid, BLOCK).windows()) {
      sum += PolygonMask.of(polygons, grid.affine(), window, allTouched).count();
    }
    return sum;
  }

  /** The pixels of a window of the grid that belong to the area. */
  public ValidMask mask(Window window) {
    return geometry == null
        ? ValidMask.allValid(Math.toIntExact(window.pixels()))
        : PolygonMask.of(geometry, grid.affine(), window, allTouched);
  }
}
