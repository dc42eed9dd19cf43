// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import org.chronocube.grid.Extent;

/**
 * The grid under whose cells scenes are filed: one cell a scene, that of the lower left corner of
 * its box. Five grids, each four times as coarse as the one before, take boxes of up to {@value
 * #REACH} cells in width and height; so a box that meets an area has its corner in the area or at
 * most that far west or south of it, and the cells of an area's scenes can be listed. Rows are
 * 180/256° high in the finest grid; their cells get wider towards the poles and stay about as wide
 * as high on the ground.
 *
 * <p>The number of a cell is stored: none of this may change without a migration.
 */
final class Cells {

  /** Cells that a box may be wide and high. */
  private static final int REACH = 2;

  private static final int LEVELS = 5;
  private static final int FINEST_ROWS = 256;
  private static final int ROW_BITS = 9;
  private static final int COLUMN_BITS = 12;
  private static final int LEVEL_BITS = 3;

  /** Far more than rounding can move a corner, far less than a cell. */
  private static final double MARGIN = 1e-9;

  private static final int[][] COLUMNS = columns();

  private Cells() {}

  /**
   * The cell of a scene.
   *
   * @param product key of the product
   * @param box of the scene; minX in −180…180, maxX up to 360
   */
  static long of(long product, Extent box) {
    int level = 0;
    int row = row(level, box.minY());
    while (level < LEVELS - 1 && !fits(box, level, row)) {
      level++;
      row = row(level, box.minY());
    }
    return number(product, level, row, column(level, row, box.minX()));
  }

  /**
   * The cells that hold every scene of some products whose box meets an area.
   *
   * @param boxes of the area, as {@link BoxSearch} has them
   * @param most empty when there are more cells than this
   */
  static Optional<Collection<Long>> of(
      Collection<Long> products, Collection<Extent> boxes, int most) {
    TreeSet<Long> cells = new TreeSet<>();
    for (Extent box : boxes) {
      for (int level = 0; level < LEVELS; level++) {
        int last = row(level, box.maxY() + MARGIN);
        for (int row = row(level, box.minY() - REACH * height(level) - MARGIN);
            row <= last;
            row++) {
          double reach = REACH * width(level, row) + MARGIN;
          double west = Math.max(-180, box.minX() - reach);
          double east = Math.min(180, box.maxX() + MARGIN);
          int end = west <= east ? column(level, row, east) : -1;
          for (int column = west <= east ? column(level, row, west) : 0; column <= end; column++) {
            for (long product : products) {
              cells.add(number(product, level, row, column));
            }
            if (cells.size() > most) {
              return Optional.empty();
            }
          }
        }
      }
    }
    return Optional.of(cells);
  }

  private static boolean fits(Extent box, int level, int row) {
    return box.width() <= REACH * width(level, row) && box.height() <= REACH * height(level);
  }

  private static int row(int level, double latitude) {
    int row = (int) Math.floor((latitude + 90) / height(level));
    return Math.max(0, Math.min(COLUMNS[level].length - 1, row));
  }

  private static int column(int level, int row, double longitude) {
    int column = (int) Math.floor((longitude + 180) / width(level, row));
    return Math.max(0, Math.min(COLUMNS[level][row] - 1, column));
  }

  private static double height(int level) {
    return 180.0 / COLUMNS[level].length;
  }

  private static double width(int level, int row) {
    return 360.0 / COLUMNS[level][row];
  }

  private static long number(long product, int level, int row, int column) {
    return (((product << LEVEL_BITS | level) << ROW_BITS | row) << COLUMN_BITS) | column;
  }

  /**
   * Columns of each row of each level: as many as are no narrower than high at the poleward side.
   */
  private static int[][] columns() {
    int[][] columns = new int[LEVELS][];
    for (int level = 0; level < LEVELS; level++) {
      int rows = FINEST_ROWS >> 2 * level;
      columns[level] = new int[rows];
      for (int row = 0; row < rows; row++) {
        double height = 180.0 / rows;
        double poleward = Math.max(Math.abs(row * height - 90), Math.abs((row + 1) * height - 90));
        double cosine = StrictMath.cos(StrictMath.toRadians(poleward));
        columns[level][row] = Math.max(1, (int) Math.floor(360 * cosine / height));
      }
    }
    return columns;
  }
}
