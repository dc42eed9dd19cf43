// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;

/**
 * How large the tiles are that one thread makes at a time, and where they lie.
 *
 * @param parallelism threads that work at the same time
 * @param memoryBytes what their tiles may take together
 */
record Tiling(int parallelism, long memoryBytes) {

  private static final int LARGEST = 512;
  private static final int SMALLEST = 16;
  private static final int WORTH_SPLITTING = 256 * 256;
  private static final long FEWEST_SOURCE_PIXELS = 1L << 18;
  private static final long MOST_SOURCE_PIXELS = 1L << 23;

  /** Of a pixel that is read: a sample and its mask. */
  private static final int SOURCE_BYTES = 5;

  /**
   * The tiles of a target, in the order they are made. Where the target's pixels are those of
   * files, a tile is one block of them or some, so that no block is decoded for two tiles. A block
   * that memory does not hold becomes tiles of some of its rows, made one after the other, while
   * other threads are at other blocks: it is decoded once as long as the block cache keeps it.
   *
   * @param bytesPerPixel what one pixel of a tile takes, all bands and dates together
   * @param lattice where blocks lie, asked for only when there is more than one tile
   */
  List<Window> windows(Shape target, long bytesPerPixel, Supplier<Optional<BlockLattice>> lattice) {
    Shape tile = tile(target, bytesPerPixel);
    if (tile.equals(target)) {
      return List.of(target.window());
    }
    return lattice
        .get()
        .map(l -> windows(target, bytesPerPixel, l))
        .orElseGet(() -> cut(target.window(), 0, 0, tile));
  }

  private List<Window> windows(Shape target, long bytesPerPixel, BlockLattice lattice) {
    long pixels = pixels(bytesPerPixel);
    Shape cell = cell(target, pixels, lattice.block());
    List<Window> cells = cut(target.window(), lattice.row(), lattice.col(), cell);
    if (cells.size() < parallelism && target.pixels() > WORTH_SPLITTING) {
      cell = lattice.block();
      cells = cut(target.window(), lattice.row(), lattice.col(), cell);
    }
    Shape tile = part(cell, target, pixels, cells.size());
    List<List<Window>> tiles =
        cells.stream().map(c -> cut(c, c.rowStart(), c.colStart(), tile)).toList();
    return inTurns(tiles);
  }

  // Some blocks, as many as fit the largest tile and the memory; one at least.
  private static Shape cell(Shape target, long pixels, Shape block) {
    long most = Math.min(pixels, (long) LARGEST * LARGEST);
    int across = Math.max(1, LARGEST / block.width());
    across = (int) Math.max(1, Math.min(across, most / block.height() / block.width()));
    int width = Math.min(block.width() * across, target.width());
    int down = (int) Math.max(1, most / width / block.height());
    return new Shape(
        Math.multiplyExact(block.height(), Math.min(down, Math.max(1, target.height()))),
        block.width() * across);
  }

  private Shape part(Shape cell, Shape target, long pixels, int cells) {
    int height = Math.min(cell.height(), target.height());
    int width = Math.min(cell.width(), target.width());
    if (target.pixels() > WORTH_SPLITTING && cells < parallelism) {
      height = Math.max(SMALLEST, height / ((parallelism + cells - 1) / cells));
    }
    if ((long) SMALLEST * width > pixels) {
      width = (int) Math.min(width, Math.max(SMALLEST, pixels / SMALLEST));
    }
    int rows = (int) Math.max(SMALLEST, Math.min(height, pixels / width));
    int parts = (height + rows - 1) / rows;
    return new Shape((height + parts - 1) / parts, width);
  }

  // One tile of each of as many cells as there are threads, then the next tile of each.
  private List<Window> inTurns(List<List<Window>> cells) {
    List<Window> order = new ArrayList<>();
    for (int from = 0; from < cells.size(); from += parallelism) {
      List<List<Window>> group = cells.subList(from, Math.min(cells.size(), from + parallelism));
      int most = group.stream().mapToInt(List::size).max().orElse(0);
      for (int i = 0; i < most; i++) {
        for (List<Window> tiles : group) {
          if (i < tiles.size()) {
            order.add(tiles.get(i));
          }
        }
      }
    }
    return order;
  }

  /** Cuts a window along a lattice that begins at or before its first pixel. */
  private static List<Window> cut(Window window, int row, int col, Shape tile) {
    List<Window> tiles = new ArrayList<>();
    for (long r = row; r < window.rowStop(); r += tile.height()) {
      for (long c = col; c < window.colStop(); c += tile.width()) {
        Window part =
            new Window(
                (int) Math.max(r, window.rowStart()),
                (int) Math.min(r + tile.height(), window.rowStop()),
                (int) Math.max(c, window.colStart()),
                (int) Math.min(c + tile.width(), window.colStop()));
        tiles.add(part);
      }
    }
    return tiles;
  }

  /**
   * Most pixels of a file that one thread reads at once for a tile. Of a file without overviews
   * that is shown far smaller, a tile has very many.
   */
  long sourcePixels() {
    long pixels = memoryBytes / parallelism / SOURCE_BYTES;
    return Math.max(FEWEST_SOURCE_PIXELS, Math.min(MOST_SOURCE_PIXELS, pixels));
  }

  /**
   * Memory with which tiles are as large as they ever become.
   *
   * @param bytesPerPixel what one pixel of a tile takes, all bands and dates together
   */
  long wanted(Shape target, long bytesPerPixel) {
    return Math.min(target.pixels(), (long) LARGEST * LARGEST * parallelism) * bytesPerPixel;
  }

  private long pixels(long bytesPerPixel) {
    return Math.max(1, memoryBytes / parallelism / Math.max(1, bytesPerPixel));
  }

  /**
   * The shape of the tiles of a target that lines up with no blocks.
   *
   * @param bytesPerPixel what one pixel of a tile takes, all bands and dates together
   */
  Shape tile(Shape target, long bytesPerPixel) {
    int side = side(target, bytesPerPixel, 1);
    return new Shape(Math.min(side, target.height()), Math.min(side, target.width()));
  }

  /**
   * Most rows and columns of the tiles of a target of which many images are made.
   *
   * @param bytesPerPixel what one pixel of a tile of one image takes
   * @param images how many
   */
  int side(Shape target, long bytesPerPixel, int images) {
    long pixels = pixels(bytesPerPixel);
    int side = (int) Math.min(LARGEST, Math.max(SMALLEST, (long) Math.sqrt(pixels)));
    // A target of one tile would keep the other threads idle.
    while (parallelism > 1
        && target.pixels() > WORTH_SPLITTING
        && tiles(target, side) * images < parallelism) {
      side /= 2;
    }
    return side;
  }

  private static long tiles(Shape target, int side) {
    return (long) ((target.height() + side - 1) / side) * ((target.width() + side - 1) / side);
  }
}
