// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

/**
 * A tile whose packets have been read as far as a resolution needs them.
 *
 * @param codestream it is of
 * @param area of the tile on the reference grid
 * @param coding of the tile
 * @param layout its precincts, with the bytes of their code-blocks
 * @param bytes of the packets, from the beginning
 * @param length how many bytes the packets that were read take
 * @param unread how many packets come after them, or would if the file were not cut off
 * @param reduction halvings of the resolution that is wanted
 */
record TileData(
    Codestream codestream,
    Rectangle area,
    TileCoding coding,
    TileLayout layout,
    byte[] bytes,
    int length,
    long unread,
    int reduction) {}
