// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

import java.util.Objects;
import org.chronocube.InvalidParameterException;
import org.chronocube.kernel.speckle.PowerScale;

/**
 * Of the ratios of local means.
 *
 * @param window side of the square of pixels whose mean power is compared, odd, 1 to 101
 * @param values what the bands' values are
 * @param combination of several polarisations
 */
public record RatioParameters(int window, PowerScale values, Combination combination) {

  /** Largest window. */
  public static final int MAX_WINDOW = 101;

  /** Side of the window, as in the examples of Inglada and Mercier. */
  public static final int DEFAULT_WINDOW = 5;

  public RatioParameters {
    Objects.requireNonNull(values, "values");
    Objects.requireNonNull(combination, "combination");
    checkWindow("window", window);
  }

  static void checkWindow(String parameter, int window) {
    if (window < 1 || window > MAX_WINDOW || window % 2 == 0) {
      throw new InvalidParameterException(
          parameter, parameter + " must be odd and 1 to " + MAX_WINDOW + ", was " + window);
    }
  }
}
