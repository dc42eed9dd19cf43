// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair.mad;

import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * Weighted means and covariance of the 2p bands of both images, in double, of samples as they
 * stream by. Sums are of samples minus a centre near them; sums of different centres merge by the
 * rule of parallel axes, so that a block may use any.
 *
 * <p>Not safe for concurrent writing: one for each block, merged in the order of the blocks.
 */
final class PairMoments {

  private final int variables;
  private final double[] centre;
  private final double[] sums;
  // Upper triangle, row-major; the rest is not used.
  private final double[] products;
  private double weight;
  private long count;

  /**
   * @param centre what is subtracted from each of the 2p variables by whoever adds samples
   */
  PairMoments(double[] centre) {
    this.variables = centre.length;
    this.centre = centre;
    this.sums = new double[variables];
    this.products = new double[variables * variables];
  }

  /** Sum of the weights. */
  double weight() {
    return weight;
  }

  /** Number of pixels. */
  long count() {
    return count;
  }

  /**
   * Adds pixels.
   *
   * @param z samples minus the centre, [variable][pixel]
   * @param weights one per pixel, ≥ 0; null for 1 each
   * @param size how many pixels
   */
  void add(double[][] z, double[] weights, int size) {
    count += size;
    double w = 0;
    for (int i = 0; i < size; i++) {
      w += weights == null ? 1 : weights[i];
    }
    weight += w;
    double[] even = new double[size];
    double[] odd = new double[size];
    for (int row = 0; row < variables; row += 2) {
      sums[row] += weighted(z[row], weights, size, even);
      sums[row + 1] += weighted(z[row + 1], weights, size, odd);
      for (int column = row; column < variables; column += 2) {
        addTile(row, column, even, odd, z[column], z[column + 1], size);
      }
    }
  }

  private static double weighted(double[] z, double[] weights, int size, double[] out) {
    if (weights == null) {
      System.arraycopy(z, 0, out, 0, size);
    } else {
      for (int i = 0; i < size; i++) {
        out[i] = weights[i] * z[i];
      }
    }
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += out[i];
    }
    return sum;
  }

  /** Two rows by two columns at a time: four sums in registers that do not wait for each other. */
  private void addTile(
      int row, int column, double[] r0, double[] r1, double[] c0, double[] c1, int size) {
    double s00 = 0;
    double s01 = 0;
    double s10 = 0;
    double s11 = 0;
    for (int i = 0; i < size; i++) {
      double a = r0[i];
      double b = r1[i];
      double c = c0[i];
      double d = c1[i];
      s00 += a * c;
      s01 += a * d;
      s10 += b * c;
      s11 += b * d;
    }
    int at = row * variables + column;
    products[at] += s00;
    products[at + 1] += s01;
    products[at + variables] += s10;
    products[at + variables + 1] += s11;
  }

  /** Adds what another has seen. */
  void merge(PairMoments other) {
    double[] d = new double[variables];
    for (int v = 0; v < variables; v++) {
      d[v] = other.centre[v] - centre[v];
    }
    for (int r = 0; r < variables; r++) {
      for (int c = r; c < variables; c++) {
        products[r * variables + c] +=
            other.products[r * variables + c]
                + d[r] * other.sums[c]
                + d[c] * other.sums[r]
                + other.weight * d[r] * d[c];
      }
    }
    for (int v = 0; v < variables; v++) {
      sums[v] += other.sums[v] + other.weight * d[v];
    }
    weight += other.weight;
    count += other.count;
  }

  /** Weighted means of the 2p variables. */
  double[] means() {
    double[] means = new double[variables];
    for (int v = 0; v < variables; v++) {
      means[v] = centre[v] + sums[v] / weight;
    }
    return means;
  }

  /** Weighted covariance, 2p × 2p: Σw(z−z̄)(z−z̄)ᵀ / Σw · n/(n−1). */
  RealMatrix covariance() {
    double unbiased = count / (count - 1.0);
    RealMatrix covariance = MatrixUtils.createRealMatrix(variables, variables);
    for (int r = 0; r < variables; r++) {
      for (int c = r; c < variables; c++) {
        double value = products[r * variables + c] - sums[r] * sums[c] / weight;
        covariance.setEntry(r, c, value / weight * unbiased);
        covariance.setEntry(c, r, value / weight * unbiased);
      }
    }
    return covariance;
  }
}
