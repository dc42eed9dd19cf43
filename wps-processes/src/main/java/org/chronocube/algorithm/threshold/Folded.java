// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.threshold;

import org.chronocube.algorithm.Histogram;

/**
 * A histogram of distances from a middle.
 *
 * @param middle an edge between two bins of the histogram that was folded
 * @param distances from 0 on, in bins of the same width
 */
record Folded(double middle, Histogram distances) {

  /** Folds at the bins' edge that is nearest to the median. */
  static Folded atMedian(Histogram histogram) {
    int edge = medianEdge(histogram);
    int bins = histogram.bins();
    long[] counts = new long[Math.max(2, Math.max(edge, bins - edge))];
    for (int b = 0; b < bins; b++) {
      counts[b >= edge ? b - edge : edge - 1 - b] += histogram.count(b);
    }
    double width = histogram.width();
    return new Folded(
        histogram.min() + edge * width, Histogram.ofCounts(0, counts.length * width, counts));
  }

  private static int medianEdge(Histogram histogram) {
    double half = histogram.total() / 2.0;
    double below = 0;
    int bin = 0;
    while (bin < histogram.bins() - 1 && below + histogram.count(bin) < half) {
      below += histogram.count(bin++);
    }
    boolean late = half - below > histogram.count(bin) / 2.0;
    return late ? bin + 1 : bin;
  }

  NoChange noChange(OneSided rule) {
    double threshold = rule.threshold(distances);
    return new NoChange(middle - threshold, middle + threshold);
  }
}
