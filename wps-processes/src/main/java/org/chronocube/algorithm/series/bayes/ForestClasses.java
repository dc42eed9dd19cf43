// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.bayes;

import org.chronocube.InvalidParameterException;

/** How the values of a band are spread in forest and in non-forest; both normally distributed. */
public sealed interface ForestClasses {

  /**
   * The same everywhere, e.g. from training areas. In the unit of the band.
   *
   * @param forestMean mean in forest
   * @param forestSd standard deviation in forest, &gt; 0
   * @param nonForestMean mean in non-forest
   * @param nonForestSd standard deviation in non-forest, &gt; 0
   */
  record Given(double forestMean, double forestSd, double nonForestMean, double nonForestSd)
      implements ForestClasses {

    public Given {
      positive("forestSd", forestSd);
      positive("nonForestSd", nonForestSd);
      if (!Double.isFinite(forestMean)
          || !Double.isFinite(nonForestMean)
          || forestMean == nonForestMean) {
        throw new InvalidParameterException(
            "nonForestMean",
            "nonForestMean must differ from forestMean " + forestMean + ", was " + nonForestMean);
      }
    }
  }

  /**
   * Of each pixel, from its history: forest around the median m with the standard deviation s, as
   * multiples of s. {@link #DEFAULT} is the example of Reiche et al. 2018.
   *
   * @param forestSpread standard deviation in forest, in s, &gt; 0
   * @param nonForestSpread standard deviation in non-forest, in s, &gt; 0
   * @param shift mean in non-forest less m, in s; &lt; 0 for bands that fall when forest is lost
   */
  record OfHistory(double forestSpread, double nonForestSpread, double shift)
      implements ForestClasses {

    public static final OfHistory DEFAULT = new OfHistory(2, 2, -4);

    public OfHistory {
      positive("forestSpread", forestSpread);
      positive("nonForestSpread", nonForestSpread);
      if (!(shift != 0 && Double.isFinite(shift))) {
        throw new InvalidParameterException("shift", "shift must not be 0, was " + shift);
      }
    }
  }

  private static void positive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new InvalidParameterException(name, name + " must be > 0, was " + value);
    }
  }
}
