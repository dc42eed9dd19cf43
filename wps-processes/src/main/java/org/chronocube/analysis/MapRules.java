// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.Objects;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Connectivity;
import org.chronocube.algorithm.threshold.Thresholding;

/**
 * How a statistic becomes a map of change.
 *
 * @param thresholding parts the statistic; not used when a date tells the change
 * @param minimumArea smallest patch that is kept, in m², ≥ 0
 * @param connectivity what is one patch
 */
public record MapRules(Thresholding thresholding, double minimumArea, Connectivity connectivity) {

  public MapRules {
    Objects.requireNonNull(thresholding, "thresholding");
    Objects.requireNonNull(connectivity, "connectivity");
    if (!(minimumArea >= 0 && Double.isFinite(minimumArea))) {
      throw new InvalidParameterException(
          "minimumArea", "minimumArea must be >= 0 m2, was " + minimumArea);
    }
  }
}
