// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.Arrays;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Window;
import org.chronocube.kernel.PolygonMask;
import org.chronocube.raster.ValidMask;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * The pixels of one polygon in a grid as runs of rows: burnt once, clipped to any window. 8 bytes a
 * run.
 */
final class SiteRuns {

  private static final int STRIP_PIXELS = 1 << 20;

  private final Window window;

  /** Index in {@link #columns} of the first run of each row of the window, and the end. */
  private final int[] starts;

  /** First column and column after the last one, of one run after the other. */
  private int[] columns = new int[16];

  private int size;
  private long pixels;

  private SiteRuns(Window window) {
    this.window = window;
    this.starts = new int[window.height() + 1];
  }

  /**
   * @param polygons in the grid's CRS
   * @param allTouched true for every pixel touched, false for those whose centre is inside
   */
  static SiteRuns of(GeoBox grid, Geometry polygons, boolean allTouched) {
    Envelope e = polygons.getEnvelopeInternal();
    Window window =
        grid.windowOf(new Extent(e.getMinX(), e.getMinY(), e.getMaxX(), e.getMaxY()))
            .intersect(grid.window());
    SiteRuns runs = new SiteRuns(window);
    if (!window.isEmpty()) {
      int rows = Math.max(1, STRIP_PIXELS / window.width());
      for (int row = window.rowStart(); row < window.rowStop(); row += rows) {
        int stop = Math.min(window.rowStop(), row + rows);
        Window strip = new Window(row, stop, window.colStart(), window.colStop());
        runs.add(strip, PolygonMask.of(polygons, grid.affine(), strip, allTouched));
      }
      runs.columns = Arrays.copyOf(runs.columns, runs.size);
    }
    return runs;
  }

  private void add(Window strip, ValidMask mask) {
    int width = strip.width();
    for (int row = 0; row < strip.height(); row++) {
      int end = (row + 1) * width;
      int from = mask.nextValid(row * width, end);
      while (from < end) {
        int to = mask.nextInvalid(from, end);
        add(strip.colStart() + from - row * width, strip.colStart() + to - row * width);
        from = mask.nextValid(to, end);
      }
      starts[strip.rowStart() - window.rowStart() + row + 1] = size;
    }
  }

  private void add(int from, int to) {
    if (size == columns.length) {
      columns = Arrays.copyOf(columns, size * 2);
    }
    columns[size++] = from;
    columns[size++] = to;
    pixels += to - from;
  }

  /** Where the polygon is in the grid; may be empty. */
  Window window() {
    return window;
  }

  long pixels() {
    return pixels;
  }

  /** Takes runs of a window. */
  @FunctionalInterface
  interface Visitor {

    /**
     * @param row of the grid
     * @param from first column of the grid
     * @param to column after the last one
     */
    void run(int row, int from, int to);
  }

  /** Goes over the runs inside a window of the grid, row by row. */
  void forEach(Window within, Visitor visitor) {
    int stop = Math.min(window.rowStop(), within.rowStop());
    for (int row = Math.max(window.rowStart(), within.rowStart()); row < stop; row++) {
      int end = starts[row - window.rowStart() + 1];
      for (int i = starts[row - window.rowStart()]; i < end; i += 2) {
        int from = Math.max(columns[i], within.colStart());
        int to = Math.min(columns[i + 1], within.colStop());
        if (from < to) {
          visitor.run(row, from, to);
        }
      }
    }
  }
}
