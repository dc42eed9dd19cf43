// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair;

import java.util.Arrays;
import org.chronocube.algorithm.Histogram;
import org.chronocube.algorithm.Otsu;

/**
 * Centres of two clusters of points.
 *
 * @param centres [cluster][dimension]; the second has the larger mean weight
 * @param weights mean of the weights of the points of each
 * @param shares of the points, of each
 */
record TwoMeans(double[][] centres, double[] weights, double[] shares) {

  /** Which centre is nearer: the squared distances of one point to both, compared. */
  static boolean isSecond(double[][] centres, double[][] points, int at) {
    double difference = 0;
    for (int s = 0; s < points.length; s++) {
      double a = points[s][at] - centres[0][s];
      double b = points[s][at] - centres[1][s];
      difference += a * a - b * b;
    }
    return difference > 0;
  }

  /** Running sums over the points of both clusters. */
  static final class Sums {

    private final double[][] sums;
    private final double[] weights = new double[2];
    private final double[] counts = new double[2];

    Sums(int dimensions) {
      sums = new double[2][dimensions];
    }

    void add(boolean second, double[][] points, int at, double weight) {
      int cluster = second ? 1 : 0;
      counts[cluster]++;
      weights[cluster] += weight;
      for (int s = 0; s < points.length; s++) {
        sums[cluster][s] += points[s][at];
      }
    }

    void add(Sums other) {
      for (int cluster = 0; cluster < 2; cluster++) {
        counts[cluster] += other.counts[cluster];
        weights[cluster] += other.weights[cluster];
        for (int s = 0; s < sums[cluster].length; s++) {
          sums[cluster][s] += other.sums[cluster][s];
        }
      }
    }

    /** The means; a cluster without points has those of the other. */
    TwoMeans means() {
      double[][] centres = new double[2][sums[0].length];
      double[] mean = new double[2];
      for (int cluster = 0; cluster < 2; cluster++) {
        int from = counts[cluster] > 0 ? cluster : 1 - cluster;
        mean[cluster] = weights[from] / counts[from];
        for (int s = 0; s < centres[cluster].length; s++) {
          centres[cluster][s] = sums[from][s] / counts[from];
        }
      }
      double all = counts[0] + counts[1];
      return new TwoMeans(centres, mean, new double[] {counts[0] / all, counts[1] / all});
    }
  }

  /** The same, with the cluster of the smaller weight first. */
  TwoMeans ordered() {
    return weights[0] <= weights[1]
        ? this
        : new TwoMeans(
            new double[][] {centres[1], centres[0]},
            new double[] {weights[1], weights[0]},
            new double[] {shares[1], shares[0]});
  }

  /** True when no centre has moved by more than a millionth of the distance between both. */
  boolean isNear(TwoMeans before) {
    double gap = squared(centres[0], centres[1]);
    double moved =
        Math.max(squared(centres[0], before.centres[0]), squared(centres[1], before.centres[1]));
    return moved <= 1e-12 * gap || gap == 0;
  }

  private static double squared(double[] a, double[] b) {
    double sum = 0;
    for (int s = 0; s < a.length; s++) {
      sum += (a[s] - b[s]) * (a[s] - b[s]);
    }
    return sum;
  }

  /**
   * The clusters of points in memory, from the two parts that Otsu's threshold makes of the first
   * dimension.
   *
   * @param points [dimension][point]
   * @param weights of each point
   * @param iterations most rounds
   */
  static TwoMeans of(double[][] points, double[] weights, int iterations) {
    double[] first = points[0];
    double low = Arrays.stream(first).min().orElse(0);
    double high = Arrays.stream(first).max().orElse(0);
    Histogram histogram = new Histogram(low, high, 256);
    for (double v : first) {
      histogram.add(v);
    }
    double cut = Otsu.threshold(histogram);
    Sums start = new Sums(points.length);
    for (int i = 0; i < first.length; i++) {
      start.add(first[i] > cut, points, i, weights[i]);
    }
    TwoMeans means = start.means();
    for (int round = 0; round < iterations; round++) {
      Sums sums = new Sums(points.length);
      for (int i = 0; i < first.length; i++) {
        sums.add(isSecond(means.centres, points, i), points, i, weights[i]);
      }
      TwoMeans next = sums.means();
      if (next.isNear(means)) {
        return next;
      }
      means = next;
    }
    return means;
  }
}
