// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

import java.util.Objects;
import org.chronocube.InvalidParameterException;
import org.chronocube.kernel.speckle.PowerScale;

/**
 * Of {@link CfarRatio}.
 *
 * @param window side of the cell under test, odd
 * @param guard side of the square around it that is left out, odd, at least the window
 * @param background side of the square of background pixels, odd, larger than the guard; 0 to
 *     compare with no background but with a ratio of 1
 * @param falseAlarms wanted rate of pixels told as changed where nothing is, more than 0, at most
 *     0.5
 * @param looks equivalent number of looks of one pixel; null to estimate them
 * @param values what the bands' values are
 */
public record CfarParameters(
    int window, int guard, int background, double falseAlarms, Double looks, PowerScale values) {

  public CfarParameters {
    Objects.requireNonNull(values, "values");
    RatioParameters.checkWindow("window", window);
    RatioParameters.checkWindow("guard", guard);
    if (guard < window) {
      throw new InvalidParameterException(
          "guard", "guard must be at least the window of " + window + ", was " + guard);
    }
    if (background != 0) {
      RatioParameters.checkWindow("background", background);
      if (background <= guard) {
        throw new InvalidParameterException(
            "background",
            "background must be 0 or more than the guard of " + guard + ", was " + background);
      }
    }
    if (!(falseAlarms > 0 && falseAlarms <= 0.5)) {
      throw new InvalidParameterException(
          "falseAlarms", "falseAlarms must be more than 0 and at most 0.5, was " + falseAlarms);
    }
    if (looks != null) {
      OmnibusParameters.checkLooks(looks);
    }
  }
}
