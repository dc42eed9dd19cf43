// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wmts;

import java.util.Optional;
import org.chronocube.grid.GeoBox;
import org.chronocube.server.ows.TimeParameter;

/**
 * A tile, every parameter decoded.
 *
 * @param layer what is drawn
 * @param style name; empty for the default
 * @param set the tile matrix set
 * @param matrix one of its matrices
 * @param row from the top, 0 first
 * @param column from the left, 0 first
 * @param time empty for the default
 */
record TileRequest(
    TiledLayer layer,
    String style,
    TileMatrixSet set,
    TileMatrix matrix,
    int row,
    int column,
    Optional<TimeParameter> time) {

  /** The pixels. */
  GeoBox grid() {
    return matrix.grid(row, column, set.crs());
  }
}
