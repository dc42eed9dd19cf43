// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

/**
 * The main header of a codestream (ISO/IEC 15444-1, annex A).
 *
 * @param x0 left edge of the image on the reference grid
 * @param y0 upper edge
 * @param x1 right edge, exclusive
 * @param y1 lower edge, exclusive
 * @param tileX0 left edge of the first tile
 * @param tileY0 upper edge of the first tile
 * @param tileWidth of all tiles but the clipped ones
 * @param tileHeight of all tiles but the clipped ones
 * @param precision bits per sample, one per component
 * @param signed whether samples are, one per component
 * @param defaults how tiles are coded that do not say otherwise
 */
record Codestream(
    int x0,
    int y0,
    int x1,
    int y1,
    int tileX0,
    int tileY0,
    int tileWidth,
    int tileHeight,
    int[] precision,
    boolean[] signed,
    TileCoding defaults) {

  int components() {
    return precision.length;
  }

  int tileColumns() {
    return Numbers.ceilDiv(x1 - tileX0, tileWidth);
  }

  int tileRows() {
    return Numbers.ceilDiv(y1 - tileY0, tileHeight);
  }

  /** The part of the image that a tile covers, on the reference grid. */
  Rectangle tile(int index) {
    int left = tileX0 + index % tileColumns() * tileWidth;
    int top = tileY0 + index / tileColumns() * tileHeight;
    return new Rectangle(
        Math.max(left, x0),
        Math.max(top, y0),
        Math.min(left + tileWidth, x1),
        Math.min(top + tileHeight, y1));
  }

  /** The image at a resolution reduced by a power of two. */
  Rectangle image(int reduction) {
    return new Rectangle(x0, y0, x1, y1).reduced(reduction);
  }
}
