// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.Objects;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Connectivity;
import org.chronocube.algorithm.Morphology;
import org.chronocube.algorithm.threshold.Thresholding;

/**
 * How a statistic becomes a map of change: thresholds, then opening, closing and the minimum
 * mapping unit, in this order.
 *
 * @param thresholding parts the statistic; not used when a date tells the change
 * @param weak a lower threshold: pixels beyond it are change too where they are connected to one
 *     beyond the first ({@link org.chronocube.algorithm.Hysteresis}); null for none
 * @param opening radius in pixels of the disk that parts of patches must hold, 0 for none
 * @param closing radius in pixels of the disk that gaps must hold to stay, 0 for none
 * @param minimumArea smallest patch that is kept, in m², ≥ 0
 * @param connectivity what is one patch
 */
public record MapRules(
    Thresholding thresholding,
    Thresholding weak,
    int opening,
    int closing,
    double minimumArea,
    Connectivity connectivity) {

  /** A threshold and a minimum mapping unit only. */
  public MapRules(Thresholding thresholding, double minimumArea, Connectivity connectivity) {
    this(thresholding, null, 0, 0, minimumArea, connectivity);
  }

  public MapRules {
    Objects.requireNonNull(thresholding, "thresholding");
    Objects.requireNonNull(connectivity, "connectivity");
    checkRadius("opening", opening);
    checkRadius("closing", closing);
    if (!(minimumArea >= 0 && Double.isFinite(minimumArea))) {
      throw new InvalidParameterException(
          "minimumArea", "minimumArea must be >= 0 m2, was " + minimumArea);
    }
  }

  private static void checkRadius(String parameter, int radius) {
    if (radius < 0 || radius > Morphology.MAX_RADIUS) {
      throw new InvalidParameterException(
          parameter,
          parameter + " must be in 0.." + Morphology.MAX_RADIUS + " pixels, was " + radius);
    }
  }
}
