// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.threshold;

import org.chronocube.algorithm.Histogram;
import org.chronocube.algorithm.Otsu;

/**
 * k-means with two clusters: the value half way between their means.
 *
 * <p>In one dimension the two clusters with the least squared distance to their means are those of
 * Otsu's criterion, which is searched over all cuts: the best of all k-means solutions, whatever
 * the start. Assumes two clusters of similar spread.
 */
public record KMeans() implements OneSided {

  @Override
  public int bins() {
    return 4096;
  }

  /**
   * @return the one value there is when the histogram has no width, NaN when it is empty
   */
  @Override
  public double threshold(Histogram histogram) {
    if (histogram.total() == 0) {
      return Double.NaN;
    }
    if (histogram.max() == histogram.min()) {
      return histogram.min();
    }
    int cut = Otsu.cut(histogram);
    double lower = mean(histogram, 0, cut + 1);
    double upper = mean(histogram, cut + 1, histogram.bins());
    return (lower + upper) / 2;
  }

  private static double mean(Histogram histogram, int from, int to) {
    double n = 0;
    double sum = 0;
    for (int b = from; b < to; b++) {
      n += histogram.count(b);
      sum += histogram.count(b) * histogram.centre(b);
    }
    return sum / n;
  }
}
