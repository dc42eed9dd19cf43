// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.Arrays;
import java.util.List;
import org.chronocube.grid.Window;

/** The pixels of one window that belong to sites: runs of each site, which may overlap. */
final class SiteBlock {

  private final Window window;
  private int[] sites = new int[8];

  /** Index in {@link #runs} of the first run of each site, and the end. */
  private int[] starts = new int[9];

  private int[] runs = new int[64];
  private int count;
  private int size;

  private SiteBlock(Window window) {
    this.window = window;
  }

  /**
   * @param window of the sites' grid
   * @param row of the grid that sites are burnt in, where the sites' grid begins
   * @param col likewise
   * @param indices of the sites that may have pixels there, ascending
   */
  static SiteBlock of(Window window, int row, int col, List<Sites.Site> sites, int[] indices) {
    SiteBlock block = new SiteBlock(window);
    Window there = window.shift(row, col);
    for (int index : indices) {
      int before = block.size;
      sites
          .get(index)
          .runs()
          .forEach(
              there,
              (r, from, to) -> {
                int line = (r - there.rowStart()) * there.width() - there.colStart();
                block.addRun(line + from, line + to);
              });
      if (block.size > before) {
        block.addSite(index);
      }
    }
    return block;
  }

  private void addRun(int from, int to) {
    if (size == runs.length) {
      runs = Arrays.copyOf(runs, size * 2);
    }
    runs[size++] = from;
    runs[size++] = to;
  }

  private void addSite(int index) {
    if (count == sites.length) {
      sites = Arrays.copyOf(sites, count * 2);
      starts = Arrays.copyOf(starts, count * 2 + 1);
    }
    sites[count++] = index;
    starts[count] = size;
  }

  Window window() {
    return window;
  }

  /** Number of sites that have pixels in the window. */
  int count() {
    return count;
  }

  /** Index of the i-th of them. */
  int site(int i) {
    return sites[i];
  }

  /** First pixel and pixel after the last one of all runs, as indices in the window. */
  int[] runs() {
    return runs;
  }

  /** Where the runs of the i-th site begin in {@link #runs}; of the last one plus 1, the end. */
  int start(int i) {
    return starts[i];
  }
}
