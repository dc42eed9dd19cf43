// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.threshold;

import org.chronocube.algorithm.Histogram;
import org.chronocube.algorithm.Otsu;

/**
 * The Bayes threshold between two Gaussians found by expectation maximisation (Bruzzone and Prieto
 * 2000, "Automatic analysis of the difference image for unsupervised change detection", IEEE
 * Transactions on Geoscience and Remote Sensing 38:1171-1182, section III-A, equations 4 to 12).
 *
 * <p>Priors, means and variances of no change and change are re-estimated from the bins' posterior
 * probabilities until the log-likelihood of a sample grows by less than {@value #TOLERANCE},
 * {@value #MAX_ITERATIONS} times at most; they start from the two classes of Otsu's threshold (the
 * paper starts from the samples far to either side of the middle of the range, which a single
 * outlier can leave empty). The threshold is where change becomes the more probable class. Assumes
 * that both classes are about normal.
 */
public record GaussianMixture() implements OneSided {

  static final double TOLERANCE = 1e-12;
  static final int MAX_ITERATIONS = 2000;

  @Override
  public int bins() {
    return 1024;
  }

  /**
   * @return the largest value when one class is the more probable one everywhere, the one value
   *     there is when the histogram has no width, NaN when it is empty
   */
  @Override
  public double threshold(Histogram histogram) {
    if (histogram.total() == 0) {
      return Double.NaN;
    }
    if (histogram.max() == histogram.min()) {
      return histogram.min();
    }
    double threshold = fit(histogram).crossing();
    return Math.min(histogram.max(), Double.isNaN(threshold) ? histogram.max() : threshold);
  }

  /** The two classes of a histogram with a width; the one of the lower mean first. */
  static Classes fit(Histogram histogram) {
    int cut = Otsu.cut(histogram);
    // A bin is no point: within it a uniform density has this variance.
    double floor = histogram.width() * histogram.width() / 12;
    Sums lower = new Sums();
    Sums upper = new Sums();
    for (int b = 0; b < histogram.bins(); b++) {
      (b <= cut ? lower : upper).add(histogram.centre(b), histogram.count(b));
    }
    Classes classes = Classes.of(lower, upper, floor);
    double likelihood = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < MAX_ITERATIONS; i++) {
      Sums noChange = new Sums();
      Sums change = new Sums();
      double next = 0;
      for (int b = 0; b < histogram.bins(); b++) {
        if (histogram.count(b) > 0) {
          double x = histogram.centre(b);
          double p = classes.noChange.logDensity(x);
          double q = classes.change.logDensity(x);
          double sum = Math.max(p, q) + Math.log1p(Math.exp(-Math.abs(p - q)));
          noChange.add(x, histogram.count(b) * Math.exp(p - sum));
          change.add(x, histogram.count(b) * Math.exp(q - sum));
          next += histogram.count(b) * sum;
        }
      }
      next /= histogram.total();
      if (!(noChange.n > 0) || !(change.n > 0)) {
        break;
      }
      classes = Classes.of(noChange, change, floor);
      if (next - likelihood < TOLERANCE) {
        break;
      }
      likelihood = next;
    }
    return classes;
  }

  /** Weighted sums of values. */
  private static final class Sums {
    private double n;
    private double mean;
    private double m2;

    void add(double x, double weight) {
      if (weight > 0) {
        n += weight;
        double d = x - mean;
        mean += d * weight / n;
        m2 += weight * d * (x - mean);
      }
    }

    Gaussian gaussian(double total, double floor) {
      return new Gaussian(n / total, mean, Math.max(floor, m2 / n));
    }
  }

  /**
   * One class.
   *
   * @param share its prior probability
   */
  record Gaussian(double share, double mean, double variance) {

    /** ln(share · density), without the constant. */
    double logDensity(double x) {
      return Math.log(share) - 0.5 * Math.log(variance) - 0.5 * (x - mean) * (x - mean) / variance;
    }
  }

  /** Both classes. */
  record Classes(Gaussian noChange, Gaussian change) {

    private static Classes of(Sums a, Sums b, double floor) {
      Gaussian first = a.gaussian(a.n + b.n, floor);
      Gaussian second = b.gaussian(a.n + b.n, floor);
      return first.mean <= second.mean ? new Classes(first, second) : new Classes(second, first);
    }

    /**
     * Where, from low to high, change becomes more probable than no change: the root of equation 12
     * at which the difference of log densities, a·x² + b·x + c, passes 0 upwards.
     *
     * @return NaN when it nowhere does
     */
    double crossing() {
      double origin = noChange.mean;
      double gap = change.mean - origin;
      double a = 0.5 / noChange.variance - 0.5 / change.variance;
      double b = gap / change.variance;
      double c = change.logDensity(origin) - noChange.logDensity(origin);
      // b ≥ 0: the form of the root that does not subtract equal numbers.
      return origin - 2 * c / (b + Math.sqrt(b * b - 4 * a * c));
    }
  }
}
