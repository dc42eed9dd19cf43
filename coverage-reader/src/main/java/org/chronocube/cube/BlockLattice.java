// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import org.chronocube.grid.Shape;

/**
 * Where the blocks of files lie on a target whose pixels are the files' own. A hint: whoever reads
 * a target in parts has every block decoded once when parts end where blocks do.
 *
 * @param row where the first row of blocks begins that has a row of the target, −height &lt; row ≤
 *     0
 * @param col where its first column of blocks begins, −width &lt; col ≤ 0
 * @param block shape of a block
 */
public record BlockLattice(int row, int col, Shape block) {

  public BlockLattice {
    if (row > 0 || col > 0 || row <= -block.height() || col <= -block.width()) {
      throw new IllegalArgumentException(
          "lattice must begin with a block at the target's first pixel, was block "
              + block
              + " at "
              + row
              + ", "
              + col);
    }
  }

  /**
   * @param row source row that the target's first row is
   * @param col source column that the target's first column is
   * @param block of the source
   */
  static BlockLattice at(int row, int col, Shape block) {
    return new BlockLattice(
        -Math.floorMod(row, block.height()), -Math.floorMod(col, block.width()), block);
  }
}
