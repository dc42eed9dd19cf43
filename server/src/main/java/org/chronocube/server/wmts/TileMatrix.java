// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wmts;

import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;

/**
 * One scale of a tile matrix set: equal tiles from the top left corner to the right and down.
 *
 * @param id unique in its set
 * @param scaleDenominator of OGC's 0.28 mm pixel
 * @param left x of the top left corner
 * @param top y of the top left corner
 * @param resolution length of a pixel's sides in units of the CRS
 * @param columns of tiles
 * @param rows of tiles
 */
record TileMatrix(
    String id,
    double scaleDenominator,
    double left,
    double top,
    double resolution,
    int columns,
    int rows) {

  /** Pixels of a tile, both ways. */
  static final int SIDE = 256;

  private static final Shape SHAPE = new Shape(SIDE, SIDE);

  // A millionth of a pixel: what touches a tile only by rounding is not in it.
  private static final double SLACK = 1e-6 / SIDE;

  TileMatrix {
    if (!(resolution > 0)) {
      throw new IllegalArgumentException("resolution must be > 0, was " + resolution);
    }
    if (columns < 1 || rows < 1) {
      throw new IllegalArgumentException(
          "a matrix must have at least one tile, was " + columns + " by " + rows);
    }
  }

  /** Length of a tile's sides in units of the CRS. */
  double span() {
    return resolution * SIDE;
  }

  /** What a tile covers, x first. */
  Extent extent(int row, int column) {
    return new Extent(
        left + column * span(),
        top - (row + 1) * span(),
        left + (column + 1) * span(),
        top - row * span());
  }

  /** The pixels of a tile: those GetMap would draw for its extent. */
  GeoBox grid(int row, int column, String crs) {
    return GeoBox.fitting(extent(row, column), SHAPE, crs);
  }

  /**
   * The tiles that an extent reaches, cut to the matrix.
   *
   * @param extent in the CRS of the set, with some part of it inside
   */
  TileLimits limits(Extent extent) {
    return new TileLimits(
        first((top - extent.maxY()) / span(), rows),
        last((top - extent.minY()) / span(), rows),
        first((extent.minX() - left) / span(), columns),
        last((extent.maxX() - left) / span(), columns));
  }

  private static int first(double tiles, int count) {
    return (int) Math.max(0, Math.min(count - 1.0, Math.floor(tiles + SLACK)));
  }

  private static int last(double tiles, int count) {
    return (int) Math.max(0, Math.min(count - 1.0, Math.ceil(tiles - SLACK) - 1));
  }
}
