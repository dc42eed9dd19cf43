// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.threshold;

import org.chronocube.algorithm.Histogram;

/**
 * A way to find the threshold above which values of a statistic ≥ 0 are change.
 *
 * <p>A signed statistic is thresholded by its distance from no change, as absolute differences are
 * (Rosin and Ioannidis 2003, "Evaluation of global image thresholding for change detection",
 * Pattern Recognition Letters 24:2345-2356): |v − m| above the threshold is change, on either side.
 * No change, m, is the median, for most of an area does not change while season and calibration
 * shift all of it; it is taken at the nearest edge between two bins, so that bins fold onto bins.
 */
public interface OneSided extends Thresholding {

  /**
   * @param histogram of a statistic ≥ 0
   * @return values above it are change; NaN when there is nothing to find it on
   */
  double threshold(Histogram histogram);

  @Override
  default NoChange of(Histogram histogram) {
    return histogram.min() < 0
        ? Folded.atMedian(histogram).noChange(this)
        : NoChange.upTo(threshold(histogram));
  }
}
