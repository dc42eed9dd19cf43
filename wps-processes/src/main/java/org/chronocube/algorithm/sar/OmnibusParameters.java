// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

import java.util.Objects;
import org.chronocube.InvalidParameterException;
import org.chronocube.kernel.speckle.PowerScale;

/**
 * Of the omnibus tests.
 *
 * @param looks equivalent number of looks of the images, more than 0, at most 10 000
 * @param alpha level of significance of each test, more than 1e-7, less than 1
 * @param values what the bands' values are
 * @param law from what critical values and p-values come
 */
public record OmnibusParameters(double looks, double alpha, PowerScale values, TestLaw law) {

  /** Of Sentinel-1 IW GRDH (ESA, S-1 product specification). */
  public static final double SENTINEL_1_LOOKS = 4.4;

  /** As in the papers' examples. */
  public static final double DEFAULT_ALPHA = 0.01;

  public OmnibusParameters {
    Objects.requireNonNull(values, "values");
    Objects.requireNonNull(law, "law");
    checkLooks(looks);
    if (!(alpha > 1e-7 && alpha < 1)) {
      throw new InvalidParameterException(
          "alpha", "alpha must be more than 1e-7 and less than 1, was " + alpha);
    }
  }

  static void checkLooks(double looks) {
    if (!(looks > 0 && looks <= 10_000)) {
      throw new InvalidParameterException(
          "looks", "looks must be more than 0 and at most 10000, was " + looks);
    }
  }
}
