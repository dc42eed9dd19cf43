// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.threshold;

import org.chronocube.algorithm.Histogram;

/**
 * Minimum error thresholding (Kittler and Illingworth 1986, "Minimum error thresholding", Pattern
 * Recognition 19:41-47): the cut at which two Gaussians, fitted to the samples below and above it,
 * misclassify least.
 *
 * <p>With the classes' shares P, standard deviations σ of a cut after bin t, their criterion
 * (equation 15) is J(t) = 1 + 2(P₁ ln σ₁ + P₂ ln σ₂) − 2(P₁ ln P₁ + P₂ ln P₂); the smallest J wins,
 * the first of equal ones. Cuts that leave a class in a single bin have no σ and are passed over.
 * Assumes that both classes are about normal; that of generalised Gaussians suits ratios of radar
 * images better.
 */
public record KittlerIllingworth() implements OneSided {

  /**
   * The upper edge of the lower class's last bin.
   *
   * @return the largest value when no cut parts two classes with a spread, NaN for none at all
   */
  @Override
  public double threshold(Histogram histogram) {
    if (histogram.total() == 0) {
      return Double.NaN;
    }
    int cut = cut(histogram);
    return cut < 0 ? histogram.max() : histogram.min() + (cut + 1) * histogram.width();
  }

  private static int cut(Histogram histogram) {
    Moments all = new Moments();
    for (int b = 0; b < histogram.bins(); b++) {
      all.add(b, histogram.count(b));
    }
    Moments lower = new Moments();
    double best = Double.POSITIVE_INFINITY;
    int bestBin = -1;
    for (int b = 0; b < histogram.bins() - 1; b++) {
      lower.add(b, histogram.count(b));
      double criterion = 1 + lower.cost(all.n) + all.without(lower).cost(all.n);
      if (criterion < best) {
        best = criterion;
        bestBin = b;
      }
    }
    return bestBin;
  }

  /** Sums over bins, in bins: exact while they fit a double's 53 bits. */
  private static final class Moments {
    private double n;
    private double sum;
    private double squares;

    void add(int bin, double count) {
      n += count;
      sum += count * bin;
      squares += count * bin * bin;
    }

    Moments without(Moments part) {
      Moments rest = new Moments();
      rest.n = n - part.n;
      rest.sum = sum - part.sum;
      rest.squares = squares - part.squares;
      return rest;
    }

    /** 2P(ln σ − ln P), infinite without a spread. */
    double cost(double total) {
      double variance = n == 0 ? 0 : (squares - sum * sum / n) / n;
      // Two bins next to each other have a variance of (n - 1)/n² bins² at least.
      if (!(variance > 0.5 / total)) {
        return Double.POSITIVE_INFINITY;
      }
      double share = n / total;
      return share * Math.log(variance) - 2 * share * Math.log(share);
    }
  }
}
