// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair;

import java.util.Arrays;
import org.chronocube.InvalidParameterException;
import org.chronocube.grid.Window;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/**
 * Principal components of square neighbourhoods of a difference image, and the projections of a
 * pixel's own neighbourhood on them.
 *
 * <p>A pixel's neighbourhood starts {@code side / 2} rows above and columns left of it. Neighbours
 * without data count as the pixel itself.
 *
 * @param side rows and columns of a neighbourhood
 * @param vectors [component][row · side + column], of length 1 and with a sum ≥ 0
 * @param offsets of each component: the projection of the mean neighbourhood
 * @param shares of the variance that each component kept has, descending
 * @param pixels valid pixels of the area
 */
record BlockComponents(
    int side, double[][] vectors, double[] offsets, double[] shares, long pixels) {

  /**
   * Learns in one pass from the neighbourhoods that tile the area's grid, of which those count that
   * have data in all pixels and the first one of them valid.
   *
   * @param energy share of the variance that the components kept must have at least
   * @throws InvalidParameterException when there are fewer than two
   */
  static BlockComponents learn(PairPixels pixels, DifferenceImage image, int side, double energy) {
    Sums sums = new Sums(side);
    pixels.forEach(block -> new Sums(side).add(block, image.of(block)), sums::add);
    if (sums.count < 2) {
      throw new InvalidParameterException(
          "area",
          "area must hold at least 2 whole blocks of "
              + side
              + " x "
              + side
              + " pixels, had "
              + sums.count);
    }
    return sums.components(energy);
  }

  /** Running sums over neighbourhoods. */
  private static final class Sums {

    private final int side;
    private final double[] sum;
    private final double[][] products;
    private long count;
    private long pixels;

    Sums(int side) {
      this.side = side;
      sum = new double[side * side];
      products = new double[side * side][side * side];
    }

    Sums add(PairBlock block, double[] difference) {
      Window window = block.window();
      double[] values = new double[sum.length];
      pixels += block.valid().count();
      for (int row = firstFrom(window.rowStart()); row < window.rowStop(); row += side) {
        for (int col = firstFrom(window.colStart()); col < window.colStop(); col += side) {
          int r = row - window.rowStart();
          int c = col - window.colStart();
          if (block.valid().isValid(r * window.width() + c)
              && take(block, difference, r, c, values)) {
            add(values);
          }
        }
      }
      return this;
    }

    private int firstFrom(int start) {
      return (start + side - 1) / side * side;
    }

    /** The neighbourhood that starts at a pixel of the window; false without all its data. */
    private boolean take(PairBlock block, double[] difference, int row, int col, double[] values) {
      int width = block.padded().width();
      for (int i = 0; i < values.length; i++) {
        int r = row + block.margin() + i / side;
        values[i] = difference[r * width + col + block.margin() + i % side];
        if (Double.isNaN(values[i])) {
          return false;
        }
      }
      return true;
    }

    private void add(double[] values) {
      count++;
      for (int i = 0; i < values.length; i++) {
        sum[i] += values[i];
        for (int k = 0; k <= i; k++) {
          products[i][k] += values[i] * values[k];
        }
      }
    }

    void add(Sums other) {
      count += other.count;
      pixels += other.pixels;
      for (int i = 0; i < sum.length; i++) {
        sum[i] += other.sum[i];
        for (int k = 0; k <= i; k++) {
          products[i][k] += other.products[i][k];
        }
      }
    }

    BlockComponents components(double energy) {
      int n = sum.length;
      double[][] covariance = new double[n][n];
      for (int i = 0; i < n; i++) {
        for (int k = 0; k <= i; k++) {
          covariance[i][k] = (products[i][k] - sum[i] * sum[k] / count) / (count - 1);
          covariance[k][i] = covariance[i][k];
        }
      }
      EigenDecompositionSymmetric eigen =
          new EigenDecompositionSymmetric(new Array2DRowRealMatrix(covariance, false));
      double[] variances = eigen.getEigenvalues();
      double total = Arrays.stream(variances).sum();
      int kept = 1;
      for (double held = variances[0]; kept < n && held < energy * total; kept++) {
        held += variances[kept];
      }
      double[][] vectors = new double[kept][];
      double[] offsets = new double[kept];
      double[] shares = new double[kept];
      for (int s = 0; s < kept; s++) {
        vectors[s] = upward(eigen.getEigenvector(s).toArray());
        for (int i = 0; i < n; i++) {
          offsets[s] += vectors[s][i] * sum[i] / count;
        }
        shares[s] = total > 0 ? variances[s] / total : 1;
      }
      return new BlockComponents(side, vectors, offsets, shares, pixels);
    }
  }

  // An eigenvector's sign is the solver's whim.
  private static double[] upward(double[] vector) {
    double sign = Arrays.stream(vector).sum() < 0 ? -1 : 1;
    return Arrays.stream(vector).map(v -> sign * v).toArray();
  }

  int count() {
    return vectors.length;
  }

  /**
   * The projections of the pixels of one row.
   *
   * @param row of the window
   * @param result [component][column of the window]
   */
  void project(PairBlock block, double[] difference, int row, double[][] result) {
    int width = block.window().width();
    int stride = block.padded().width();
    int start = (row + block.margin() - side / 2) * stride + block.margin() - side / 2;
    for (int s = 0; s < vectors.length; s++) {
      double[] line = result[s];
      Arrays.fill(line, 0, width, -offsets[s]);
      for (int i = 0; i < side * side; i++) {
        addScaled(difference, start + i / side * stride + i % side, vectors[s][i], line, width);
      }
    }
    for (int col = 0; col < width; col++) {
      if (Double.isNaN(result[0][col])) {
        projectOne(block, difference, row, col, result, col);
      }
    }
  }

  private static void addScaled(double[] from, int at, double factor, double[] to, int n) {
    for (int i = 0; i < n; i++) {
      to[i] += factor * from[at + i];
    }
  }

  /** The projections of one pixel of the window, into the given column of the result. */
  void projectOne(
      PairBlock block, double[] difference, int row, int col, double[][] result, int to) {
    int stride = block.padded().width();
    int centre = (row + block.margin()) * stride + col + block.margin();
    int start = centre - side / 2 * stride - side / 2;
    for (int s = 0; s < vectors.length; s++) {
      double sum = -offsets[s];
      for (int i = 0; i < side * side; i++) {
        double value = difference[start + i / side * stride + i % side];
        sum += vectors[s][i] * (Double.isNaN(value) ? difference[centre] : value);
      }
      result[s][to] = sum;
    }
  }
}
