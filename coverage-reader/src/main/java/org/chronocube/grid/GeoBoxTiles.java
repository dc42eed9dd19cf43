// SPDX-License-Identifier: Apache-2.0
package org.chronocube.grid;

import java.util.ArrayList;
import java.util.List;

/**
 * A grid cut into tiles of one shape, row by row; the tiles of the last row and column are smaller
 * when the shape does not divide.
 *
 * @param base the grid
 * @param tile shape of a whole tile
 */
public record GeoBoxTiles(GeoBox base, Shape tile) {

  /** Number of tile rows. */
  public int rows() {
    return ceilDiv(base.height(), tile.height());
  }

  /** Number of tile columns. */
  public int cols() {
    return ceilDiv(base.width(), tile.width());
  }

  /** The pixels of one tile. */
  public Window window(int tileRow, int tileCol) {
    if (tileRow < 0 || tileRow >= rows() || tileCol < 0 || tileCol >= cols()) {
      throw new IllegalArgumentException(
          "tile must be inside " + rows() + " x " + cols() + ", was " + tileRow + ", " + tileCol);
    }
    return Window.at(tileRow * tile.height(), tileCol * tile.width(), tile.height(), tile.width())
        .intersect(base.window());
  }

  /** All tiles, row by row. */
  public List<Window> windows() {
    List<Window> all = new ArrayList<>(rows() * cols());
    for (int r = 0; r < rows(); r++) {
      for (int c = 0; c < cols(); c++) {
        all.add(window(r, c));
      }
    }
    return all;
  }

  private static int ceilDiv(int n, int d) {
    return (n + d - 1) / d;
  }
}
