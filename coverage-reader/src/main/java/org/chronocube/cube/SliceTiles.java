// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;

/**
 * Tiles of a target of which many dates are made, one tile with all its dates after the other: its
 * blocks are no longer in any cache when the next tile begins, so a block should be in one tile
 * only.
 */
final class SliceTiles {

  private static final BlockLattice ANYWHERE = new BlockLattice(0, 0, new Shape(1, 1));

  private SliceTiles() {}

  /**
   * A target cut into tiles along a lattice, row by row; one that fits into a tile is not cut.
   *
   * @param blocks where blocks lie on the target; empty when its pixels are not theirs
   * @param side most rows and columns of a tile; where blocks are wider, tiles may be wider too and
   *     lower instead
   */
  static List<Window> windows(Shape target, int side, Optional<BlockLattice> blocks) {
    if (target.height() <= side && target.width() <= side) {
      return List.of(target.window());
    }
    BlockLattice lattice = blocks.orElse(ANYWHERE);
    Shape shape = shape(lattice.block(), target, side);
    List<Window> windows = new ArrayList<>();
    for (int r = first(lattice.row(), shape.height()); r < target.height(); r += shape.height()) {
      for (int c = first(lattice.col(), shape.width()); c < target.width(); c += shape.width()) {
        windows.add(Window.at(r, c, shape.height(), shape.width()).intersect(target.window()));
      }
    }
    return windows;
  }

  // The last edge that is not beyond the target's first row or column.
  private static int first(int edge, int step) {
    int after = Math.floorMod(edge, step);
    return after == 0 ? 0 : after - step;
  }

  private static Shape shape(Shape block, Shape target, int side) {
    // Strips are cut less often when tiles are as wide as they are, and lower instead.
    int whole = Math.min(block.width(), Math.max(target.width(), side));
    int rows = (int) ((long) side * side / whole) / block.height() * block.height();
    return block.width() > side && rows > 0
        ? new Shape(rows, block.width())
        : new Shape(along(block.height(), side), along(block.width(), side));
  }

  // Whole blocks, or a part of one that divides it, so that every block's end is a tile's.
  private static int along(int block, int side) {
    if (side >= block) {
      return side / block * block;
    }
    int part = side;
    while (part > side / 2 && block % part != 0) {
      part--;
    }
    return block % part == 0 ? part : side;
  }
}
