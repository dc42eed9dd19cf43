// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel;

import java.util.Arrays;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;

/**
 * Filters along the columns, then along the rows: what the loops of this package do when rows and
 * columns of both grids run alike, in time that grows with the kernel's side, not its area. Holds
 * for masks too, since a pixel's weight is the product of both.
 */
final class SeparableFilter {

  private final SourceRaster source;
  private final FilterAxis cols;
  private final FilterAxis rows;
  private final boolean byCentre;
  private final double noWeight;

  // Source rows filtered along the columns, kept while later target rows need them.
  private final double[][] sums;
  private final double[][] weights;
  private final int[] held;

  /**
   * @param byCentre true when a target pixel is valid only if the source pixel under its centre is
   * @param noWeight sum of weights below which a target pixel is invalid
   */
  SeparableFilter(
      SourceRaster source, FilterAxis cols, FilterAxis rows, boolean byCentre, double noWeight) {
    this.source = source;
    this.cols = cols;
    this.rows = rows;
    this.byCentre = byCentre;
    this.noWeight = noWeight;
    this.sums = new double[rows.taps][cols.start.length];
    this.weights = new double[rows.taps][cols.start.length];
    this.held = new int[rows.taps];
    Arrays.fill(held, -1);
  }

  void run(Window target, RasterBlock result) {
    double[] sum = new double[target.width()];
    double[] weight = new double[target.width()];
    for (int r = 0; r < target.height(); r++) {
      if (rows.centre[r] >= 0 && rows.count[r] > 0) {
        Arrays.fill(sum, 0);
        Arrays.fill(weight, 0);
        for (int k = 0; k < rows.count[r]; k++) {
          add(rows.start[r] + k, rows.weights[r * rows.taps + k], sum, weight);
        }
        store(r, sum, weight, result);
      }
    }
  }

  private void add(int row, double w, double[] sum, double[] weight) {
    int slot = row % held.length;
    if (held[slot] != row) {
      filter(row, sums[slot], weights[slot]);
      held[slot] = row;
    }
    double[] s = sums[slot];
    double[] v = weights[slot];
    for (int c = 0; c < sum.length; c++) {
      sum[c] += w * s[c];
      weight[c] += w * v[c];
    }
  }

  private void filter(int row, double[] s, double[] v) {
    for (int c = 0; c < s.length; c++) {
      int p = source.index(row, cols.start[c]);
      int w = c * cols.taps;
      double sum = 0;
      double weight = 0;
      for (int k = 0; k < cols.count[c]; k++) {
        if (source.mask == null || source.mask.isValid(p + k)) {
          sum += cols.weights[w + k] * source.samples[p + k];
          weight += cols.weights[w + k];
        }
      }
      s[c] = sum;
      v[c] = weight;
    }
  }

  private void store(int row, double[] sum, double[] weight, RasterBlock result) {
    int at = row * sum.length;
    for (int c = 0; c < sum.length; c++) {
      boolean seen = cols.centre[c] >= 0 && cols.count[c] > 0 && weight[c] > noWeight;
      if (seen && (!byCentre || isCentreValid(rows.centre[row], cols.centre[c]))) {
        result.samples()[at + c] = (float) (sum[c] / weight[c]);
        result.mask().setValid(at + c);
      }
    }
  }

  private boolean isCentreValid(int row, int col) {
    return source.isCentreValid(col + 0.5, row + 0.5);
  }
}
