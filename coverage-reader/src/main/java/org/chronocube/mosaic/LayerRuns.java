// SPDX-License-Identifier: Apache-2.0
package org.chronocube.mosaic;

import java.util.Arrays;
import java.util.List;
import org.chronocube.raster.RasterBlock;

/** Percentiles of layers, a run of pixels at a time. Holds scratch memory: for one thread. */
abstract class LayerRuns {

  /** Pixels at a time: the rows of a hundred scenes stay in a processor's first cache. */
  static final int PIXELS = 128;

  /** Rows up to which sorting all columns at once is faster than selecting in each of them. */
  static final int MOST_ROWS = 256;

  final List<SampleLayer> layers;
  final int[] counts = new int[PIXELS];
  private final double percentile;
  private final SortingNetwork[] networks = new SortingNetwork[MOST_ROWS + 1];
  private final float[] column;

  private LayerRuns(List<SampleLayer> layers, double percentile) {
    this.layers = layers;
    this.percentile = percentile;
    this.column = new float[layers.size()];
  }

  /**
   * @param row of the tile
   * @param from first column
   * @param to column after the last, at most {@link #PIXELS} behind the first
   * @param tile receives what is valid
   */
  void reduce(int row, int from, int to, RasterBlock tile) {
    int pixels = to - from;
    Arrays.fill(counts, 0);
    int rows = load(row, from, to);
    boolean sorted = rows <= MOST_ROWS;
    if (sorted && rows > 1) {
      sort(network(rows), pixels);
    }
    for (int i = 0; i < pixels; i++) {
      if (counts[i] > 0) {
        int at = tile.index(row, from + i);
        tile.samples()[at] = sorted ? ranked(i) : selected(i, rows);
        tile.mask().setValid(at);
      }
    }
  }

  private SortingNetwork network(int rows) {
    if (networks[rows] == null) {
      networks[rows] = new SortingNetwork(rows);
    }
    return networks[rows];
  }

  private float ranked(int i) {
    double rank = percentile / 100 * (counts[i] - 1);
    int below = (int) rank;
    double fraction = rank - below;
    float low = at(below, i);
    return fraction == 0 ? low : Selection.between(low, at(below + 1, i), fraction);
  }

  private float selected(int i, int rows) {
    int n = 0;
    for (int r = 0; r < rows; r++) {
      if (isValid(r, i)) {
        column[n++] = at(r, i);
      }
    }
    // A valid sample may be infinite too.
    Arrays.fill(column, n, counts[i], Float.POSITIVE_INFINITY);
    return Selection.percentile(column, 0, counts[i], percentile);
  }

  /**
   * Fills as many rows as there are layers with anything valid in the run, and counts what is valid
   * in each column. What is not valid is as large as nothing valid.
   *
   * @return number of rows
   */
  abstract int load(int row, int from, int to);

  abstract void sort(SortingNetwork network, int pixels);

  abstract float at(int row, int i);

  abstract boolean isValid(int row, int i);

  /** Layers of integers. */
  static final class Numbers extends LayerRuns {

    private final int[][] rows;

    Numbers(List<SampleLayer> layers, double percentile) {
      super(layers, percentile);
      this.rows = new int[layers.size()][PIXELS];
    }

    @Override
    int load(int row, int from, int to) {
      int n = 0;
      for (SampleLayer layer : layers) {
        if (layer.meets(row, from, to) && layer.numbers(row, from, to, rows[n])) {
          count(rows[n], counts, to - from);
          n++;
        }
      }
      return n;
    }

    private static void count(int[] row, int[] counts, int pixels) {
      for (int i = 0; i < pixels; i++) {
        counts[i] += (row[i] - SampleLayer.NONE) >>> 31;
      }
    }

    @Override
    void sort(SortingNetwork network, int pixels) {
      network.sort(rows, pixels);
    }

    @Override
    float at(int row, int i) {
      return rows[row][i];
    }

    @Override
    boolean isValid(int row, int i) {
      return rows[row][i] != SampleLayer.NONE;
    }
  }

  /** Layers of which some are not integers. */
  static final class Samples extends LayerRuns {

    private final float[][] rows;

    Samples(List<SampleLayer> layers, double percentile) {
      super(layers, percentile);
      this.rows = new float[layers.size()][PIXELS];
    }

    @Override
    int load(int row, int from, int to) {
      int n = 0;
      for (SampleLayer layer : layers) {
        if (layer.meets(row, from, to) && layer.samples(row, from, to, rows[n], counts)) {
          n++;
        }
      }
      return n;
    }

    @Override
    void sort(SortingNetwork network, int pixels) {
      network.sort(rows, pixels);
    }

    @Override
    float at(int row, int i) {
      return rows[row][i];
    }

    @Override
    boolean isValid(int row, int i) {
      return rows[row][i] != Float.POSITIVE_INFINITY;
    }
  }
}
