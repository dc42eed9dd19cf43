// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.tiff;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.chronocube.server.encode.Downsampling;

/**
 * The levels of a file, full resolution first. Rows are pushed into the first level; every level
 * passes on its rows at half the resolution, so that only about two rows of blocks are held a
 * level.
 */
final class Pyramid {

  private final List<TiffLevel> levels;
  private final List<? extends OutputStream> outputs;
  private final List<Downsampling> methods;
  private final int block;
  private final List<List<RasterBlock>> waiting = new ArrayList<>();

  /**
   * @param levels each half the size of the one before it, rounded up
   * @param outputs get the blocks of each level
   * @param methods how each band is halved
   * @param block rows of a block, even
   */
  Pyramid(
      List<TiffLevel> levels,
      List<? extends OutputStream> outputs,
      List<Downsampling> methods,
      int block) {
    this.levels = List.copyOf(levels);
    this.outputs = List.copyOf(outputs);
    this.methods = List.copyOf(methods);
    this.block = block;
    levels.forEach(level -> waiting.add(null));
  }

  /** Shapes of all levels: halved, rounded up, until one block holds the whole. */
  static List<Shape> shapes(Shape full, int block, boolean overviews) {
    List<Shape> shapes = new ArrayList<>(List.of(full));
    Shape last = full;
    while (overviews && Math.max(last.width(), last.height()) > block) {
      last = Downsampling.halved(last);
      shapes.add(last);
    }
    return shapes;
  }

  /** Takes the next rows of blocks of the full resolution, one per band. */
  void push(List<RasterBlock> rows) throws IOException {
    if (levels.size() == 1) {
      levels.get(0).append(rows, outputs.get(0));
      return;
    }
    Window all = rows.get(0).shape().window();
    for (int row = 0; row < all.height(); row += block) {
      Window one = Window.at(row, 0, block, all.width()).intersect(all);
      push(0, rows.stream().map(r -> r.crop(one)).toList());
    }
  }

  private void push(int index, List<RasterBlock> rows) throws IOException {
    levels.get(index).append(rows, outputs.get(index));
    if (index + 1 == levels.size()) {
      return;
    }
    List<RasterBlock> half = new ArrayList<>();
    for (int band = 0; band < rows.size(); band++) {
      half.add(methods.get(band).halve(rows.get(band)));
    }
    collect(index + 1, half);
  }

  /** Joins two half-high rows to one row of blocks of the next level. */
  private void collect(int index, List<RasterBlock> half) throws IOException {
    List<RasterBlock> upper = waiting.get(index);
    if (upper == null && half.get(0).shape().height() == block / 2) {
      waiting.set(index, half);
      return;
    }
    waiting.set(index, null);
    push(index, upper == null ? half : join(upper, half));
  }

  /** Sends on the rows that wait for a second half; after the last row of the full resolution. */
  void finish() throws IOException {
    for (int index = 1; index < levels.size(); index++) {
      List<RasterBlock> rest = waiting.get(index);
      if (rest != null) {
        waiting.set(index, null);
        push(index, rest);
      }
    }
  }

  private static List<RasterBlock> join(List<RasterBlock> upper, List<RasterBlock> lower) {
    List<RasterBlock> joined = new ArrayList<>();
    for (int band = 0; band < upper.size(); band++) {
      RasterBlock a = upper.get(band);
      RasterBlock b = lower.get(band);
      Shape shape = new Shape(a.shape().height() + b.shape().height(), a.shape().width());
      RasterBlock both = RasterBlock.allocate(shape);
      System.arraycopy(a.samples(), 0, both.samples(), 0, a.samples().length);
      System.arraycopy(b.samples(), 0, both.samples(), a.samples().length, b.samples().length);
      copyMask(a, both, 0);
      copyMask(b, both, a.samples().length);
      joined.add(both);
    }
    return joined;
  }

  private static void copyMask(RasterBlock from, RasterBlock to, int offset) {
    for (int i = 0; i < from.samples().length; i++) {
      if (from.mask().isValid(i)) {
        to.mask().setValid(offset + i);
      }
    }
  }
}
