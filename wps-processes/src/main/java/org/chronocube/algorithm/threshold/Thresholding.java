// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.threshold;

import org.chronocube.algorithm.Histogram;

/** A way to find thresholds. Immutable. */
@FunctionalInterface
public interface Thresholding {

  /**
   * @param histogram of the statistic over all valid pixels; when it reaches below 0 the statistic
   *     is signed and both sides may be change
   */
  NoChange of(Histogram histogram);

  /** Bins the histogram should have; it works on any, but may be coarse on fewer. */
  default int bins() {
    return 256;
  }
}
