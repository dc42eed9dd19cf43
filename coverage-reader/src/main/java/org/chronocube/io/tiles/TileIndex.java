// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiles;

/**
 * Where a tile is.
 *
 * @param row of tiles, from 0
 * @param col of tiles, from 0
 */
public record TileIndex(int row, int col) {}
