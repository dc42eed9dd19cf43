// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

/**
 * The linear map of one band at one date to comparable numbers: {@code (x - mean) / sd}.
 *
 * <p>With each date's own mean and standard deviation, differences of illumination, atmosphere and
 * gain that act alike on the whole image cancel; it assumes that most of the image has not changed.
 *
 * @param mean subtracted
 * @param sd divided by, > 0
 */
public record Standardisation(double mean, double sd) {

  /** Leaves samples as they are. */
  public static final Standardisation NONE = new Standardisation(0, 1);

  public Standardisation {
    if (!Double.isFinite(mean) || !(sd > 0) || !Double.isFinite(sd)) {
      throw new IllegalArgumentException(
          "standardisation must have a finite mean and sd > 0, was " + mean + ", " + sd);
    }
  }

  /**
   * The z-score of what an accumulator has seen (sample standard deviation). A band without spread
   * (constant, or fewer than two samples) keeps its scale and only loses its mean: it cannot tell a
   * change.
   */
  public static Standardisation of(StatisticsAccumulator seen) {
    if (seen.count() == 0) {
      return NONE;
    }
    double sd = seen.sd();
    return new Standardisation(seen.mean(), sd > 0 ? sd : 1);
  }
}
