// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

import java.util.List;

/**
 * A precinct: of each subband of one resolution the code-blocks whose data travel together.
 *
 * @param component index
 * @param resolution 0 is the lowest
 * @param number in the resolution, row by row
 * @param x where it begins on the reference grid, for the order of packets
 * @param y where it begins on the reference grid
 * @param bands one for LL, three above
 */
record Precinct(int component, int resolution, int number, long x, long y, List<Band> bands) {

  /**
   * Its share of one subband.
   *
   * @param columns code-blocks side by side
   * @param rows of code-blocks
   */
  record Band(
      int orientation,
      int columns,
      int rows,
      CodeBlock[] blocks,
      TagTree inclusion,
      TagTree zeroBitPlanes) {}
}
