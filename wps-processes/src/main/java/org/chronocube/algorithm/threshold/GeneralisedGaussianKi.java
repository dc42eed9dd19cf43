// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.threshold;

import org.chronocube.algorithm.Histogram;

/**
 * Minimum error thresholding of log-ratios with generalised Gaussian classes: less power, no
 * change, more power (Bazi, Bruzzone and Melgani 2005, "An unsupervised approach based on the
 * generalized Gaussian model to automatic change detection in multitemporal SAR images", IEEE TGRS
 * 43:874-887; with two thresholds Bazi, Bruzzone and Melgani 2006, "Automatic identification of the
 * number and values of decision thresholds in the log-ratio image for change detection in SAR
 * images", IEEE GRSL 3:349-353).
 *
 * <p>The criterion of Kittler and Illingworth, J = Σ<sub>x</sub> h(x)·c(x), c(x) = −2 ln
 * (P<sub>i</sub>·p<sub>i</sub>(x)) of the class i that the thresholds put x into, over the share h
 * of each bin; p<sub>i</sub>(x) = a·exp(−(b|x − m|)<sup>β</sup>), b = √(Γ(3/β)/Γ(1/β))/σ, a =
 * bβ/(2Γ(1/β)), with the class's mean m and variance σ², and β from Γ(1/β)Γ(3/β)/Γ(2/β)² = σ²/E²|x
 * − m|, within 0.3 to 10. The smallest J (the first of equal ones) over all pairs of thresholds on
 * either side of the median, all single ones and none is taken (most of an area does not change, so
 * no change is the class of the median): the criterion also tells the number of classes, and where
 * nothing but no change is found, nothing is change. A statistic ≥ 0 has one threshold; it is taken
 * for the size of a signed one, so that no change is folded at 0: m = 0, σ² = E x², and a is twice
 * as large.
 *
 * <p>Works on 256 bins at most; more are joined.
 */
public record GeneralisedGaussianKi() implements Thresholding {

  private static final int MOST_BINS = 256;

  @Override
  public int bins() {
    return MOST_BINS;
  }

  @Override
  public NoChange of(Histogram histogram) {
    if (histogram.total() == 0) {
      return NoChange.upTo(Double.NaN);
    }
    int join = (histogram.bins() + MOST_BINS - 1) / MOST_BINS;
    GeneralisedGaussianClasses classes = new GeneralisedGaussianClasses(histogram, join);
    int bins = classes.bins();
    int median = histogram.min() < 0 ? classes.medianBin() : 0;
    double best = classes.cost(0, bins);
    int low = 0;
    int high = bins;
    for (int from = 0; from <= median; from++) {
      double below = from == 0 ? 0 : classes.cost(0, from);
      for (int to = median + 1; to <= bins; to++) {
        double above = to == bins ? 0 : classes.cost(to, bins);
        double criterion = below + above + classes.cost(from, to);
        if (criterion < best - 1e-10) {
          best = criterion;
          low = from;
          high = to;
        }
      }
    }
    double width = histogram.width() * join;
    return new NoChange(
        low == 0 ? Double.NEGATIVE_INFINITY : histogram.min() + low * width,
        high == bins ? Double.POSITIVE_INFINITY : histogram.min() + high * width);
  }
}
