// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chronocube.grid.Affine;
import org.chronocube.grid.Window;
import org.chronocube.raster.ValidMask;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * Burns polygons into a mask, as gdal_rasterize does: a pixel is inside when its centre is, by the
 * even-odd rule over all rings; with {@code allTouched} also when an outline passes through it.
 *
 * <p>A centre exactly on an outline belongs to the polygon on its left, not to the one on its
 * right; on a horizontal outline it belongs to both. An outline along the edge between two pixels
 * passes through neither.
 */
public final class PolygonMask {

  private final int width;
  private final int height;
  private final List<double[]> rings;

  private PolygonMask(int height, int width, List<double[]> rings) {
    this.height = height;
    this.width = width;
    this.rings = rings;
  }

  /**
   * @param area polygon, multipolygon or collection of them, in the grid's CRS, x first; other
   *     geometries in a collection have no pixels
   * @param affine pixel corner to world
   * @param window of the grid, not empty
   * @param allTouched true for every pixel the area touches
   * @return the window's pixels, inside = valid
   */
  public static ValidMask of(Geometry area, Affine affine, Window window, boolean allTouched) {
    Affine toPixel = affine.shift(window.colStart(), window.rowStart()).inverse();
    PolygonMask mask = new PolygonMask(window.height(), window.width(), rings(area, toPixel));
    ValidMask result = ValidMask.noneValid(Math.toIntExact(window.pixels()));
    mask.fill(result);
    if (allTouched) {
      mask.trace(result);
    }
    return result;
  }

  // Rings as x, y, x, y … in pixels of the window.
  private static List<double[]> rings(Geometry area, Affine toPixel) {
    List<double[]> rings = new ArrayList<>();
    for (int i = 0; i < area.getNumGeometries(); i++) {
      if (area.getGeometryN(i) instanceof Polygon polygon) {
        rings.add(ring(polygon.getExteriorRing(), toPixel));
        for (int h = 0; h < polygon.getNumInteriorRing(); h++) {
          rings.add(ring(polygon.getInteriorRingN(h), toPixel));
        }
      } else if (area.getGeometryN(i) instanceof GeometryCollection part) {
        rings.addAll(rings(part, toPixel));
      }
    }
    return rings;
  }

  private static double[] ring(LinearRing ring, Affine toPixel) {
    Coordinate[] coordinates = ring.getCoordinates();
    double[] points = new double[2 * coordinates.length];
    for (int i = 0; i < coordinates.length; i++) {
      points[2 * i] = toPixel.x(coordinates[i].x, coordinates[i].y);
      points[2 * i + 1] = toPixel.y(coordinates[i].x, coordinates[i].y);
    }
    return points;
  }

  private interface EdgeVisitor {
    void edge(double x0, double y0, double x1, double y1);
  }

  private void edges(EdgeVisitor visitor) {
    for (double[] p : rings) {
      for (int i = 0; i + 3 < p.length; i += 2) {
        visitor.edge(p[i], p[i + 1], p[i + 2], p[i + 3]);
      }
    }
  }

  private void fill(ValidMask mask) {
    int[] starts = new int[height + 1];
    edges(
        (x0, y0, x1, y1) -> {
          for (int r = rowFrom(Math.min(y0, y1)); r < rowFrom(Math.max(y0, y1)); r++) {
            starts[r + 1]++;
          }
        });
    for (int r = 0; r < height; r++) {
      starts[r + 1] += starts[r];
    }
    markHorizontals(mask);
    double[] crossings = new double[starts[height]];
    int[] next = Arrays.copyOf(starts, height);
    edges(
        (x0, y0, x1, y1) -> {
          for (int r = rowFrom(Math.min(y0, y1)); r < rowFrom(Math.max(y0, y1)); r++) {
            crossings[next[r]++] = crossing(x0, y0, x1, y1, r + 0.5);
          }
        });
    for (int r = 0; r < height; r++) {
      Arrays.sort(crossings, starts[r], starts[r + 1]);
      for (int i = starts[r]; i + 1 < starts[r + 1]; i += 2) {
        mark(mask, r, Math.floor(crossings[i] + 0.5), Math.floor(crossings[i + 1] + 0.5));
      }
    }
  }

  private void markHorizontals(ValidMask mask) {
    edges(
        (x0, y0, x1, y1) -> {
          double row = y0 - 0.5;
          if (y0 == y1 && row == Math.rint(row) && row >= 0 && row < height) {
            mark(
                mask,
                (int) row,
                Math.floor(Math.min(x0, x1) + 0.5),
                Math.floor(Math.max(x0, x1) + 0.5));
          }
        });
  }

  // An edge from y0 to y1 crosses the centre line of row r when y0 <= r + 0.5 < y1.
  private int rowFrom(double y) {
    return (int) Math.max(0, Math.min(height, Math.ceil(y - 0.5)));
  }

  // From the upper end down, whichever way the edge runs: shared edges give equal crossings.
  private static double crossing(double x0, double y0, double x1, double y1, double y) {
    return y0 < y1 ? (y - y0) * (x1 - x0) / (y1 - y0) + x0 : (y - y1) * (x0 - x1) / (y0 - y1) + x1;
  }

  private void mark(ValidMask mask, int row, double from, double end) {
    int first = (int) Math.max(0, from);
    int stop = (int) Math.min(width, end);
    mask.setRange(row * width + first, row * width + Math.max(first, stop));
  }

  // A line along the edge between two pixels passes through neither.
  private void trace(ValidMask mask) {
    edges(
        (x0, y0, x1, y1) -> {
          double top = Math.min(y0, y1);
          double bottom = Math.max(y0, y1);
          int first = (int) Math.floor(Math.max(0, top));
          int stop = (int) Math.min(height, Math.ceil(bottom));
          if (top == bottom && top != Math.rint(top)) {
            stop = Math.min(height, first + 1);
          }
          for (int r = first; r < stop; r++) {
            double a = y0 == y1 ? x0 : xAt(x0, y0, x1, y1, Math.max(r, top));
            double b = y0 == y1 ? x1 : xAt(x0, y0, x1, y1, Math.min(r + 1.0, bottom));
            double left = Math.floor(Math.min(a, b));
            double right = Math.ceil(Math.max(a, b));
            mark(mask, r, left, right);
          }
        });
  }

  private static double xAt(double x0, double y0, double x1, double y1, double y) {
    if (y <= Math.min(y0, y1)) {
      return y0 < y1 ? x0 : x1;
    }
    if (y >= Math.max(y0, y1)) {
      return y0 < y1 ? x1 : x0;
    }
    return crossing(x0, y0, x1, y1, y);
  }
}
