// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.util.List;
import org.chronocube.band.Band;
import org.chronocube.cube.BlockLattice;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.chronocube.server.encode.RasterSource;
import org.chronocube.time.TimeInterval;

/**
 * A source whose strips, whatever an encoder's blocks are, are read in rows of the files' blocks:
 * so no block is decoded for two strips. Keeps the rows read last; for one thread.
 */
final class AlignedStrips implements RasterSource {

  private static final int FEWEST_ROWS = 256;

  /** Most samples kept; wider answers and those of many bands are read strip by strip. */
  private static final long MOST_SAMPLES = 16L << 20;

  private final RasterSource source;
  private final int firstRow;
  private final int rows;
  private int keptSlice = -1;
  private Window kept = new Window(0, 0, 0, 0);
  private List<RasterBlock> blocks = List.of();

  private AlignedStrips(RasterSource source, int firstRow, int rows) {
    this.source = source;
    this.firstRow = firstRow;
    this.rows = rows;
  }

  /**
   * @param lattice where the blocks of the files lie on the source's grid
   * @return the source itself when its strips would be too large to keep
   */
  static RasterSource of(RasterSource source, BlockLattice lattice) {
    int block = lattice.block().height();
    int rows = block * Math.max(1, FEWEST_ROWS / block);
    long samples = (long) rows * source.grid().width() * source.bands().size();
    return samples > MOST_SAMPLES ? source : new AlignedStrips(source, lattice.row(), rows);
  }

  @Override
  public GeoBox grid() {
    return source.grid();
  }

  @Override
  public List<Band> bands() {
    return source.bands();
  }

  @Override
  public List<TimeInterval> times() {
    return source.times();
  }

  @Override
  public List<RasterBlock> read(int slice, Window window) {
    // What is one strip is read as one: nothing of it is needed twice.
    if (window.width() != grid().width() || window.equals(grid().window())) {
      return source.read(slice, window);
    }
    List<RasterBlock> result =
        bands().stream().map(b -> RasterBlock.allocate(window.shape())).toList();
    for (int row = window.rowStart(); row < window.rowStop(); row = kept.rowStop()) {
      keep(slice, row);
      Window part = kept.intersect(window);
      for (int b = 0; b < result.size(); b++) {
        RasterBlock pixels = blocks.get(b).crop(part.shift(-kept.rowStart(), 0));
        result.get(b).paste(pixels, part.rowStart() - window.rowStart(), 0);
      }
    }
    return result;
  }

  private void keep(int slice, int row) {
    if (slice == keptSlice && row >= kept.rowStart() && row < kept.rowStop()) {
      return;
    }
    int start = row - Math.floorMod(row - firstRow, rows);
    Window strip = Window.at(start, 0, rows, grid().width()).intersect(grid().window());
    // What is kept must not weigh while its successor is read.
    keptSlice = -1;
    blocks = List.of();
    blocks = source.read(slice, strip);
    kept = strip;
    keptSlice = slice;
  }
}
