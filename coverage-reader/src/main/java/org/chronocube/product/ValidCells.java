// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.util.BitSet;
import org.chronocube.band.NoData;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockReader;
import org.chronocube.io.RasterInfo;
import org.chronocube.raster.RasterBlock;

/**
 * Which square cells of a raster hold at least one valid pixel. Cells are one pixel, or larger by a
 * power of two where there would be more than {@link #MOST} along an edge.
 *
 * @param cells bit row · columns + column is set for such a cell
 * @param shape rows and columns of cells
 * @param size pixels along the edge of a cell
 */
record ValidCells(BitSet cells, Shape shape, int size) {

  /** Most cells along an edge: with the raster's largest, 2 MiB of bits. */
  static final int MOST = 4096;

  /**
   * Reads a band at full resolution, block by block.
   *
   * @param noData what is not valid besides what the file says
   */
  static ValidCells read(BlockReader raster, int band, NoData noData) {
    RasterInfo info = raster.info();
    Shape pixels = info.shape();
    int size = 1;
    while (Math.max(pixels.height(), pixels.width()) > (long) size * MOST) {
      size *= 2;
    }
    ValidCells valid =
        new ValidCells(
            new BitSet(),
            new Shape(cells(pixels.height(), size), cells(pixels.width(), size)),
            size);
    Shape block = info.levels().get(0).block();
    for (int row = 0; row < pixels.height(); row += block.height()) {
      for (int col = 0; col < pixels.width(); col += block.width()) {
        Window window =
            new Window(
                row,
                Math.min(row + block.height(), pixels.height()),
                col,
                Math.min(col + block.width(), pixels.width()));
        valid.add(raster.read(0, band, window), window, noData);
      }
    }
    return valid;
  }

  private static int cells(int pixels, int size) {
    return (pixels + size - 1) / size;
  }

  private void add(RasterBlock block, Window window, NoData noData) {
    if (block.mask().isNoneValid()) {
      return;
    }
    float[] samples = block.samples();
    for (int row = 0; row < window.height(); row++) {
      int first = (window.rowStart() + row) / size * shape.width();
      for (int col = 0; col < window.width(); col++) {
        int cell = first + (window.colStart() + col) / size;
        int i = row * window.width() + col;
        if (!cells.get(cell) && block.mask().isValid(i) && !noData.matches(samples[i])) {
          cells.set(cell);
        }
      }
    }
  }

  boolean isSet(int row, int col) {
    return row >= 0
        && col >= 0
        && row < shape.height()
        && col < shape.width()
        && cells.get(row * shape.width() + col);
  }

  /** The same with cells of twice the edge. */
  ValidCells coarser() {
    Shape half = new Shape(cells(shape.height(), 2), cells(shape.width(), 2));
    BitSet merged = new BitSet();
    for (int i = cells.nextSetBit(0); i >= 0; i = cells.nextSetBit(i + 1)) {
      merged.set(i / shape.width() / 2 * half.width() + i % shape.width() / 2);
    }
    return new ValidCells(merged, half, 2 * size);
  }
}
