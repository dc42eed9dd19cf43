// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.threshold;

import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Histogram;

/**
 * A threshold that is known: values above it are change, and of a signed statistic those below its
 * negative too.
 *
 * @param value ≥ 0
 */
public record FixedThreshold(double value) implements Thresholding {

  public FixedThreshold {
    if (!(value >= 0 && Double.isFinite(value))) {
      throw new InvalidParameterException("threshold", "threshold must be >= 0, was " + value);
    }
  }

  @Override
  public NoChange of(Histogram histogram) {
    return histogram.min() < 0 ? new NoChange(-value, value) : NoChange.upTo(value);
  }
}
