// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.threshold;

import java.util.Arrays;
import org.chronocube.algorithm.Histogram;
import org.hipparchus.special.Gamma;

/**
 * What it costs to take ranges of bins for generalised Gaussian classes; see {@link
 * GeneralisedGaussianKi}. In units of bins: a change of units adds the same to every criterion.
 */
final class GeneralisedGaussianClasses {

  private static final double LEAST_SHAPE = 0.3;
  private static final double MOST_SHAPE = 10;
  private static final int SHAPES = 512;

  // ln of Γ(1/β)Γ(3/β)/Γ(2/β)², falling, for shapes β equally spaced in ln β.
  private static final double[] LOG_RATIO = new double[SHAPES + 1];

  static {
    for (int i = 0; i <= SHAPES; i++) {
      double beta = shape(i);
      LOG_RATIO[i] =
          Gamma.logGamma(1 / beta) + Gamma.logGamma(3 / beta) - 2 * Gamma.logGamma(2 / beta);
    }
  }

  // Shares of bins, and sums of share, share·x, share·x² over the bins before each.
  private final double[] share;
  private final double[] sum0;
  private final double[] sum1;
  private final double[] sum2;
  private final double leastVariance;
  private final double[] above;

  // Where 0 is, in bins, when the lowest class is folded there; NaN when it is not.
  private final double fold;

  /**
   * @param join bins of the histogram that make one
   */
  GeneralisedGaussianClasses(Histogram histogram, int join) {
    int bins = (histogram.bins() + join - 1) / join;
    double total = histogram.total();
    share = new double[bins];
    for (int b = 0; b < histogram.bins(); b++) {
      share[b / join] += histogram.count(b) / total;
    }
    sum0 = new double[bins + 1];
    sum1 = new double[bins + 1];
    sum2 = new double[bins + 1];
    for (int b = 0; b < bins; b++) {
      sum0[b + 1] = sum0[b] + share[b];
      sum1[b + 1] = sum1[b] + share[b] * b;
      sum2[b + 1] = sum2[b] + share[b] * b * b;
    }
    fold = histogram.min() < 0 ? Double.NaN : -histogram.min() / (histogram.width() * join) - 0.5;
    // Within a bin a uniform density has this variance.
    leastVariance = 1 / 12.0;
    above = new double[bins];
    Arrays.fill(above, Double.NaN);
  }

  int bins() {
    return share.length;
  }

  /** The first bin up to which half of all is counted. */
  int medianBin() {
    int bin = 0;
    while (bin < bins() - 1 && sum0[bin + 1] < 0.5) {
      bin++;
    }
    return bin;
  }

  /**
   * Σ h(x)·c(x) over the bins of one class.
   *
   * @return infinite for a class of one value or of none
   */
  double cost(int from, int to) {
    if (to == bins() && from > 0) {
      if (Double.isNaN(above[from])) {
        above[from] = compute(from, to);
      }
      return above[from];
    }
    return compute(from, to);
  }

  private double compute(int from, int to) {
    double p = sum0[to] - sum0[from];
    if (!(p > 0)) {
      return Double.POSITIVE_INFINITY;
    }
    boolean folded = from == 0 && !Double.isNaN(fold);
    double first = (sum1[to] - sum1[from]) / p;
    double mean = folded ? fold : first;
    double variance = (sum2[to] - sum2[from]) / p - first * first + (first - mean) * (first - mean);
    if (!(variance > leastVariance)) {
      return Double.POSITIVE_INFINITY;
    }
    double beta = shape(variance, deviation(from, to, mean) / p);
    double b =
        Math.exp(0.5 * (Gamma.logGamma(3 / beta) - Gamma.logGamma(1 / beta))) / Math.sqrt(variance);
    double logA = Math.log(b * beta / (folded ? 1 : 2)) - Gamma.logGamma(1 / beta);
    double powers = 0;
    for (int x = from; x < to; x++) {
      if (share[x] > 0) {
        powers += share[x] * Math.pow(b * Math.abs(x - mean), beta);
      }
    }
    return 2 * (powers - p * (logA + Math.log(p)));
  }

  /** Σ share·|x − mean|. */
  private double deviation(int from, int to, double mean) {
    int middle = Math.max(from, Math.min(to, (int) Math.floor(mean) + 1));
    double left = mean * (sum0[middle] - sum0[from]) - (sum1[middle] - sum1[from]);
    double right = sum1[to] - sum1[middle] - mean * (sum0[to] - sum0[middle]);
    return left + right;
  }

  /** β of a variance and a mean absolute deviation. */
  private static double shape(double variance, double deviation) {
    double goal = Math.log(variance) - 2 * Math.log(deviation);
    if (!(goal < LOG_RATIO[0])) {
      return LEAST_SHAPE;
    }
    if (goal <= LOG_RATIO[SHAPES]) {
      return MOST_SHAPE;
    }
    int low = 0;
    int high = SHAPES;
    while (high - low > 1) {
      int middle = (low + high) / 2;
      if (LOG_RATIO[middle] > goal) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return shape(low + (LOG_RATIO[low] - goal) / (LOG_RATIO[low] - LOG_RATIO[high]));
  }

  private static double shape(double index) {
    return LEAST_SHAPE * Math.pow(MOST_SHAPE / LEAST_SHAPE, index / SHAPES);
  }
}
