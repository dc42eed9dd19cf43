// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.threshold;

import org.chronocube.algorithm.Histogram;

/**
 * Threshold of a histogram with one peak (Rosin 2001, "Unimodal thresholding", Pattern Recognition
 * 34:2083-2096): the corner between the peak of no change and the tail of change.
 *
 * <p>A line is drawn from the highest bin to the first empty bin after the last filled one; the bin
 * farthest below the line is the corner. Of equal ones the first is taken. Assumes that no change
 * makes the one high peak, at the low end; works where change is too rare for a peak of its own.
 */
public record Rosin() implements OneSided {

  /**
   * The centre of the corner's bin.
   *
   * @return NaN for no samples at all
   */
  @Override
  public double threshold(Histogram histogram) {
    if (histogram.total() == 0) {
      return Double.NaN;
    }
    int peak = 0;
    int end = 0;
    for (int b = 0; b < histogram.bins(); b++) {
      peak = histogram.count(b) > histogram.count(peak) ? b : peak;
      end = histogram.count(b) > 0 ? b + 1 : end;
    }
    // Distances at right angles to one line are as distances along the axis of counts.
    double height = histogram.count(peak);
    double best = 0;
    int corner = peak;
    for (int b = peak; b < end; b++) {
      double below = height * (end - b) / (end - peak) - histogram.count(b);
      if (below > best) {
        best = below;
        corner = b;
      }
    }
    return histogram.centre(corner);
  }
}
