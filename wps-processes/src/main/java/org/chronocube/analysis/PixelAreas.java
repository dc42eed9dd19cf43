// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.Arrays;
import org.chronocube.algorithm.GeodesicArea;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Areas of a grid's pixels on the WGS 84 ellipsoid: measured in the middle of cells of {@value
 * #CELL} by {@value #CELL} pixels as they are asked for, the same for all pixels of a cell. Used by
 * one thread.
 */
final class PixelAreas {

  private static final int CELL = 64;

  private final GeoBox grid;
  private final CrsRegistry crs;
  private final int cols;
  private final double[] areas;

  PixelAreas(GeoBox grid, CrsRegistry crs) {
    this.grid = grid;
    this.crs = crs;
    this.cols = (grid.width() + CELL - 1) / CELL;
    this.areas = new double[cols * ((grid.height() + CELL - 1) / CELL)];
    Arrays.fill(areas, Double.NaN);
  }

  /** Area of a pixel in m². */
  double at(int row, int col) {
    int cell = row / CELL * cols + col / CELL;
    if (Double.isNaN(areas[cell])) {
      int middleRow = Math.min(grid.height() - 1, row / CELL * CELL + CELL / 2);
      int middleCol = Math.min(grid.width() - 1, col / CELL * CELL + CELL / 2);
      areas[cell] = measure(middleRow, middleCol);
    }
    return areas[cell];
  }

  private double measure(int row, int col) {
    Affine a = grid.affine();
    Coordinate[] ring = new Coordinate[5];
    for (int i = 0; i < ring.length; i++) {
      double x = col + (i == 1 || i == 2 ? 1 : 0);
      double y = row + (i == 2 || i == 3 ? 1 : 0);
      ring[i] = new Coordinate(a.x(x, y), a.y(x, y));
    }
    Geometry pixel = new GeometryFactory().createPolygon(ring);
    return GeodesicArea.of(crs.transform(pixel, grid.crs(), CrsRegistry.WGS84)).squareMetres();
  }
}
