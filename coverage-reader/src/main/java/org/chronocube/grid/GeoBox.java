// SPDX-License-Identifier: Apache-2.0
package org.chronocube.grid;

import java.util.Objects;

/**
 * A georeferenced grid: shape, corner-anchored affine and CRS.
 *
 * @param shape rows and columns
 * @param affine pixel corner to world, x (easting or longitude) first
 * @param crs identifier of the CRS, {@code AUTHORITY:CODE}, e.g. {@code EPSG:32631}, or that of an
 *     image in sensor geometry, {@code image:…}, as {@code geolocation.ImageCrs} writes it
 */
public record GeoBox(Shape shape, Affine affine, String crs) {

  public GeoBox {
    Objects.requireNonNull(shape, "shape");
    Objects.requireNonNull(affine, "affine");
    if (crs == null || !crs.matches("[A-Za-z][A-Za-z0-9]*:[A-Za-z0-9.]+|image:.+")) {
      throw new IllegalArgumentException("crs must be AUTHORITY:CODE or image:…, was " + crs);
    }
  }

  /**
   * The north-up grid of a given pixel size that covers an extent. Pixel edges lie on multiples of
   * the resolution, so grids of one resolution line up whatever the extent they were made for.
   *
   * @throws IllegalArgumentException when that takes more rows or columns than an int holds
   */
  public static GeoBox covering(Extent extent, Resolution resolution, String crs) {
    double col0 = floorTolerant(extent.minX() / resolution.x());
    double col1 = ceilTolerant(extent.maxX() / resolution.x());
    double row0 = floorTolerant(-extent.maxY() / resolution.y());
    double row1 = ceilTolerant(-extent.minY() / resolution.y());
    if (!(col1 - col0 <= Integer.MAX_VALUE) || !(row1 - row0 <= Integer.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "extent must have at most "
              + Integer.MAX_VALUE
              + " rows and columns of "
              + resolution
              + ", was "
              + extent);
    }
    Shape shape = new Shape(Math.max(1, (int) (row1 - row0)), Math.max(1, (int) (col1 - col0)));
    return new GeoBox(
        shape, Affine.northUp(col0 * resolution.x(), -row0 * resolution.y(), resolution), crs);
  }

  /** The north-up grid of a given shape stretched over an extent, as WMS asks for. */
  public static GeoBox fitting(Extent extent, Shape shape, String crs) {
    Resolution resolution =
        new Resolution(extent.width() / shape.width(), extent.height() / shape.height());
    return new GeoBox(shape, Affine.northUp(extent.minX(), extent.maxY(), resolution), crs);
  }

  // A millionth of a pixel of slack: an extent computed from a grid must give that grid back.
  private static double floorTolerant(double value) {
    return Math.floor(value + 1e-6);
  }

  private static double ceilTolerant(double value) {
    return Math.ceil(value - 1e-6);
  }

  public int width() {
    return shape.width();
  }

  public int height() {
    return shape.height();
  }

  public Resolution resolution() {
    return affine.resolution();
  }

  /** The window of all pixels. */
  public Window window() {
    return shape.window();
  }

  /** Bounding rectangle of the four outer corners, in the CRS. */
  public Extent extent() {
    return extentOf(window());
  }

  /** Bounding rectangle of a window's outer corners, in the CRS. */
  public Extent extentOf(Window window) {
    double[] xs = new double[4];
    double[] ys = new double[4];
    for (int i = 0; i < 4; i++) {
      double col = (i & 1) == 0 ? window.colStart() : window.colStop();
      double row = (i & 2) == 0 ? window.rowStart() : window.rowStop();
      xs[i] = affine.x(col, row);
      ys[i] = affine.y(col, row);
    }
    return new Extent(min(xs), min(ys), max(xs), max(ys));
  }

  /** The grid of one window of this grid. */
  public GeoBox crop(Window window) {
    return new GeoBox(window.shape(), affine.shift(window.colStart(), window.rowStart()), crs);
  }

  /**
   * The smallest window whose pixels cover an extent given in this grid's CRS; not cut to the grid.
   */
  public Window windowOf(Extent extent) {
    Affine inverse = affine.inverse();
    double[] cols = new double[4];
    double[] rows = new double[4];
    for (int i = 0; i < 4; i++) {
      double x = (i & 1) == 0 ? extent.minX() : extent.maxX();
      double y = (i & 2) == 0 ? extent.minY() : extent.maxY();
      cols[i] = inverse.x(x, y);
      rows[i] = inverse.y(x, y);
    }
    return new Window(
        clamp(floorTolerant(min(rows))),
        clamp(ceilTolerant(max(rows))),
        clamp(floorTolerant(min(cols))),
        clamp(ceilTolerant(max(cols))));
  }

  // Keeps far-away extents (clients send 1.8e308) inside int range, with room for padding.
  private static int clamp(double value) {
    return (int) Math.max(-(1 << 29), Math.min(1 << 29, value));
  }

  /** The same extent with another number of pixels. */
  public GeoBox resample(Shape other) {
    return new GeoBox(
        other,
        affine.scale((double) width() / other.width(), (double) height() / other.height()),
        crs);
  }

  private static double min(double[] v) {
    return Math.min(Math.min(v[0], v[1]), Math.min(v[2], v[3]));
  }

  private static double max(double[] v) {
    return Math.max(Math.max(v[0], v[1]), Math.max(v[2], v[3]));
  }
}
