// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import java.util.ArrayList;
import java.util.List;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.GeoBoxTiles;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.array.zarr.write.BlockIndex;
import org.chronocube.io.array.zarr.write.ChunkShape;
import org.chronocube.io.array.zarr.write.StoreLayout;

/**
 * A part of the grid that is read as one and written into whole files of a store.
 *
 * @param window of the grid, on the edges of files
 * @param from number of the first band
 * @param to number after the last
 */
record Part(Window window, int from, int to) {

  /** As large as blocks of files in the archive are, so that each is decoded about once. */
  private static final int LARGEST = 1024;

  /** Samples and masks of a date while it is read and put, a pixel and band. */
  private static final int READING = 24;

  /**
   * Cuts a grid.
   *
   * @param bands of the cube
   * @param sampleBytes most bytes of a stored sample
   * @param threads that work at once, each on a part
   * @param memoryBytes for all parts under way
   */
  static List<Part> of(
      GeoBox grid, StoreLayout layout, int bands, int sampleBytes, int threads, long memoryBytes) {
    ChunkShape file = layout.file();
    long each = Math.max(1, memoryBytes / threads);
    int depth = bands;
    long pixel = (long) file.time() * sampleBytes + READING;
    while (depth > layout.bands() && pixel * depth * file.height() * file.width() > each) {
      depth = Math.max(layout.bands(), roundUp(depth / 2, layout.bands()));
    }
    int side = LARGEST;
    Shape shape = shape(file, side);
    while ((pixel * depth * shape.pixels() > each
            || count(grid, shape) * groups(bands, depth) < threads)
        && (shape.height() > file.height() || shape.width() > file.width())) {
      side /= 2;
      shape = shape(file, side);
    }
    while (depth > layout.bands() && count(grid, shape) * groups(bands, depth) < threads) {
      depth = Math.max(layout.bands(), roundUp(depth / 2, layout.bands()));
    }
    List<Part> parts = new ArrayList<>();
    for (Window window : new GeoBoxTiles(grid, shape).windows()) {
      for (int from = 0; from < bands; from += depth) {
        parts.add(new Part(window, from, Math.min(bands, from + depth)));
      }
    }
    return parts;
  }

  private static Shape shape(ChunkShape file, int side) {
    return new Shape(
        Math.max(1, side / file.height()) * file.height(),
        Math.max(1, side / file.width()) * file.width());
  }

  private static long count(GeoBox grid, Shape shape) {
    GeoBoxTiles tiles = new GeoBoxTiles(grid, shape);
    return (long) tiles.rows() * tiles.cols();
  }

  private static int groups(int bands, int depth) {
    return (bands + depth - 1) / depth;
  }

  private static int roundUp(int n, int multiple) {
    return (n + multiple - 1) / multiple * multiple;
  }

  /**
   * The files of a part.
   *
   * @param time number of the files in time
   */
  List<BlockIndex> files(StoreLayout layout, int time) {
    ChunkShape file = layout.file();
    List<BlockIndex> files = new ArrayList<>();
    for (int row = window.rowStart() / file.height();
        row * file.height() < window.rowStop();
        row++) {
      for (int col = window.colStart() / file.width();
          col * file.width() < window.colStop();
          col++) {
        for (int group = from / layout.bands(); group * layout.bands() < to; group++) {
          files.add(new BlockIndex(group, time, row, col));
        }
      }
    }
    return files;
  }
}
