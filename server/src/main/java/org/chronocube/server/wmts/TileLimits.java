// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wmts;

/**
 * The tiles of a matrix that a layer reaches, all ends included.
 *
 * @param minRow first row
 * @param maxRow last row
 * @param minColumn first column
 * @param maxColumn last column
 */
record TileLimits(int minRow, int maxRow, int minColumn, int maxColumn) {

  boolean holdsRow(int row) {
    return row >= minRow && row <= maxRow;
  }

  boolean holdsColumn(int column) {
    return column >= minColumn && column <= maxColumn;
  }
}
