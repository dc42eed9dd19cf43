// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.chronocube.band.Band;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockKey;
import org.chronocube.io.BlockReader;
import org.chronocube.io.RasterInfo;
import org.chronocube.io.range.ContentId;
import org.chronocube.raster.RasterBlock;

/**
 * One band of one date of a hybrid cube as a raster: blocks come from memory, from the folder, or
 * are made.
 */
final class HybridReader implements BlockReader {

  private final RasterInfo info;
  private final int side;
  private final int columns;
  private final Blocks blocks;
  private final BlockCache cache;

  /** Where blocks come from that are not in memory. */
  interface Blocks {

    /** What a block is made of; equal names mean equal samples, in every process. */
    String name(Window block);

    /**
     * @return samples row by row, NaN where invalid; not to be written to
     */
    float[] samples(String name, Window block);
  }

  HybridReader(URI uri, GeoBox grid, Band band, int side, Blocks blocks, BlockCache cache) {
    this.side = side;
    this.columns = (grid.width() + side - 1) / side;
    this.blocks = blocks;
    this.cache = cache;
    this.info =
        new RasterInfo(
            uri,
            grid,
            band.type(),
            1,
            band.noData(),
            List.of(band.scaling()),
            List.of(new RasterInfo.Level(grid.shape(), new Shape(side, side))));
  }

  @Override
  public RasterInfo info() {
    return info;
  }

  @Override
  public RasterBlock read(int level, int band, Window window) {
    info.checkRead(level, band, window);
    List<Window> windows = new ArrayList<>();
    List<BlockKey> keys = new ArrayList<>();
    for (int row = window.rowStart() / side; row <= (window.rowStop() - 1) / side; row++) {
      for (int col = window.colStart() / side; col <= (window.colStop() - 1) / side; col++) {
        Window block =
            Window.at(row * side, col * side, side, side).intersect(info.shape().window());
        windows.add(block);
        keys.add(
            new BlockKey(
                new ContentId(info.uri(), block.pixels(), blocks.name(block)),
                0,
                (long) row * columns + col));
      }
    }
    Object[] found =
        cache.get(keys, missing -> key -> blocks.samples(key.content().tag(), window(key.index())));
    RasterBlock answer = RasterBlock.allocate(window.shape());
    for (int i = 0; i < found.length; i++) {
      copy((float[]) found[i], windows.get(i), window, answer);
    }
    return answer;
  }

  private Window window(long index) {
    int row = (int) (index / columns) * side;
    int col = (int) (index % columns) * side;
    return Window.at(row, col, side, side).intersect(info.shape().window());
  }

  private static void copy(float[] samples, Window block, Window window, RasterBlock to) {
    Window part = block.intersect(window);
    for (int row = part.rowStart(); row < part.rowStop(); row++) {
      int from = (row - block.rowStart()) * block.width() + part.colStart() - block.colStart();
      int at = (row - window.rowStart()) * window.width() + part.colStart() - window.colStart();
      System.arraycopy(samples, from, to.samples(), at, part.width());
      for (int i = 0; i < part.width(); i++) {
        if (!Float.isNaN(samples[from + i])) {
          to.mask().setValid(at + i);
        }
      }
    }
  }
}
