// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.threshold;

import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Histogram;

/**
 * The values of no change are known: those below {@code low} and above {@code high} are change.
 *
 * @param low −∞ when only large values are change
 * @param high ≥ low; ∞ when only small values are change
 */
public record FixedRange(double low, double high) implements Thresholding {

  public FixedRange {
    if (!(low <= high) || Double.isInfinite(low) && Double.isInfinite(high)) {
      throw new InvalidParameterException(
          "threshold", "threshold must be low..high with low <= high, was " + low + ".." + high);
    }
  }

  @Override
  public NoChange of(Histogram histogram) {
    return new NoChange(low, high);
  }
}
