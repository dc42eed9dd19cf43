// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

import java.io.IOException;

/** From the packets of a tile to samples. Safe for concurrent use. */
interface SampleDecoder {

  /**
   * Samples of one component.
   *
   * @param component index
   * @param window in pixels of the reduced image, inside the tile, not empty
   * @param threads how many may work on it
   * @return row by row, level-shifted and clamped to the component's range
   */
  int[] decode(TileData tile, int component, Rectangle window, int threads) throws IOException;
}
